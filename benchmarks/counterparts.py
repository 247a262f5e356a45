"""Fits whom an act reaches, or who does it, where its own words leave that out.

    python -m benchmarks.counterparts --shared ../shared [--write]

Every clause that rules make with one side alone is a choice between those whom the text names near
it and nobody (see dragoman/coding/counterparts.py). Gold of the development passages, of our
articles, of the judge's test sentences and of its texts of two sentences, which it was not trained
on, says who was meant. Prints how often the likeliest is right, on documents that the weights were
not fitted on; `--write` keeps the weights.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks.gold import Passages, happenings, has_scorer
from benchmarks.prose import BODIES, articles, document_of
from dragoman.coding.counterparts import PATH, Counterparts, Option, Table, options
from dragoman.coding.scene import Scene
from dragoman.coding.weighing import Weigher
from dragoman.judge import Verdict
from dragoman.model import Clause, Document
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared
from training.judge import items
from training.judge.examples import is_testing

Floats = npt.NDArray[np.float64]
TWO = "/two_"  # files of texts of two sentences
KNOWN = {scorer: ours for ours, scorer in BODIES.items()}
PENALTY = 1.5  # on squared weights
STEPS = 30
FOLDS = 5
UNTOLD = 0.2  # what a choice counts whose act gold does not have: it is wrong either way
HERE, EARLIER = 0.4, 0.65
SHARES = (0.25, 0.35, 0.5, 0.65)


@dataclass(frozen=True, slots=True)
class Told:
    """An event of gold: types that it may have, parties, those of them that it must have, and the
    place of its sentence in the text (none in the judge's texts)."""

    types: frozenset[str]
    parties: frozenset[str]
    needed: frozenset[str]
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause with one side, who may stand on the other, and which of these are right.

    Attributes:
        told: whether gold has such an act of that side at all.
        alone: whether it may be told of that side alone.
    """

    document: str
    source: str
    options: tuple[Option, ...]
    right: tuple[bool, ...]
    told: bool
    alone: bool

    @property
    def weight(self) -> float:
        """How much it counts."""
        return 1.0 if self.told else UNTOLD


@dataclass(frozen=True, slots=True)
class Recorder(Counterparts):
    """Keeps what is asked of it."""

    asked: list[tuple[Scene, Clause, list[Option]]] = field(default_factory=list)

    def completed(
        self, scene: Scene, clause: Clause, verdict: Verdict | None
    ) -> tuple[Clause, float | None]:
        """The clause as it was."""
        found = options(scene, self.ontology, clause, verdict)
        if len(found) > 1:
            self.asked.append((scene, clause, found))
        return clause, None


def main() -> int:
    """Prints how often the likeliest is right; 2 if the scorer is not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not has_scorer(asked.shared):
        return 2
    fitted = {}
    for name, judge in (("judged", True), ("unjudged", False)):
        found = list(choices(asked.shared, judge))
        # with the judge, sentences that he was not shown are read by the other weights
        shown = [c for c in found if any("judged" in o.features for o in c.options) is judge]
        _report(name, shown)
        names = _names(shown)
        weights = fit(shown, names)
        fitted[name] = {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)}
    if asked.write:
        table = Table(**fitted, here=HERE, earlier=EARLIER)
        PATH.write_bytes(b"# Made by benchmarks/counterparts.py\n" + msgspec.yaml.encode(table))
    return 0


def choices(shared: Path, judge: bool) -> Iterator[Choice]:
    """All choices of all texts."""
    ontology = Ontology.load()
    recorder = Recorder(ontology, Table({}, {}, 1.1, 1.1))
    weigher = Weigher(ontology, Weigher.load(ontology).table, recorder)
    reader = Reader(Settings(judge=judge), weigher)
    for source, document, gold in _texts(reader, shared, ontology):
        recorder.asked.clear()
        if document.note is None:
            reader.read_document(document)
        for scene, clause, found in recorder.asked:
            yield _choice(ontology, source, document, gold, scene, clause, found)


def _texts(
    reader: Reader, shared: Path, ontology: Ontology
) -> Iterator[tuple[str, Document, list[Told]]]:
    for article in articles():
        gold = list(_gold(article.gold, article.sentences))
        yield "articles", document_of(reader, article), gold
    passages = Passages(shared / "dev")
    for passage, code, document in passages.documents(reader):
        events = [
            gold.e | {"types": [v.type for v in gold.variants]}
            for gold in passages.score.gold_for(passage, code)
        ]
        yield "passages", document, list(_gold(events, passage["texts"][code]))
    for item in items.read():
        if is_testing(item.text) or TWO in item.name:
            codes = [
                (kind, frozenset(map(_known, row))) for kind, row in happenings(item, ontology)
            ]
            told = [Told(frozenset({kind}), row, row) for kind, row in codes]
            declared = Declared(item.language)
            yield "sentences", reader.texts.document(item.text, declared, item.name), told


