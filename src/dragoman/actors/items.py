"""Items: the words of a sentence that names.tsv and offices.yaml know, longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.actors.words import Sense, Words

STATE_KINDS = ("seat", "org", "group", "country", "adjective", "people", "capital", "place")
# Which sense of a form is taken first: "Foreign Office" is a seat before it is an office.
ORDER = {
    kind: place
    for place, kind in enumerate(
        "nobody seat media org group person country adjective people capital place bare offices "
        "office sides pronoun again surname both prefix".split()
    )
}
PERSONS = ("person", "surname")
OFFICE_KINDS = ("office", "offices")
HYPHENS = ("-", "‑")


@dataclass(frozen=True, slots=True)
class Item:
    """Known words at a place of a sentence.

    Attributes:
        senses: what they can mean, best first.
        inner: target of a state named inside ("*US*-Außenminister", "ministre *français* des …").
        part: the rest of a compound is no office, so the state is only a part of a thing's name.
    """

    start: int
    end: int
    senses: tuple[Sense, ...]
    inner: str | None = None
    part: bool = False

    @property
    def kind(self) -> str:
        """Kind of the best sense."""
        return self.senses[0].kind

    @property
    def target(self) -> str:
        """Target of the best sense."""
        return self.senses[0].target

    @property
    def is_state(self) -> bool:
        """Whether it can say of which state or organisation an office is."""
        return self.kind in STATE_KINDS

    @property
    def is_office(self) -> bool:
        """Whether it names an office or body."""
        return self.kind in OFFICE_KINDS

    def as_office(self) -> Item:
        """The item as the office or body that it can mean besides; without senses if none."""
        return replace(self, senses=tuple(s for s in self.senses if s.kind in OFFICE_KINDS))

    @property
    def plural(self) -> bool:
        """Whether it can mean several officers."""
        return any(sense.kind == "offices" for sense in self.senses)


def items(words: Words, tokens: Sequence[str], folded: Sequence[str]) -> list[Item]:
    """Items of a sentence in order, not overlapping."""
    found: list[Item] = []
    place = 0
    size = len(tokens)
    while place < size:
        form = folded[place]
        item = None
        reach = words.begins(form)
        if reach:
            item = _longest(words, tokens, folded, place, min(reach, size - place))
        if item is None and "-" in form and len(form) > 3:
            item = _compound(words, tokens[place], form, place)
        if item is None:
            place += 1
        else:
            found.append(item)
            place = item.end
    return found


def _longest(
    words: Words, tokens: Sequence[str], folded: Sequence[str], place: int, most: int
) -> Item | None:
    """The item of at most so many words that begins at a place."""
    for size in range(most, 0, -1):
        form = folded[place] if size == 1 else " ".join(folded[place : place + size])
        known = words.senses(form)
        senses = [s for s in known if _fits(s, tokens, place, place + size)]
        if senses:
            capital = place > 0 and tokens[place][0].isupper() and not words.nouns_capitalised
            senses.sort(key=lambda sense: _order(sense, capital))
            item = Item(place, place + size, tuple(senses))
            return _parted(words, folded, item, most) or item
    return _parted(words, folded, Item(place, place + 1, ()), most)


def _order(sense: Sense, capital: bool) -> int:
    """Which sense is taken first; a capital makes "les *Russes*" people and no adjective."""
    people = sense.kind == "people" and capital
    return ORDER["adjective"] - 1 if people else ORDER[sense.kind]


def _fits(sense: Sense, tokens: Sequence[str], start: int, end: int) -> bool:
    """Capitals: "US" is not "us", "la Grenade" not "la grenade"; what is written small may stand
    anyhow, and of offices only abbreviations need their capitals ("минобороны")."""
    written = sense.written
    if written.islower() or (sense.kind in OFFICE_KINDS and not written.isupper()):
        return True
    token = tokens[start]
    if written[0].isupper() and not token[0].isupper():
        return False
    parts = written.split(" ")
    if len(parts) == end - start > 1:  # "Le monde" is not "Le Monde"
        mine = tokens[start:end]
        last = mine[-1] if mine[-2] not in HYPHENS else mine[0]  # "Lai Ching-*te*"
        checked = zip(parts, mine, strict=True) if sense.kind not in PERSONS else [("A", last)]
        if any(p[0].isupper() and t.islower() for p, t in checked):
            return False
    if end == start + 1 and len(written) > 1 and written.isupper():
        return token.isupper() or len(written) > 4
    return True


def _parted(words: Words, folded: Sequence[str], item: Item, most: int) -> Item | None:
    """ "ministre *français* des Affaires étrangères": an adjective inside the office."""
    if item.end != item.start + 1 or item.end >= len(folded) or most < 2:
        return None
    inner = [s for s in words.senses(folded[item.end]) if s.kind == "adjective"]
    if not inner:
        return None
    after = item.end + 1
    for size in range(min(most - 1, len(folded) - after), 0, -1):
        form = " ".join([folded[item.start], *folded[after : after + size]])
        senses = [s for s in words.senses(form) if s.kind in OFFICE_KINDS]
        if senses:
            return Item(item.start, after + size, tuple(senses), inner[0].target)
    return None


def _compound(words: Words, token: str, form: str, place: int) -> Item | None:
    """ "US-Außenminister", "franco-allemand", "EU-Sanktionen"; "ex-" in front is passed over."""
    for former in words.former_prefixes:
        if form.startswith(former) and len(form) > len(former):
            rest = words.senses(form[len(former) :])
            senses = tuple(s for s in rest if s.kind in OFFICE_KINDS)
            if senses:
                return Item(place, place + 1, senses)
            token, form = token[len(former) :], form[len(former) :]
    head, _, tail = form.partition("-")
    heads = [
        s
        for s in words.senses(head)
        if s.kind in (*STATE_KINDS, "prefix") and (s.kind == "prefix" or _fits(s, [token], 0, 2))
    ]
    if not heads or not tail:
        return None
    heads.sort(key=lambda sense: ORDER[sense.kind])
    whom = heads[0]
    tails = words.senses(tail)
    offices = tuple(s for s in tails if s.kind in OFFICE_KINDS)
    if offices:
        return Item(place, place + 1, offices, whom.target)
    adjectives = tuple(s for s in tails if s.kind == "adjective")
    if adjectives:
        return Item(place, place + 1, adjectives, whom.target)
    if tail.split("-")[-1] in words.makers or whom.kind == "prefix":
        return None
    return Item(place, place + 1, (whom,), part=True)
