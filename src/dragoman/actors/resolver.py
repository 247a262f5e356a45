"""Finds mentions in the sentences of a document and says whom they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.actors.directory import GROUP, MEDIUM, Directory, Person
from dragoman.actors.items import Item, items
from dragoman.actors.memory import Memory
from dragoman.actors.phrases import Line, Phrase
from dragoman.actors.words import Words
from dragoman.lang import Language
from dragoman.model import Actor, Mention, Sentence, Span, Via

PLAIN = {
    "country": (Via.COUNTRY, "state"),
    "adjective": (Via.COUNTRY, "adjective"),
    "people": (Via.COUNTRY, "inhabitants"),
    "capital": (Via.SEAT, "capital"),
    "seat": (Via.SEAT, "seat"),
    "org": (Via.NAME, "organisation"),
    "group": (Via.NAME, "armed-group"),
    "media": (Via.NAME, "medium"),
}
COUNTERPART = "counterpart"
PERSON = "person:"
CHIEF = "secretary_general"
AMBIGUOUS = frozenset({"chancellor"})  # titles that mean another office in some states


class Resolver:
    """Finds mentions in documents of one language; make one and use it for many documents."""

    def __init__(self, language: Language, directory: Directory) -> None:
        persons = frozenset(o.id for o in directory.offices.values() if o.kind == "person")
        self.words = Words(language, persons)
        self.directory = directory
        self.fold = language.profile.fold

    def mentions(
        self, text: str, sentences: Sequence[Sentence], published: date | None
    ) -> tuple[tuple[Mention, ...], ...]:
        """Mentions of each sentence, in order of the text, not overlapping.

        Args:
            text: canonical text of the document, into which the tokens' offsets point.
            published: tells which office a person held at the time.
        """
        document = _Document(self, text, published)
        return tuple(tuple(document.read(sentence)) for sentence in sentences)


@dataclass(slots=True)
class _Document:
    """The search of one document, sentence by sentence."""

    resolver: Resolver
    text: str
    published: date | None
    memory: Memory = field(default_factory=Memory)
    sentence: Sentence = field(init=False)
    line: Line = field(init=False)

    def read(self, sentence: Sentence) -> list[Mention]:
        tokens = [token.text for token in sentence.tokens]
        folded = [self.resolver.fold(token) for token in tokens]
        found = items(self.resolver.words, tokens, folded)
        if not found and not self.memory.people:
            return []
        self.sentence = sentence
        self.line = Line(self.resolver.words, tokens, folded, found)
        mentions: list[Mention] = []
        place = 0
        for phrase in self.line.phrases():
            if phrase.start < place:
                continue
            mentions.extend(self._remembered(place, phrase.start))
            for mention in self._mentions(phrase):
                mentions.append(mention)
                if self._is_place(mention):
                    self.memory.visited = mention.actors[0]
                else:
                    self.memory.note(mention)
            place = phrase.end
        mentions.extend(self._remembered(place, len(tokens)))
        return mentions

    def _remembered(self, start: int, end: int) -> Iterator[Mention]:
        """Surnames of people whom the text itself introduced with an office."""
        if not self.memory.people:
            return
        for place in range(start, end):
            actor = self.memory.people.get(self.line.tokens[place])
            if actor is not None:
                mention = self._made(place, place + 1, (actor,), Via.NAME, "surname-again")
                self.memory.saw(mention, None)
                self.memory.note(mention)
                yield mention

    def _made(
        self,
        start: int,
        end: int,
        actors: tuple[Actor, ...],
        via: Via,
        rule: str,
        vague: bool = False,
    ) -> Mention:
        tokens = self.sentence.tokens
        span = Span.of(self.text, tokens[start].start, tokens[end - 1].end)
        return Mention(span, self.sentence.index, (start, end), actors, via, rule, vague)

    def _mentions(self, phrase: Phrase) -> Iterator[Mention]:
        """What a phrase means; nothing if it cannot be told."""
        if phrase.both:
            yield from self._pair(phrase)
        elif phrase.office is not None:
            yield from self._officer(phrase, phrase.office)
        elif phrase.person is not None:
            yield from self._person(phrase, phrase.person)
        else:
            item = phrase.states[0]
            if item.kind in PLAIN:
                yield from self._plain(phrase, item)
            elif item.kind in ("sides", "bare"):
                yield from self._pair(phrase)
            elif item.kind == "pronoun":
                yield from self._pronoun(phrase, item)

    # --- states, organisations, media

    def _plain(self, phrase: Phrase, item: Item) -> Iterator[Mention]:
        line, words = self.line, self.resolver.words
        after = line.folded[phrase.end] if phrase.end < len(line.folded) else ""
        hyphen = line.followed_by_hyphen(phrase.end)
        made = item.kind == "adjective" and after in words.makers  # not "Norway *held* talks"
        if made or (hyphen and line.folded[phrase.end + 1] in words.makers):
            return
        if item.kind in ("country", "capital") and self._is_other(phrase, after):
            return
        via, rule = PLAIN[item.kind]
        written = self.text[
            self.sentence.tokens[phrase.start].start : self.sentence.tokens[phrase.end - 1].end
        ]
        actors = tuple(self._actor(whom, item.kind, written) for whom in phrase.whom)
        vague = item.kind == "adjective" or item.part or hyphen
        yield self._made(phrase.start, phrase.end, actors, via, rule, vague)

    def _is_place(self, mention: Mention) -> bool:
        """ "in Geneva": a capital behind a preposition of place is no party to refer back to."""
        before = mention.tokens[0] - 1
        accredited = self.resolver.words.accredited
        return (
            mention.rule in ("capital", "seat")
            and before >= 0
            and self.line.folded[before] in accredited
        )

    def _is_other(self, phrase: Phrase, after: str) -> bool:
        """A namesake: "Michael *Jordan*", "*Washington* Street"."""
        if after in self.resolver.words.places and self.line.tokens[phrase.end][0].isupper():
            return True
        if self.line.folded[phrase.start] not in self.resolver.words.person_like:
            return False
        before = phrase.start - 1
        if before < 1:
            return False
        token = self.line.tokens[before]
        known = any(i.start <= before < i.end for i in self.line.items)
        return (
            token[0].isupper()
            and token[1:2].islower()
            and not known
            and (not self.resolver.words.nouns_capitalised)
        )

    def _actor(self, whom: str, kind: str, written: str) -> Actor:
        directory = self.resolver.directory
        if whom.startswith((GROUP, MEDIUM)) or whom in directory.organisations:
            return directory.organisation(whom, written)
        country, slash, body = whom.partition("/")
        if slash:
            return directory.officer(country, body)
        return directory.state(country, "GOV" if kind == "capital" else None)

    # --- people

    def _person(self, phrase: Phrase, item: Item) -> Iterator[Mention]:
        person = self._who(item, phrase)
        if person is None:
            return
        yield self._named(phrase, person, None, "person" if item.kind == "person" else "surname")

    def _named(self, phrase: Phrase, person: Person, office: str | None, rule: str) -> Mention:
        actor = self.resolver.directory.person(person, self.published, office)
        mention = self._made(phrase.start, phrase.end, (actor,), Via.NAME, rule)
        self.memory.known.add(person.name)
        held = office or person.at(self.published).office
        self.memory.held(held, actor)
        self.memory.saw(mention, person.woman)
        self.memory.last_office = held
        return mention

    def _who(self, item: Item, phrase: Phrase) -> Person | None:
        """The person of a name: a common surname needs the full name before, an office or title."""
        people = self.resolver.directory.people
        kind = "person" if item.kind == "person" else "surname"
        named = [people[s.target] for s in item.senses if s.kind == kind]
        seen = [p for p in named if p.name in self.memory.known]
        if kind == "person":
            return (seen or named)[0]
        if phrase.office is not None:
            fitting = [p for p in named if self._fits(p, phrase)]
            return self._best(fitting)
        if seen:
            return seen[-1]
        before = item.start - 1
        word = self.line.folded[before] if before >= 0 else ""
        if word in self.resolver.words.titles:
            return self._best(named)
        if before >= 0 and not self.resolver.words.nouns_capitalised and self._is_stranger(before):
            return None
        return self._best([p for p in named if not p.common])

    def _is_stranger(self, before: int) -> bool:
        """A capitalised word before a surname is somebody else's given name ("Marina Orban")."""
        token = self.line.tokens[before]
        if before == 0 or not token[0].isupper() or not token[1:2].islower():
            return False
        return not any(i.start <= before < i.end for i in self.line.items)

    def _fits(self, person: Person, phrase: Phrase) -> bool:
        """Whether the state of the phrase is one the person has an office of."""
        assert phrase.office is not None
        whom = phrase.whom or _implied(phrase.office)
        if not whom:
            return not person.common or phrase.person is not None
        places = {f"org:{h.country}" for h in person.holdings} | {
            h.country for h in person.holdings
        }
        return any(w.partition("/")[0] in places for w in whom)

    def _best(self, people: Sequence[Person]) -> Person | None:
        """Of namesakes the one in office on the day of publication, else the last."""
        if not people:
            return None
        day = self.published
        serving = [p for p in people if day is None or p.serves(day)]
        return max(serving or people, key=lambda p: p.at(day).start or date.min)

    # --- offices

    def _officer(self, phrase: Phrase, item: Item) -> Iterator[Mention]:
        office = self._title(phrase, _rank(phrase, item), item)
        whom = phrase.whom or _implied(item)
        whom = tuple(
            dict.fromkeys(w.partition("/")[0] if "/" in w and ":" not in w else w for w in whom)
        )
        if office == COUNTERPART:
            office = self.memory.last_office or "official"
            if not whom and phrase.person is None:
                return
        if phrase.person is not None:
            person = self._who(phrase.person, phrase)
            if person is not None:
                given = office if item.target != COUNTERPART and whom else None
                yield self._named(phrase, person, given, "office-and-name")
                return
        if not whom:
            yield from self._again(phrase, office)
            return
        yield from self._offices(phrase, office, whom)

    def _title(self, phrase: Phrase, office: str, item: Item) -> str:
        """Of the meanings of a title that which the state has: a Mexican "canciller" is the
        foreign minister, a German one the chancellor."""
        others = {s.target.partition("@")[0] for s in item.senses} - {office}
        if not others or not phrase.whom:
            return office
        directory, whom = self.resolver.directory, phrase.whom[0]
        if office in AMBIGUOUS and not directory.has(whom, office):
            return min(others)
        return office

    def _offices(self, phrase: Phrase, office: str, whom: tuple[str, ...]) -> Iterator[Mention]:
        directory = self.resolver.directory
        name = self._name(phrase) if len(whom) == 1 else None
        kind = directory.offices[office].kind
        end = phrase.end
        if phrase.name is not None and (name is None or kind != "person"):
            end, name = phrase.name[0], None
        if phrase.person is not None and name is None:
            end = phrase.person.start if phrase.person.start > phrase.start else end
        actors = tuple(directory.officer(w, office, name) for w in whom)
        mention = self._made(phrase.start, end, actors, Via.OFFICE, "office")
        if len(actors) == 1:
            self.memory.held(office, actors[0])
            if kind == "person":
                self.memory.last_office = office
                self.memory.saw(mention, None)
            if name is not None:
                self._introduce(name, actors[0])
        elif kind == "person":
            self.memory.last_office = office
        yield mention

    def _name(self, phrase: Phrase) -> str | None:
        """The name behind an office, as the text writes it."""
        if phrase.name is None:
            return None
        first, last = phrase.name
        return " ".join(self.line.tokens[first:last])

    def _introduce(self, name: str, actor: Actor) -> None:
        """From now on the surname alone means this person."""
        surname = name.split()[-1]
        if len(surname) > 2 and self.resolver.fold(surname) not in self.resolver.words.forms:
            self.memory.people[surname] = actor

    def _again(self, phrase: Phrase, office: str) -> Iterator[Mention]:
        """ "the minister", "das Ministerium": whom the text last gave that office."""
        owner = self._owner(phrase)
        if owner is not None:
            yield from self._offices(phrase, office, (owner,))
            return
        actor = self.memory.offices.get(office) if self._can_refer(phrase, office) else None
        end = phrase.name[0] if phrase.name is not None else phrase.end
        if phrase.person is not None:
            end = phrase.office.end if phrase.office is not None else phrase.end
        if actor is not None:
            mention = self._made(phrase.start, end, (actor,), Via.COREFERENCE, "office-again")
            if self.resolver.directory.offices[office].kind == "person":
                self.memory.saw(mention, None)
            yield mention
            return
        home = self.resolver.words.home.get(office)
        if home is not None:
            actor = self.resolver.directory.officer(home, office)
            yield self._made(phrase.start, end, (actor,), Via.OFFICE, "home-office")

    def _owner(self, phrase: Phrase) -> str | None:
        """The state or organisation of an office that is said to be "its"."""
        before = phrase.start - 1
        if before < 0 or self.line.folded[before] not in self.resolver.words.its:
            return None
        actor = self.memory.first(self.sentence.index, before)
        return None if actor is None else _state_of(actor)

    def _can_refer(self, phrase: Phrase, office: str) -> bool:
        """Only one officer or body of the government, with an article where there are articles,
        and not "the president *of* the club"."""
        item, words = phrase.office, self.resolver.words
        known = self.resolver.directory.offices[office]
        if item is None or known.kind == "people" or known.sector in ("MIL", "CVL", "BUS", "JRN"):
            return False
        if all(sense.kind == "offices" for sense in item.senses):
            return False
        folded = self.line.folded
        before = folded[item.start - 1] if item.start else ""
        after = folded[item.end] if item.end < len(folded) else ""
        return after not in words.joins and (not words.articles or before in words.articles)

    # --- words that refer back

    def _pair(self, phrase: Phrase) -> Iterator[Mention]:
        directory = self.resolver.directory
        whom = [_state_of(a) for a in self.memory.pair()]
        if len(whom) < 2:
            return
        if phrase.office is not None:
            office = phrase.office.target.partition("@")[0]
            pair = tuple(directory.officer(w, office) for w in whom)
        else:
            pair = tuple(
                directory.organisation(w, w) if w in directory.organisations else directory.state(w)
                for w in whom
            )
        yield self._made(phrase.start, phrase.end, pair, Via.COREFERENCE, "both-sides")

    def _pronoun(self, phrase: Phrase, item: Item) -> Iterator[Mention]:
        after = self.line.folded[phrase.end] if phrase.end < len(self.line.folded) else ""
        if after in self.resolver.words.impersonal:
            return
        if item.target == "they":
            actors = self.memory.several(self.sentence.index)
            if actors:
                yield self._made(phrase.start, phrase.end, actors, Via.COREFERENCE, "they")
            return
        if item.target == "it":
            yield from self._state_again(phrase)
            return
        actor = self.memory.pronoun(item.target, self.sentence.index, phrase.start)
        if actor is not None:
            yield self._made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, "pronoun")

    def _state_again(self, phrase: Phrase) -> Iterator[Mention]:
        """ "it", "the country": the state or body named first, here or in the sentence before."""
        place = (self.sentence.index, phrase.start)
        pronoun = phrase.end == phrase.start + 1
        meant = self.memory.first(*place)
        if not pronoun:  # "accused Chad because *the country* …": not the accuser
            meant = self.memory.last(*place) or meant
        if meant is None or (pronoun and meant.id.startswith(PERSON)):
            return  # "Novak said *it* was late"
        named = meant.id.startswith(PERSON)
        actor = self._actor(_state_of(meant), "country", "") if named else meant
        yield self._made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, "state-again")


def _state_of(actor: Actor) -> str:
    """The state or organisation that an actor is, or is of."""
    return actor.country or actor.id.partition("/")[0]


def _rank(phrase: Phrase, item: Item) -> str:
    """The office; a "chief" of a ministry is its minister, of a state its leader."""
    office = item.target.partition("@")[0]
    if office != CHIEF:
        return office
    bodies = [phrase.body.target] if phrase.body is not None else []
    bodies += [s.target.partition("/")[2] for s in phrase.states if s.kind == "seat"]
    for body in bodies:
        if body.endswith("_ministry"):
            return body.replace("_ministry", "_minister")
    international = any(whom.startswith("org:") for whom in phrase.whom)
    return office if international or not phrase.whom else "leader"


def _implied(office: Item) -> tuple[str, ...]:
    """The state that the word itself tells: "Bundeskanzler"."""
    return tuple(_coded(s.target.partition("@")[2]) for s in office.senses if "@" in s.target)[:1]


def _coded(place: str) -> str:
    return "org:EUR" if place == "EUR" else place