def _gold(events: Sequence[Any], sentences: Sequence[str]) -> Iterator[Told]:
    """Events of passages and articles."""
    starts = [sum(len(s) + 1 for s in sentences[:place]) for place in range(len(sentences))]
    for event in events:
        types = event.get("types") or [event["type"], *(alt["type"] for alt in event["alt"])]
        named = [*event["actors"], *event["recipients"]]
        rows = (named, [party for party in named if not party.get("optional")])
        parties, needed = (frozenset(_known(_code(party)) for party in row) for row in rows)
        yield Told(frozenset(types), parties, needed, starts[event.get("sentence") or 0])


def _code(party: Any) -> str:
    return str(party.get("country") or party.get("igo"))


def _known(code: str) -> str:
    return KNOWN.get(code, code)


def _choice(
    ontology: Ontology,
    source: str,
    document: Document,
    gold: Sequence[Told],
    scene: Scene,
    clause: Clause,
    found: Sequence[Option],
) -> Choice:
    """What gold says of a clause that has one side."""
    kind = ontology.code(clause.act, clause.status).type
    (own,) = {p.actor.party for p in (*clause.agents, *clause.patients)} - {None}
    placed = [one.sentence for one in gold if one.sentence is not None]
    last = max((at for at in placed if at <= scene.sentence.start), default=None)
    here = [one for one in gold if one.sentence is None or one.sentence == last]
    same = [one for one in here if kind in one.types and own in one.parties]
    meant = frozenset().union(*(one.parties for one in same)) - {own}
    right = [bool(o.parties) and o.parties[0].actor.party in meant for o in found]
    alone = any(one.needed <= {own} for one in same)
    right[0] = alone or not any(right)
    return Choice(document.id, source, tuple(found), tuple(right), bool(same), alone)


def fit(found: Sequence[Choice], names: Sequence[str]) -> Floats:
    """Weights of a conditional logit; where several options are right, either will do.

    Newton steps on a bound of the likelihood: what is right is weighed by how likely it is now.
    """
    rows = [_matrix(choice, names) for choice in found]
    right = [np.array(choice.right, dtype=float) for choice in found]
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        slope, bend = -PENALTY * weights, PENALTY * np.eye(len(names))
        for choice, row, good in zip(found, rows, right, strict=True):
            told = _softmax(row @ weights)
            wanted = told * good / max(float(told @ good), 1e-12)
            mean = told @ row
            slope += choice.weight * ((wanted - told) @ row)
            bend += choice.weight * ((row * told[:, None]).T @ row - np.outer(mean, mean))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _names(found: Sequence[Choice]) -> list[str]:
    return sorted({name for choice in found for o in choice.options for name in o.features})


def _matrix(choice: Choice, names: Sequence[str]) -> Floats:
    return np.array(
        [[option.features.get(name, 0.0) for name in names] for option in choice.options]
    )


def _softmax(scores: Floats) -> Floats:
    parts = np.exp(scores - scores.max())
    return np.asarray(parts / parts.sum())


def _report(name: str, found: Sequence[Choice]) -> None:
    """Prints, from several shares on, how many sides are named and how many of them rightly, on
    documents that the weights were not fitted on; and how many could stand as they were."""
    names = _names(found)
    folds = np.array([zlib.crc32(choice.document.encode()) % FOLDS for choice in found])
    print(f"{name}: {len(found)} clauses with one side")
    likeliest: list[tuple[Choice, int, float]] = []
    for fold in range(FOLDS):
        weights = fit([c for c, f in zip(found, folds, strict=True) if f != fold], names)
        for choice in (c for c, f in zip(found, folds, strict=True) if f == fold):
            told = _softmax(_matrix(choice, names) @ weights)
            best = 1 + int(told[1:].argmax())
            likeliest.append((choice, best, float(told[best])))
    for source in ("articles", "passages", "sentences"):
        for here in (True, False):
            row = [
                r for r in likeliest if r[0].source == source and r[0].options[r[1]].here is here
            ]
            shown = []
            for least in SHARES:
                taken = [(choice, best) for choice, best, share in row if share >= least]
                good = sum(choice.right[best] for choice, best in taken)
                stood = sum(choice.alone for choice, _ in taken)
                shown.append(f"{least}: {good} of {len(taken)} right ({stood} as they were)")
            where = "the sentence" if here else "one before"
            print(f"  {source}, named in {where}: " + ", ".join(shown))


if __name__ == "__main__":
    sys.exit(main())
