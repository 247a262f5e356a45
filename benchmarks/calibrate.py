"""Fits how rules and judge are weighed, and measures it by cross-validation.

    python -m benchmarks.calibrate --shared ../shared [--write]

A claim counts as right if it agrees with a gold event of the development passages or of our own
articles, required or optional, as score.py has it, or with a relation of the judge's own test
sentences. Passages, articles and sentences are left out in turn; each source weighs the same in a
fit and has a base of its own. Claims are told with the base of the sealed articles: rules were
mended on the others. What rules say of two parties that are asked about is weighed by every pair
of parties of the test sentences. Prints what is kept
from which probability, how precision, recall and F1 move, and a reliability table for each source;
`--write` puts the weights, fitted on all, into coding/weights.yaml and the diagrams into docs/;
`benchmarks.told` must then bend confidence anew, or claims tell what holds on these texts.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks.asked import asked_of
from benchmarks.gold import Case, Passages, Text, has_scorer, test_f1, test_texts
from benchmarks.prose import ARTICLES, HALVES, articles, document_of, passage
from benchmarks.reliability import bins, diagram, error
from dragoman.coding import By, Table, Weigher, Weights
from dragoman.coding.counterparts import Counterparts
from dragoman.coding.weighing import PATH
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from training.judge import items

FOLDS = 8
OTHERS = ("dev", "article", "test")  # sources besides the sealed articles
PENALTY = 3.0  # of the squared weights
STEPS = 50
SEEN = 0.02  # what the judge finds less likely is no candidate
GRID = tuple(round(0.05 * step, 2) for step in range(2, 20))
DOCS = Path(__file__).parents[1] / "docs"
Floats = npt.NDArray[np.float64]


def main() -> int:
    """Prints the tables; 2 if the data are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, help="folder of another model and judge")
    parser.add_argument("--articles", type=Path, default=ARTICLES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not has_scorer(options.shared):
        return 2
    passages = Passages(options.shared / "dev")
    ruled, judged = _reader(options.model, False), _reader(options.model, True)
    alone, both = (Read.of(passages, reader, options.articles) for reader in (ruled, judged))
    cases = {by: [c for c in both.cases() if c.by is by] for by in By}
    cases[By.RULES] += alone.cases()  # besides those of sentences that the judge was not shown
    told = {by: _unseen(found) for by, found in cases.items()}
    sure = {
        id(case): float(share)
        for found in cases.values()
        for case, share in zip(found, _unseen(found, as_news=True), strict=True)
    }
    chosen = Chosen(judged.weigher, sure)
    floor = passages.f1(chosen.of(alone.news, {}))[0]
    keep, make = _thresholds(passages, both, chosen, floor)
    _compare(passages, alone, both, chosen, {By.BOTH: keep, By.JUDGE: make})
    print(f"\nkeep {keep}, make {make}")
    for by in By:
        _reliability(by, cases[by], told[by], options.write)
    pairs = list(_asked(_reader(options.model, True)))
    _reliability("asked", pairs, _unseen(pairs), options.write)
    for by in By:
        print(by, _weights(cases[by]))
    print("asked", _weights(pairs))
    if options.write:
        table = Table(
            rules=_weights(cases[By.RULES]),
            both=_weights(cases[By.BOTH]),
            judge=_weights(cases[By.JUDGE]),
            asked=_weights(pairs),
            keep=keep,
            make=make,
        )
        PATH.write_bytes(b"# Made by benchmarks/calibrate.py\n" + msgspec.yaml.encode(table))
    return 0


def _reader(model: Path | None, judge: bool) -> Reader:
    """A reader that keeps every clause, and makes whatever the judge does not rule out."""
    even = Weights(0.0, {})
    seen = Weights(0.0, {"odds of its type": 1.0})
    table = Table(rules=even, both=even, judge=seen, asked=even, keep=0.0, make=SEEN)
    ontology = Ontology.load()
    weigher = Weigher(ontology, table, Counterparts.load(ontology), repeating=True)
    return Reader(Settings(model=model, judge=judge), weigher)


@dataclass(frozen=True, slots=True)
class Read:
    """All texts as one reader has read them: development passages, open and sealed articles, test
    sentences."""

    dev: list[Text]
    open: list[Text]
    sealed: list[Text]
    test: list[Text]

    @classmethod
    def of(cls, passages: Passages, reader: Reader, folder: Path) -> Read:
        """All texts, read."""
        halves: dict[str, list[Text]] = {half: [] for half in HALVES}
        for article in articles(folder):
            told, document = passage(article), document_of(reader, article)
            source = "article" if article.half == HALVES[0] else "sealed"
            text = passages.text(told, article.language, reader, document, source)
            halves[article.half].append(text)
        dev, test = list(passages.texts(reader)), list(test_texts(reader))
        return cls(dev, halves[HALVES[0]], halves[HALVES[1]], test)

    @property
    def news(self) -> list[Text]:
        """Passages and articles."""
        return [*self.dev, *self.open, *self.sealed]

    def cases(self) -> Iterator[Case]:
        """All cases of all texts."""
        for text in (*self.news, *self.test):
            yield from text.cases

    def language(self, code: str) -> Read:
        """The texts in a language."""
        dev, open_, sealed, test = ([t for t in ts if t.language == code] for ts in self.rows)
        return Read(dev, open_, sealed, test)

    @property
    def rows(self) -> tuple[list[Text], ...]:
        """Texts by source."""
        return self.dev, self.open, self.sealed, self.test


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is claimed of each text, as sure as claims are: clauses of rules that are sure enough,
    and what the judge is sure of and they do not say already."""

    weigher: Weigher
    sure: dict[int, float]

    def of(self, texts: Sequence[Text], least: dict[By, float]) -> Iterator[tuple[Text, list[Any]]]:
        """Texts with what is claimed; `least` says how sure it must be."""
        for text in texts:
            kept: list[Case] = []
            for case in sorted(text.cases, key=lambda case: case.by is By.JUDGE):
                if self.sure[id(case)] >= least.get(case.by, 0.0) and not self._repeats(case, kept):
                    kept.append(case)
            yield text, [case.pred for case in kept]

    def _repeats(self, case: Case, kept: Sequence[Case]) -> bool:
        if case.by is not By.JUDGE or case.weighed is None:
            return False
        clause = case.weighed.clause
        others = [c.weighed for c in kept if c.weighed is not None]
        near = [w for w in others if w.clause.sentence == clause.sentence]
        return self.weigher.repeats(clause, near)


def _compare(
    passages: Passages, alone: Read, both: Read, chosen: Chosen, least: dict[By, float]
) -> None:
    """Prints what rules, the judge, and both reach on all sources."""
    nothing = {By.BOTH: 2.0}
    print(
        f"{'':24}" + "".join(f"{name:21}" for name in ("passages", "open", "sealed", "sentences"))
    )
    print(f"{'':24}" + "P     R     F1       " * 4)
    rows: tuple[tuple[str, Read, dict[By, float]], ...] = (
        ("rules alone", alone, {}),
        ("judge alone", both, nothing | {By.JUDGE: least[By.JUDGE]}),
        ("rules, the judge adding", both, {By.JUDGE: least[By.JUDGE]}),
        ("both", both, least),
    )
    for name, read, asked in rows:
        _line(name, passages, read, chosen, asked)
    for code in sorted({text.language for text in both.test}):
        for name, read, asked in (("rules", alone, {}), ("both", both, least)):
            _line(f"  {code}, {name}", passages, read.language(code), chosen, asked)


def _thresholds(
    passages: Passages, both: Read, chosen: Chosen, floor: float
) -> tuple[float, float]:
    """From which probability clauses are kept and made: where F1 on passages and articles and F1 on
    test sentences together is best, the former twice, among those whose precision on the former is
    no lower than `floor`, that of the rules alone."""
    best = (0.0, 0.0, 1.0)
    for keep in (0.0, *GRID[:10]):
        for make in GRID:
            least = {By.BOTH: keep, By.JUDGE: make}
            precision, _, news = passages.f1(chosen.of(both.news, least))
            test = test_f1(chosen.of(both.test, least))[2]
            if precision >= floor:
                best = max(best, (round(2 * news + test, 4), keep, make), key=lambda row: row[0])
    return best[1], best[2]


def _line(
    name: str, passages: Passages, read: Read, chosen: Chosen, least: dict[By, float]
) -> None:
    *news, test = (chosen.of(texts, least) for texts in read.rows)
    found = [*(passages.f1(texts) for texts in news), test_f1(test)]
    shown = [" ".join(f"{share:5.3f}" for share in one) for one in found]
    print(f"{name:24}{'   '.join(shown)}")


def _asked(reader: Reader) -> Iterator[Case]:
    """What rules say of two parties of test sentences, as sure as the package has them."""
    reader.weigher = Weigher.load(reader.ontology)
    for language in items.LANGUAGES:
        for one in asked_of(reader, language):
            if one.ruled is not None:
                features = dict(one.ruled.features(one.judged))
                right = one.ruled.type in one.types
                yield Case("asked", language, one.item.name, By.RULES, features, right)


def _reliability(by: str, found: Sequence[Case], told: Floats, write: bool) -> None:
    """Prints a reliability table for each source; writes the diagram of both."""
    for source in ("dev", "article", "sealed", "test", "asked"):
        chosen = np.array([case.source == source for case in found])
        if not chosen.any():
            continue
        right = np.array([case.right for case in found], float)[chosen]
        rows = bins(told[chosen], right)
        print(f"\n{by}, {source}: {len(right)} clauses, {right.mean():.2f} right,", end=" ")
        brier = ((told[chosen] - right) ** 2).mean()
        print(f"calibration error {error(rows):.3f}, Brier {brier:.3f} of {right.var():.3f}")
        for row in rows:
            print(f"  told {row.told:.2f} right {row.right:.2f} clauses {row.count}")
        if write and source not in ("article", "sealed"):
            name = by if by == source else f"{by}-{source}"
            (DOCS / f"reliability-{name}.svg").write_text(diagram(rows), "utf-8")


def _unseen(found: Sequence[Case], as_news: bool = False) -> Floats:
    """Probability of each case by weights fitted without its fold of passages and items, each
    source with the base that it has, or all with that of the passages, as claims are weighed."""
    digests = [hashlib.sha256(case.group.encode()).digest()[0] for case in found]
    folds = np.array([digest % FOLDS for digest in digests])
    names = _names(found)
    rows, right, size = _matrix(found, names), _right(found), _sizes(found)
    fitted = size > 0
    told = np.zeros(len(found))
    for fold in range(FOLDS):
        inside = fitted & (folds != fold)
        weights = _fit(rows[inside], right[inside], size[inside])
        if as_news:
            weights[1 : 1 + len(OTHERS)] = 0.0
        outside = folds == fold
        told[outside] = 1 / (1 + np.exp(-rows[outside] @ weights))
    return told


def _weights(found: Sequence[Case]) -> Weights:
    """The weights fitted on all, with the base of the sealed articles."""
    names = _names(found)
    fitted = _fit(_matrix(found, names), _right(found), _sizes(found))
    of_names = fitted[1 + len(OTHERS) :]
    add = {name: round(float(w), 3) for name, w in zip(names, of_names, strict=True)}
    return Weights(round(float(fitted[0]), 3), add)


def _names(found: Sequence[Case]) -> list[str]:
    return sorted({name for case in found for name in case.features})


def _matrix(found: Sequence[Case], names: Sequence[str]) -> Floats:
    """[cases, 1 + OTHERS + names]: one, one for each source but the sealed articles, then the size
    of each feature."""
    return np.array(
        [
            [
                1.0,
                *(float(c.source == source) for source in OTHERS),
                *(c.features.get(name, 0.0) for name in names),
            ]
            for c in found
        ]
    )


def _right(found: Sequence[Case]) -> Floats:
    return np.array([case.right for case in found], float)


def _sizes(found: Sequence[Case]) -> Floats:
    """What each case counts: all sources the same together, one a case on average; nothing those
    that say nothing new."""
    sources = [c.source if c.fresh else "" for c in found]
    known = set(sources) - {""}
    count = sum(source in known for source in sources)
    share = {source: count / (len(known) * sources.count(source)) for source in known} | {"": 0.0}
    return np.array([share[source] for source in sources])


def _fit(rows: Floats, right: Floats, size: Floats) -> Floats:
    """Weights of a logistic regression by Newton's method, the bases without a penalty."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[: 1 + len(OTHERS)] = 1e-6
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (size * (right - told)) - penalty * weights
        bend = (rows * (size * told * (1 - told))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    sys.exit(main())
