"""Claims beside gold: on the development passages and on the judge's own test sentences."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import msgspec

from dragoman import lang
from dragoman.coding import By, Weighed
from dragoman.export.records import records
from dragoman.model import Document
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.text import Declared
from training.judge import items
from training.judge.examples import is_testing
from training.judge.items import Item

Happening = tuple[str, frozenset[str]]  # type and codes of the parties
FALSE = 5  # where score.match puts the claims that no gold event fits


@dataclass(frozen=True, slots=True)
class Case:
    """A claim that could be made, and whether it agrees with gold.

    Attributes:
        source: "dev", "article" or "test".
        group: passage or item; all of a group are left out together in cross-validation.
        pred: the claim as score.py has it, or its type and parties (test sentences).
        weighed: the clause that it was made of.
        fresh: whether no other clause says the same already; only such are fitted on.
    """

    source: str
    language: str
    group: str
    by: By
    features: dict[str, float]
    right: bool
    pred: Any = None
    weighed: Weighed | None = None
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a passage, or a test sentence: its gold, and all cases of it."""

    group: str
    language: str
    gold: tuple[Any, ...]
    cases: tuple[Case, ...]


class Told(Protocol):
    """Whatever has gold."""

    @property
    def gold(self) -> tuple[Any, ...]:
        """What is there."""
        ...


class Passages:
    """The development passages, with the scorer that lies beside them."""

    def __init__(self, folder: Path) -> None:
        self.score = module(folder / "score.py")
        self._folder = folder

    def texts(self, reader: Reader) -> Iterator[Text]:
        """Every version of every passage in our languages, read."""
        for passage, code, document in self.documents(reader):
            yield self.text(passage, code, reader, document, "dev")

    def documents(self, reader: Reader) -> Iterator[tuple[Any, str, Document]]:
        """Every version of every passage in our languages, with the passage and the language."""
        meta = json.loads((self._folder / "docs_meta.json").read_text("utf-8"))
        for line in (self._folder / "passages.jsonl").read_text("utf-8").splitlines():
            passage = json.loads(line)
            day = (meta.get(passage["id"]) or {}).get("published") or ""
            published = date.fromisoformat(day) if len(day) == 10 else None
            for code in sorted(passage["texts"].keys() & set(lang.codes())):
                path = self._folder / "docs" / code / f"{passage['id']}.txt"
                declared = Declared(code, published)
                document = reader.texts.document(path.read_text("utf-8"), declared, path.name)
                yield passage, code, document

    def text(
        self, passage: Any, code: str, reader: Reader, document: Document, source: str
    ) -> Text:
        """A version of a passage, read."""
        starts, place = [], 0
        for sentence in passage["texts"][code]:
            starts.append(place)
            place += len(sentence) + 1
        gold = tuple(self.score.gold_for(passage, code))
        made, found = list(_read(reader, document)), []
        for weighed, record in made:
            pred = self.score.Pred(record, starts)
            right = not self.score.match([pred], gold, "a")[FALSE]
            features, fresh = dict(weighed.features), _is_fresh(reader, weighed, made)
            case = (source, code, passage["id"], weighed.by, features, right, pred, weighed, fresh)
            found.append(Case(*case))
        return Text(passage["id"], code, gold, tuple(found))

    def f1(self, texts: Iterable[tuple[Text, list[Any]]]) -> tuple[float, float, float]:
        """Precision, recall and F1 (type and parties) of the claims kept of each text."""
        counts = [0, 0, 0]
        for text, preds in texts:
            for place, number in enumerate(self.score.match(preds, text.gold, "a")[:3]):
                counts[place] += number
        precision, recall, f1 = self.score.prf(*counts)
        return float(precision), float(recall), float(f1)


def test_texts(reader: Reader) -> Iterator[Text]:
    """What rules and judge make of the judge's test sentences."""
    ontology = Ontology.load()
    for item in items.read():
        if is_testing(item.text):
            yield text_of(reader, item, tuple(frozenset(happenings(item, ontology))))


def text_of(reader: Reader, item: Item, gold: tuple[Happening, ...]) -> Text:
    """What rules and judge make of a sentence with its gold."""
    document = reader.texts.document(item.text, Declared(item.language), item.name)
    made, found = list(_read(reader, document)), []
    for weighed, record in made:
        codes = frozenset(map(_code, (*record["actors"], *record["recipients"])))
        pred, features = (record["type"], codes), dict(weighed.features)
        right = any(agrees(pred, one) for one in gold)
        fresh = _is_fresh(reader, weighed, made)
        case = ("test", item.language, item.name, weighed.by, features, right, pred, weighed, fresh)
        found.append(Case(*case))
    return Text(item.name, item.language, gold, tuple(found))


def _is_fresh(reader: Reader, weighed: Weighed, made: Sequence[tuple[Weighed, Any]]) -> bool:
    """Whether a clause of the judge says what no other of its sentence says: one of the rules, or
    one of his own before it."""
    before = True
    others = []
    for other, _ in made:
        before = before and other is not weighed
        near = other.clause.sentence == weighed.clause.sentence
        if near and (other.by is By.BOTH or (before and other is not weighed)):
            others.append(other)
    return weighed.by is not By.JUDGE or not reader.weigher.repeats(weighed.clause, others)


def test_f1(texts: Iterable[tuple[Told, list[Any]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 (type and parties) of the claims kept of each test sentence."""
    right = told = hits = there = 0
    for text, preds in texts:
        found = set(preds)
        right += sum(any(agrees(pred, one) for one in text.gold) for pred in found)
        hits += sum(any(agrees(pred, one) for pred in found) for one in text.gold)
        told += len(found)
        there += len(text.gold)
    precision, recall = right / max(1, told), hits / max(1, there)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def agrees(pred: Happening, gold: Happening) -> bool:
    """Whether a claim tells a happening: the type, all parties if they are one or two, else two of
    them and no other, as score.py has it."""
    (kind, codes), (wanted, parties) = pred, gold
    if kind != wanted or not codes <= parties:
        return False
    return codes == parties if len(parties) <= 2 else len(codes) >= 2


def _code(party: Any) -> str:
    """Code of a party as items have it."""
    return str(party["country"] or party["id"].removeprefix("org:").partition("/")[0])


def happenings(item: Item, ontology: Ontology) -> Iterator[Happening]:
    """Types and parties of all that happens in an item, parties without a country left out."""
    for relation in item.relations:
        kind = ontology.code(relation.act, relation.status).type
        numbers = (*relation.agents, *relation.recipients)
        codes = frozenset(code for n in numbers if (code := item.parties[n]) is not None)
        if codes:
            yield kind, codes


def _read(reader: Reader, document: Document) -> Iterator[tuple[Weighed, Any]]:
    """Clauses of a document, weighed, with their claims as records."""
    if document.note is not None:
        return
    weighed: dict[str, Weighed] = {}
    for report in reader.explain(document):
        for one, claim in zip(report.weighed, report.claims, strict=True):
            weighed[claim.id] = one
    for record in records(reader.read_document(document)):
        if record.id in weighed:
            yield weighed[record.id], msgspec.to_builtins(record)


def has_scorer(shared: Path) -> bool:
    """Whether the development set lies in a folder; says on standard error how to name it."""
    path = shared / "dev/score.py"
    if not path.is_file():
        print(f"{path} is missing; name its folder by --shared", file=sys.stderr)
    return path.is_file()


def module(path: Path) -> Any:
    """The development set's scorer, which is no package."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
