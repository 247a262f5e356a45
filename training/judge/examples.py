"""Items in numbers: what the judge's network sees and must answer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman import lang
from dragoman.coding.hints import Hints, hints
from dragoman.judge.marks import LONGEST, NOTHING, PARTIES
from dragoman.judge.marks import kind_of as kind_of_sector
from dragoman.lang import Language
from dragoman.model import Status, Token
from dragoman.ontology import Ontology
from dragoman.parse.pieces import Pieces
from dragoman.parse.tokens import tokens
from dragoman.pipeline import segment_rules
from training.judge.items import Item, Marked

STATUSES = tuple(Status)
TENTH = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What one party does towards another: numbers of act, type and status, and the pieces of the
    words that name it."""

    act: int
    type: int
    status: int
    trigger: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text in numbers.

    Attributes:
        ids: pieces, with those that begin and end the text.
        parties: for each party the pieces of all its marks.
        kinds: kind of party of each piece, 0 outside marks.
        hints: what the lexicon knows of the word that each piece begins.
        answers: (agent, recipient or -1 for nobody) -> all that the one does towards the other.
        testing: whether it is kept from training.
    """

    name: str
    language: str
    ids: tuple[int, ...]
    parties: tuple[tuple[int, ...], ...]
    kinds: tuple[int, ...]
    hints: tuple[tuple[int, ...], ...]
    answers: dict[tuple[int, int], tuple[Answer, ...]]
    testing: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What the judge tells apart: types and acts (the first of each is "none"), and statuses; and
    the hints that it is given."""

    types: tuple[str, ...]
    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    hints: tuple[str, ...]

    @classmethod
    def of(cls, ontology: Ontology) -> Labels:
        """All that the ontology knows."""
        types, acts = tuple(ontology.plover.types), tuple(ontology.acts)
        hints = (NOTHING, *acts, *cue_groups())
        return cls((NOTHING, *types), (NOTHING, *acts), tuple(map(str, STATUSES)), hints)


def cue_groups() -> tuple[str, ...]:
    """Names of the groups of cue words of all languages."""
    known = [lang.load(code) for code in lang.codes()]
    groups = (
        g for one in known for table in (one.verb_cues, one.noun_cues) for g in table.values()
    )
    return tuple(sorted(frozenset().union(*groups)))


def is_testing(text: str) -> bool:
    """Whether a text belongs to the tenth that training never sees: by its own words, so that it
    stays there whatever is written beside it."""
    return hashlib.sha256(text.encode()).digest()[0] * TENTH < 256


def examples(
    items: Iterable[Item],
    pieces: Pieces,
    languages: Mapping[str, Language],
    ontology: Ontology,
    labels: Labels,
) -> list[Example]:
    """Items in numbers, in their order; a text too long to be seen whole is left out."""
    made = _Maker(pieces, languages, ontology, labels)
    found = (made.example(item) for item in items)
    return [example for example in found if example is not None]


@dataclass(frozen=True, slots=True)
class _Maker:
    pieces: Pieces
    languages: Mapping[str, Language]
    ontology: Ontology
    labels: Labels

    def example(self, item: Item) -> Example | None:
        language = self.languages[item.language]
        known = tokens_of(language, item.text)
        ids, places = numbered(known, self.pieces)
        if len(ids) > LONGEST:
            return None
        kinds = [0] * len(ids)
        held: dict[int, list[int]] = {number: [] for number in list(item.parties)[:PARTIES]}
        for mark in item.marks:
            inside = _inside(known, places, mark.start, mark.end)
            for number in mark.parties:
                held.get(number, []).extend(inside)
            for place in inside:
                kinds[place] = kind_of(mark)
        return Example(
            item.name,
            item.language,
            tuple(ids),
            tuple(map(tuple, held.values())),
            tuple(kinds),
            self._hints(language, known, places, len(ids)),
            answers_of(
                item,
                self.ontology,
                self.labels,
                lambda start, end: tuple(_inside(known, places, start, end)),
            ),
            is_testing(item.text),
        )

    def _hints(
        self, language: Language, known: Sequence[Token], places: Sequence[int], count: int
    ) -> tuple[tuple[int, ...], ...]:
        found: list[tuple[int, ...]] = [()] * count
        for place, names in zip(places[:-1], hints_of(language, known), strict=True):
            found[place] = tuple(self.labels.hints.index(name) for name in names)
        return tuple(found)


def tokens_of(language: Language, text: str) -> tuple[Token, ...]:
    """The tokens of a text."""
    return tuple(tokens(text, 0, len(text), segment_rules(language.cues)))


def hints_of(language: Language, known: Sequence[Token]) -> Hints:
    """What the lexicon of a language knows of some tokens."""
    return hints(language, [language.profile.fold(token.text) for token in known])


def answers_of(
    item: Item,
    ontology: Ontology,
    labels: Labels,
    pieces_of: Callable[[int, int], tuple[int, ...]] = lambda start, end: (),
) -> dict[tuple[int, int], tuple[Answer, ...]]:
    """All that the parties of an item do to each other, by their rows: (agent, recipient or -1 for
    nobody). `pieces_of` tells the pieces of a stretch of the text."""
    order = {number: row for row, number in enumerate(list(item.parties)[:PARTIES])}
    found: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for relation in item.relations:
        coded = ontology.code(relation.act, relation.status)
        answer = Answer(
            labels.acts.index(relation.act),
            labels.types.index(coded.type),
            labels.statuses.index(str(relation.status)),
            pieces_of(*relation.trigger),
        )
        for agent, recipient in relation.pairs():
            if agent in order and (recipient is None or recipient in order):
                pair = (order[agent], -1 if recipient is None else order[recipient])
                found[pair].append(answer)
    return {pair: tuple(answers) for pair, answers in found.items()}


def kind_of(mark: Marked) -> int:
    """Number of the kind of party that a mark names: its sector, or a state or organisation."""
    return kind_of_sector(mark.sector)


def numbered(known: Sequence[Token], pieces: Pieces) -> tuple[list[int], list[int]]:
    """Piece ids of tokens between those that begin and end a text, and where each token begins."""
    ids, places, end = [Pieces.bos], [], -1
    for token in known:
        places.append(len(ids))
        ids.extend(pieces.of(token.text, token.start != end))
        end = token.end
    ids.append(Pieces.eos)
    return ids, [*places, len(ids) - 1]


def _inside(known: Sequence[Token], places: Sequence[int], start: int, end: int) -> list[int]:
    """Pieces of the tokens that touch a stretch of the text."""
    return [
        piece
        for row, token in enumerate(known)
        if token.start < end and token.end > start
        for piece in range(places[row], places[row + 1])
    ]
