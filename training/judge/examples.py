"""Items in numbers: what the judge's network sees and must answer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman import lang
from dragoman.coding.hints import Hints, hints
from dragoman.judge.marks import LONGEST, NOTHING, PARTIES, Branches, branches
from dragoman.judge.marks import kind_of as kind_of_sector
from dragoman.lang import Language
from dragoman.model import Region, RegionKind, Status, Token
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel, sentences
from dragoman.parse.pieces import Pieces
from dragoman.pipeline import segment_rules
from training.judge.items import Item, Marked

STATUSES = tuple(Status)
TENTH = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What one party does towards another: numbers of act, type and status, and the words that
    name it."""

    act: int
    type: int
    status: int
    trigger: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A text in numbers.

    Attributes:
        ids: pieces, with those that begin and end the text.
        first: the piece that each word begins with. Word 0 is the text as a whole, token i is
            word i + 1.
        parties: for each party the words of all its marks.
        kinds: kind of party of each word, 0 outside marks.
        hints: what the lexicon knows of each word.
        heads, relations: of each word, the word that it depends on and by which relation.
        answers: (agent, recipient or -1 for nobody) -> all that the one does towards the other.
        testing: whether it is kept from training.
    """

    name: str
    language: str
    ids: tuple[int, ...]
    first: tuple[int, ...]
    parties: tuple[tuple[int, ...], ...]
    kinds: tuple[int, ...]
    hints: tuple[tuple[int, ...], ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    answers: dict[tuple[int, int], tuple[Answer, ...]]
    testing: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """What the judge tells apart: types and acts (the first of each is "none"), and statuses; and
    the hints and relations of trees that it is given (the first of each is "none" too)."""

    types: tuple[str, ...]
    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    hints: tuple[str, ...]
    relations: tuple[str, ...]

    @classmethod
    def of(cls, ontology: Ontology) -> Labels:
        """All that the ontology knows, and the syntax model of the package."""
        types, acts = tuple(ontology.plover.types), tuple(ontology.acts)
        hints = (NOTHING, *acts, *cue_groups())
        relations = (NOTHING, *SyntaxModel.relations())
        statuses = tuple(map(str, STATUSES))
        return cls((NOTHING, *types), (NOTHING, *acts), statuses, hints, relations)


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
    model: SyntaxModel,
    languages: Mapping[str, Language],
    ontology: Ontology,
    labels: Labels,
) -> list[Example]:
    """Items in numbers, in their order, parsed by the syntax model whose trees the judge will see;
    a text too long to be seen whole is left out."""
    made = _Maker(model, languages, ontology, labels)
    found = (made.example(item) for item in items)
    return [example for example in found if example is not None]


@dataclass(frozen=True, slots=True)
class _Maker:
    model: SyntaxModel
    languages: Mapping[str, Language]
    ontology: Ontology
    labels: Labels

    def example(self, item: Item) -> Example | None:
        language = self.languages[item.language]
        known, tree = parsed(self.model, language, item.text)
        ids, first = numbered(known, self.model.pieces)
        if len(ids) > LONGEST:
            return None
        kinds = [0] * len(first)
        held: dict[int, list[int]] = {number: [] for number in list(item.parties)[:PARTIES]}
        for mark in item.marks:
            inside = _inside(known, mark.start, mark.end)
            for number in mark.parties:
                held.get(number, []).extend(inside)
            for place in inside:
                kinds[place] = kind_of(mark)
        names = ((), *hints_of(language, known))
        return Example(
            item.name,
            item.language,
            tuple(ids),
            tuple(first),
            tuple(map(tuple, held.values())),
            tuple(kinds),
            tuple(tuple(map(self.labels.hints.index, known)) for known in names),
            (0, *(head + 1 for head, _ in tree)),
            (0, *(self.labels.relations.index(relation) for _, relation in tree)),
            answers_of(
                item,
                self.ontology,
                self.labels,
                lambda start, end: tuple(_inside(known, start, end)),
            ),
            is_testing(item.text),
        )


def parsed(model: SyntaxModel, language: Language, text: str) -> tuple[tuple[Token, ...], Branches]:
    """The tokens of a text, and its trees."""
    whole = (Region(RegionKind.BODY, 0, len(text)),)
    found = sentences(text, whole, segment_rules(language.cues))
    known = tuple(token for sentence in found for token in sentence.tokens)
    return known, branches(model.parse(sentence) for sentence in found)


def hints_of(language: Language, known: Sequence[Token]) -> Hints:
    """What the lexicon of a language knows of some tokens."""
    return hints(language, [language.profile.fold(token.text) for token in known])


def answers_of(
    item: Item,
    ontology: Ontology,
    labels: Labels,
    words_of: Callable[[int, int], tuple[int, ...]] = lambda start, end: (),
) -> dict[tuple[int, int], tuple[Answer, ...]]:
    """All that the parties of an item do to each other, by their rows: (agent, recipient or -1 for
    nobody). `words_of` tells the words of a stretch of the text."""
    order = {number: row for row, number in enumerate(list(item.parties)[:PARTIES])}
    found: dict[tuple[int, int], list[Answer]] = defaultdict(list)
    for relation in item.relations:
        coded = ontology.code(relation.act, relation.status)
        answer = Answer(
            labels.acts.index(relation.act),
            labels.types.index(coded.type),
            labels.statuses.index(str(relation.status)),
            words_of(*relation.trigger),
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
    """Piece ids of tokens between those that begin and end a text; and the first piece of the text
    and of each token."""
    ids, first, end = [Pieces.bos], [0], -1
    for token in known:
        first.append(len(ids))
        ids.extend(pieces.of(token.text, token.start != end))
        end = token.end
    ids.append(Pieces.eos)
    return ids, first


def _inside(known: Sequence[Token], start: int, end: int) -> list[int]:
    """Words whose tokens touch a stretch of the text."""
    return [row + 1 for row, t in enumerate(known) if t.start < end and t.end > start]
