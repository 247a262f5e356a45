"""Phrases: neighbouring items that make up one mention ("the French foreign minister Jean Dupont").

The grammar is the same for all languages; what differs (articles, "of", whether a bare state may
stand before an office) is data in offices.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.actors.items import HYPHENS, Item
from dragoman.actors.naming import Names
from dragoman.actors.words import Words

QUOTES = frozenset('"“”„«»')
WIDEST_GAP = 4  # words between a state and an office: "Russia's former deputy …"
COUNTERPART = "counterpart"
COMING = (COUNTERPART, "delegation")  # who are from where they come
TOGETHER = "+"  # between states with one name
LISTED = frozenset("country adjective org capital".split())
AFTER_OFFICE = ("country", "adjective", "org", "group", "seat", "capital", "place")
# Offices that a city or region has; its "president" is none of the state.
LOCAL = frozenset("mayor governor police citizens opposition".split())
SENT = frozenset({"ambassador", "envoy", "embassy", "representative", "consulate", "adviser"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention before anybody knows whom it means.

    Attributes:
        states: items that say of which states or organisations.
        whom: targets of those items, or what the office implies.
        office: the office item, if there is one.
        person: the item of a known person, if there is one.
        name: first and last-plus-one token of a name that no list has.
        several: for how many parties of the text it stands ("both sides", "the three ministers"),
            0 for none.
        body: the body that a chief or spokesman is of.
        its: whether the office is that of the state named before ("the country's president").
    """

    start: int
    end: int
    states: tuple[Item, ...] = ()
    whom: tuple[str, ...] = ()
    office: Item | None = None
    person: Item | None = None
    name: tuple[int, int] | None = None
    several: int = 0
    body: Item | None = None
    its: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's tokens, folded tokens and items, with the language's words."""

    words: Words
    tokens: Sequence[str]
    folded: Sequence[str]
    items: Sequence[Item]
    _names: Names = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = Names(self.words, self.tokens, self.folded, self.items)
        object.__setattr__(self, "_names", names)

    def phrases(self) -> Iterator[Phrase]:
        """Phrases in order, not overlapping."""
        place = 0
        while place < len(self.items):
            item = self.items[place]
            if item.is_state and self._is_body(place):
                phrase, place = self._from_office(place, item.as_office())
                yield phrase
            elif item.is_state:
                found, place = self._from_state(place)
                yield from found
            elif item.is_office:
                phrase, place = self._from_office(place, item)
                yield phrase
            elif item.kind == "both":
                both, place = self._both(place)
                yield from both
            else:
                yield self._other(item)
                place += 1

    def _is_body(self, place: int) -> bool:
        """ "Congrès *péruvien*", "Senate *of Peru*": what is called like a body of one state is
        another's here."""
        item = self.items[place]
        if place + 1 == len(self.items) or not item.as_office().senses:
            return False
        following = self.items[place + 1]
        if following.kind == "country":
            return following.start > item.end and self._joined(item.end, following.start)
        return following.kind == "adjective" and following.start == item.end

    # --- a state first

    def _from_state(self, place: int) -> tuple[list[Phrase], int]:
        listed = self._list(place)
        last = self.items[listed[-1]]
        after = listed[-1] + 1
        office = self._office_at(after)
        if office is not None:
            if self._before(last, office):
                several = office.plural or self._tells_apart(listed)
                mine = listed if len(listed) > 1 and several else listed[-1:]
                states = tuple(self.items[i] for i in mine)
                alone = [self._plain(self.items[i]) for i in listed if i not in mine]
                whom = tuple(t for s in states for t in _targets(s))
                after += 1
                while after < len(self.items) and self._extends(office, self.items[after]):
                    office, after = self.items[after], after + 1
                phrase = Phrase(states[0].start, office.end, states, whom, office)
                phrase, after = self._completed(phrase, after)
                return [*alone, phrase], after
        if last.kind == "adjective" and len(listed) == 1:
            person = self._names.person(last.end, after)
            if person is not None:
                return [self._plain(last), self._other(person)], after + 1
        return [self._plain(self.items[i]) for i in listed], after

    def _office_at(self, place: int) -> Item | None:
        """The office of an item, also if it means the body of one state elsewhere: "Brazil's
        *Congress*"."""
        if place >= len(self.items):
            return None
        item = self.items[place]
        if item.is_state:
            item = item.as_office()
        return item if item.senses and item.is_office else None

    def _extends(self, body: Item, office: Item) -> bool:
        """ "Lithuanian army *representative*", "Russian foreign ministry *spokeswoman*"."""
        return (
            office.is_office
            and office.start == body.end
            and office.inner is None
            and _office(body) not in self.words.persons
            and _office(office) in self.words.persons
        )

    def _list(self, place: int) -> list[int]:
        """States of one kind joined by commas and "and": "French and German", "Korean and US"."""
        found = [place]
        kind = self._described(self.items[place])
        between = self.words.articles | self.words.counts
        while kind in LISTED and place + 1 < len(self.items):
            item, following = self.items[place], self.items[place + 1]
            gap = self.folded[item.end : following.start]
            same = self._described(following) == kind
            if not same or not 1 <= len(gap) <= 2 or item.part or following.part:
                break
            joined = gap[0] in self.words.conjunctions and all(
                word in self.words.conjunctions
                or (kind == "adjective" and (word in between or word.isdigit()))
                for word in gap
            )
            if not joined:
                break
            place += 1
            found.append(place)
        return found

    def _tells_apart(self, listed: Sequence[int]) -> bool:
        """ "der deutsche und *der* französische Präsident" are two, as "два тайских и *три*
        лаосских банка" are several."""
        words = self.words.articles | self.words.counts
        pairs = pairwise(self.items[i] for i in listed)
        return any(w in words for a, b in pairs for w in self.folded[a.end : b.start])

    def _described(self, item: Item) -> str:
        """The kind of a state's item; an abbreviation serves as its adjective, too: "US"."""
        short = item.end == item.start + 1 and self.tokens[item.start].isupper()
        return "adjective" if short and item.kind in ("country", "org") else item.kind

    def _before(self, state: Item, office: Item) -> bool:
        """Whether a state's item belongs to the office behind it."""
        if office.inner is not None or (state.kind == "place" and _office(office) not in LOCAL):
            return False
        gap = self.folded[state.end : office.start]
        words = self.words
        if len(gap) > WIDEST_GAP or (state.part and gap):
            return False
        before = self.folded[state.start - 1] if state.start else ""
        if (
            state.kind == "capital"
            and before in words.accredited
            and not (gap and gap[0] in words.possessives)
        ):
            return False  # "empfing *in Berlin* Präsident Novak"
        if gap and gap[0] in words.possessives:
            return all(w in words.modifiers or w in words.possessives for w in gap)
        if state.kind not in ("adjective", "seat", "org", "group") and not words.countries_before:
            return False
        behind = ("org", "seat", "group", "country", "place")
        if state.kind in behind and not words.countries_before:
            return False
        if state.kind == "people":
            return False
        if state.kind == "adjective" and self._filled(gap):
            return True
        return all(w in words.modifiers for w in gap)

    def _plain(self, item: Item) -> Phrase:
        return Phrase(item.start, item.end, (item,), _targets(item))

    # --- an office first

    def _from_office(self, place: int, office: Item) -> tuple[Phrase, int]:
        phrase = Phrase(office.start, office.end, office=office)
        if office.inner is not None:
            phrase = replace(phrase, whom=(office.inner,))
            return self._completed(phrase, place + 1)
        following = place + 1
        chained = self._chain(phrase, following)
        if chained is not None:
            return self._completed(*chained)
        if following < len(self.items):
            item = self.items[following]
            if self._owns(item, office) and self._after(office, office.end, item):
                taken, following = self._states_after(office, following)
                whom = tuple(t for i in taken for t in _targets(i))
                phrase = replace(phrase, end=taken[-1].end, states=taken, whom=whom)
            elif item.target == "it" and item.start == office.end:  # "президент *страны*"
                return replace(phrase, end=item.end, its=True), following + 1
            elif item.kind == "sides" and self._joined(office.end, item.start):
                phrase = replace(phrase, end=item.end, several=int(item.target))
                return phrase, following + 1
        return self._completed(phrase, following)

    def _chain(self, phrase: Phrase, place: int) -> tuple[Phrase, int] | None:
        """ "spokesman for the *Russian army*", "porte-parole de l'*armée russe*": an office of a
        body, whose state is that of the office. Nothing if no state follows."""
        office = phrase.office
        if office is None or _office(office) not in self.words.persons:
            return None
        body, end = None, phrase.end
        while place < len(self.items) and self._joined(end, self.items[place].start):
            item = self.items[place]
            after = self.items[place + 1] if place + 1 < len(self.items) else None
            if item.is_office and item.inner is not None:
                return replace(phrase, end=item.end, whom=(item.inner,), body=item), place + 1
            if item.kind == "adjective" and after is not None and after.is_office:
                if self._filled(self.folded[item.end : after.start]):
                    return replace(
                        phrase, end=after.end, states=(item,), whom=_targets(item), body=after
                    ), place + 2
            if item.is_office:
                body, end, place = item, item.end, place + 1
                continue
            break
        if body is None or place >= len(self.items):
            return None
        item = self.items[place]
        if self._owns(item, office) and self._after(office, end, item):
            whom = _targets(item)
            return replace(phrase, end=item.end, states=(item,), whom=whom, body=body), place + 1
        return None

    def _filled(self, gap: Sequence[str]) -> bool:
        """Whether at most one word that we do not know stands between adjective and office."""
        strange = [w for w in gap if w not in self.words.modifiers]
        return (
            len(gap) <= 2
            and len(strange) <= 1
            and all(
                w.isalpha() and w not in self.words.conjunctions and w not in self.words.joins
                for w in strange
            )
        )

    def _owns(self, item: Item, office: Item) -> bool:
        """Whether an item can say of which state an office before it is."""
        local = item.kind != "place" or _office(office) in LOCAL
        return item.kind in AFTER_OFFICE and not item.part and local

    def _after(self, office: Item, end: int, item: Item) -> bool:
        gap = self.folded[end : item.start]
        if item.kind == "adjective":
            return self.words.adjectives_after and all(w in self.words.modifiers for w in gap)
        if _office(office) in COMING and " ".join(gap) in self.words.origins:
            return True  # "seinen Kollegen *aus* Kanada", but not "rief den Botschafter aus Kanada"
        last = self.folded[item.end - 1]  # "warf der Minister *Polen* vor": not Poland's
        if item.kind == "country" and not gap and not last.endswith(self.words.genitives or ""):
            return False
        return self._joined(end, item.start)

    def _joined(self, end: int, start: int) -> bool:
        """Whether only "of", "de la" and the like stand between two tokens."""
        gap = [word for word in self.folded[end:start] if word not in QUOTES]
        return not gap or (len(gap) <= 3 and " ".join(gap) in self.words.joins)

    def _states_after(self, office: Item, place: int) -> tuple[tuple[Item, ...], int]:
        """ "the foreign ministers *of France, Germany and Poland*".

        Such a list ends with an "and": "according to the head of France, Germany …" is none.
        """
        first = place
        taken = [self.items[place]]
        place += 1
        complete = 1
        while office.plural and place < len(self.items):
            item, last = self.items[place], taken[-1]
            gap = self.folded[last.end : item.start]
            if item.kind != last.kind or item.part or not 1 <= len(gap) <= 4:
                break
            if gap[0] not in self.words.conjunctions:
                break
            rest = [w for w in gap if w not in self.words.conjunctions]
            if (
                rest
                and " ".join(rest) not in self.words.joins
                and not all(w in self.words.articles for w in rest)
            ):
                break
            taken.append(item)
            place += 1
            if any(word.isalpha() and word in self.words.conjunctions for word in gap):
                complete = len(taken)
        return tuple(taken[:complete]), first + complete

    # --- what follows

    def _completed(self, phrase: Phrase, place: int) -> tuple[Phrase, int]:
        """The phrase with the state it is accredited to and the name that follows; next item."""
        office = phrase.office
        assert office is not None
        known = bool(phrase.whom) or "@" in office.target
        if known and _office(office) in SENT and place < len(self.items):
            item = self.items[place]
            gap = " ".join(self.folded[phrase.end : item.start])
            if item.is_state and gap and gap in self.words.accredited:
                phrase, place = replace(phrase, end=item.end), place + 1
        if _office(office) not in self.words.persons:
            return phrase, place
        person = self._names.person(phrase.end, place)
        if person is not None:
            named = replace(phrase, end=person.end, person=person)
            return self._with_state_behind(named, office, place + 1)
        name = self._names.unknown(phrase.end, place)
        if name is None and phrase.whom:
            name = self._names.apposition(phrase.end, place)
        if name is not None:
            named = replace(phrase, end=name[1], name=name)
            return self._with_state_behind(named, office, place)
        return phrase, place

    def _with_state_behind(self, phrase: Phrase, office: Item, place: int) -> tuple[Phrase, int]:
        """The phrase with a state behind the name: "Foreign Minister Kim *of Kazakhstan*"."""
        if phrase.whom or place >= len(self.items):
            return phrase, place
        item = self.items[place]
        gap = " ".join(self.folded[phrase.end : item.start])
        joined = gap in self.words.joins and gap not in self.words.origins
        if item.kind != "country" or not joined or not self._owns(item, office):
            return phrase, place
        return replace(phrase, end=item.end, states=(item,), whom=_targets(item)), place + 1

    # --- the rest

    def _both(self, place: int) -> tuple[list[Phrase], int]:
        """ "the two ministers", "die beiden Präsidenten"; nothing for "both" alone."""
        both, office = self.items[place], next(iter(self.items[place + 1 :]), None)
        if office is None or not office.is_office or office.start != both.end:
            return [], place + 1
        phrase, after = self._from_office(place + 1, office)
        if phrase.states or not office.plural:  # "двух граждан *России*"
            return ([phrase], after) if phrase.states else ([], place + 1)
        several = int(both.target)
        return [Phrase(both.start, office.end, office=office, several=several)], place + 2

    def _other(self, item: Item) -> Phrase:
        known = item.kind in ("person", "surname")
        whom = () if known else _targets(item)
        return Phrase(item.start, item.end, (item,), whom, person=item if known else None)

    def followed_by_hyphen(self, end: int) -> bool:
        """ "US-led" where hyphens are tokens of their own."""
        inside = end + 1 < len(self.tokens) and self.tokens[end] in HYPHENS
        return inside and self.tokens[end + 1][0].isalpha()


def _office(item: Item) -> str:
    return item.target.partition("@")[0]


def _targets(item: Item) -> tuple[str, ...]:
    """Whom a state's item means: one, or several that have a name together ("two Koreas")."""
    if item.inner is not None and item.inner != item.target:
        return (item.inner, item.target)
    return tuple(item.target.split(TOGETHER))
