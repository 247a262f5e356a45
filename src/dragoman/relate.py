"""The plain question: what does the one do to the other in this sentence?

>>> from dragoman.pipeline import Reader
>>> text = "Norway has accused Russia of jamming satellite signals."
>>> question = Question(text, source=(0, 6), target=(19, 25), language="en")
>>> [answer.type for answer in relate(Reader(), [question])]
['ACCUSE']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.judge import Mark, Marked, PartyKey, Verdict
from dragoman.judge.marks import PARTIES, kind_of
from dragoman.model import Mention, Status, Token, UsageError
from dragoman.pipeline import Reader

SOURCE, TARGET = 0, 1


@dataclass(frozen=True, slots=True)
class Question:
    """A text with two spans (start and end-exclusive character offsets): what does the source do
    to the target? `name` stands in errors."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    language: str | None = None
    name: str = "<text>"


@dataclass(frozen=True, slots=True)
class Answer:
    """The relation that is most probable, "none" among them.

    Attributes:
        type, act, status: the most probable; `act` is one of the type, or None where the type is
            all that is known, or "none"; `status` is None without a relation.
        probabilities: of all types and "none"; they add up to one.
    """

    type: str
    act: str | None
    status: str | None
    probabilities: tuple[tuple[str, float], ...]


def relate(reader: Reader, questions: Iterable[Question]) -> Iterator[Answer]:
    """Answers in the order of the questions; memory stays flat however many there are.

    Raises:
        UsageError: a span is empty or lies outside its text, or the two overlap.
        DocumentError: the language of a text is unknown, or it is too long; names the question.
    """
    for question in questions:
        verdict = reader.judge.verdict(_shown(reader, question))
        if verdict is None:
            raise UsageError(f"{question.name}: the text is too long; give one sentence")
        yield _answer(reader, verdict)


def _answer(reader: Reader, verdict: Verdict) -> Answer:
    shares = verdict.types[SOURCE, TARGET]
    labels = verdict.labels
    kind = labels.types[int(shares.argmax())]
    told = tuple((name, round(float(p), 4)) for name, p in zip(labels.types, shares, strict=True))
    if kind == labels.types[0]:
        return Answer(kind, None, None, told)
    status = labels.statuses[int(verdict.statuses[SOURCE, TARGET].argmax())]
    acts = reader.ontology.acts_of(kind, Status(status))
    return Answer(kind, verdict.act(SOURCE, TARGET, acts), status, told)


def _shown(reader: Reader, question: Question) -> Marked:
    """The text of a question as the judge sees it: its two spans are parties of their own, and
    whoever else is named is a party besides, or the same as one of the two."""
    _check(question)
    tokens, hints, mentions = reader.words(question.text, question.language, question.name)
    asked = [_covered(tokens, *question.source), _covered(tokens, *question.target)]
    named = [_named(mentions, span) for span in asked]
    keys = [PartyKey(f"?{i}", apart=False) if m is None else m[0] for i, m in enumerate(named)]
    if keys[SOURCE] == keys[TARGET]:  # two of one state: the police and the protesters
        keys[TARGET] = PartyKey(keys[TARGET].code + "'", apart=False)
    marks = [
        Mark(*span, (number,), 1 if known is None else known[1])
        for number, (span, known) in enumerate(zip(asked, named, strict=True))
    ]
    taken = {place for span in asked for place in range(*span)}
    for mention in mentions:
        if taken.isdisjoint(range(*mention.tokens)):
            numbers = tuple(_number(keys, actor_key) for actor_key in _keys(mention))
            meant = tuple(n for n in numbers if n < PARTIES)
            if meant:
                marks.append(Mark(*mention.tokens, meant, kind_of(mention.actors[0].sector)))
    return Marked(tokens, hints, tuple(marks), tuple(keys[:PARTIES]))


def _number(keys: list[PartyKey], key: PartyKey) -> int:
    """The number of a party, which is entered if it is new."""
    if key not in keys:
        keys.append(key)
    return keys.index(key)


def _keys(mention: Mention) -> list[PartyKey]:
    found = (PartyKey.of(actor) for actor in mention.actors)
    return list(dict.fromkeys(key for key in found if key is not None))


def _named(mentions: Sequence[Mention], span: tuple[int, int]) -> tuple[PartyKey, int] | None:
    """Whom some tokens mean, and of what kind that party is."""
    for mention in mentions:
        if mention.tokens[0] < span[1] and mention.tokens[1] > span[0]:
            for key in _keys(mention):
                return key, kind_of(mention.actors[0].sector)
    return None


def _covered(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    return inside[0], inside[-1] + 1


def _check(question: Question) -> None:
    for name, (start, end) in (("source", question.source), ("target", question.target)):
        if not 0 <= start < end <= len(question.text) or not question.text[start:end].strip():
            raise UsageError(
                f"{question.name}: {name} [{start}, {end}] holds no words of a text of "
                f"{len(question.text)} characters; give character offsets, the end exclusive"
            )
    if question.source[0] < question.target[1] and question.target[0] < question.source[1]:
        raise UsageError(f"{question.name}: source and target overlap; mark two parties")
