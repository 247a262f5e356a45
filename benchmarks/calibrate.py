"""Fits how rules and judge are weighed, and measures it by cross-validation.

    python -m benchmarks.calibrate --shared ../shared [--write]

A claim counts as right if it agrees with a gold event of the development passages, required or
optional, as score.py has it, or with a relation of the judge's own test sentences. Passages and
sentences are left out in turn; both sources weigh the same in a fit. Prints what is kept from which
probability, how precision, recall and F1 move, and a reliability table for each source; `--write`
puts the weights, fitted on all, into coding/weights.yaml and the diagrams into docs/.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks.gold import Case, Passages, Text, test_cases
from benchmarks.reliability import bins, diagram, error
from dragoman.coding import By, Table, Weigher, Weights
from dragoman.coding.weighing import PATH
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings

FOLDS = 8
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
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folder = options.shared / "dev"
    if not (folder / "score.py").is_file():
        print(f"{folder}/score.py is missing; name the folder by --shared", file=sys.stderr)
        return 2
    passages = Passages(folder)
    ruled, judged = _reader(options.model, False), _reader(options.model, True)
    alone = list(passages.texts(ruled))
    texts = list(passages.texts(judged))
    cases = {
        By.RULES: [c for t in alone for c in t.cases] + list(test_cases(ruled)),
        By.BOTH: [], By.JUDGE: [],
    }  # fmt: skip
    for case in [*(c for t in texts for c in t.cases), *test_cases(judged)]:
        cases[case.by].append(case)
    told = {by: _unseen(found) for by, found in cases.items()}
    _compare(passages, alone, texts, cases, told)
    keep, make = _thresholds(passages, texts, cases, told)
    print(f"\nkeep {keep}, make {make}")
    for by in By:
        _reliability(by, cases[by], told[by], options.write)
    if options.write:
        table = Table(
            rules=_weights(cases[By.RULES]),
            both=_weights(cases[By.BOTH]),
            judge=_weights(cases[By.JUDGE]),
            keep=keep,
            make=make,
        )
        PATH.write_bytes(b"# Made by benchmarks/calibrate.py\n" + msgspec.yaml.encode(table))
    return 0


def _reader(model: Path | None, judge: bool) -> Reader:
    """A reader that keeps every clause, and makes whatever the judge does not rule out."""
    even = Weights(0.0, {})
    seen = Weights(0.0, {"odds of its type": 1.0})
    table = Table(rules=even, both=even, judge=seen, keep=0.0, make=SEEN)
    return Reader(Settings(model=model, judge=judge), Weigher(Ontology.load(), table))


def _compare(
    passages: Passages,
    alone: Sequence[Text],
    texts: Sequence[Text],
    cases: dict[By, list[Case]],
    told: dict[By, Floats],
) -> None:
    """Prints what rules, the judge, and both reach on the development passages."""
    print(f"{'':28} precision recall     F1")
    kept = [(text, [c.pred for c in text.cases]) for text in alone]
    _line("rules alone", passages.f1(kept))
    sure = _sureness(cases, told)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7):
        chosen = _chosen(texts, sure, {By.JUDGE: least})
        _line(f"judge besides, from {least}", passages.f1(chosen))


def _thresholds(
    passages: Passages,
    texts: Sequence[Text],
    cases: dict[By, list[Case]],
    told: dict[By, Floats],
) -> tuple[float, float]:
    """From which probability clauses are kept and made: the pair with the best F1."""
    sure = _sureness(cases, told)
    best = (0.0, 0.0, 0.5)
    for keep in (0.0, *GRID[:10]):
        for make in GRID:
            f1 = passages.f1(_chosen(texts, sure, {By.BOTH: keep, By.JUDGE: make}))[2]
            best = max(best, (round(f1, 4), keep, make), key=lambda row: row[0])
    _line("both", passages.f1(_chosen(texts, sure, {By.BOTH: best[1], By.JUDGE: best[2]})))
    for code in sorted({text.language for text in texts}):
        these = [text for text in texts if text.language == code]
        chosen = _chosen(these, sure, {By.BOTH: best[1], By.JUDGE: best[2]})
        _line(f"  {code}", passages.f1(chosen))
    return best[1], best[2]


def _sureness(cases: dict[By, list[Case]], told: dict[By, Floats]) -> dict[int, float]:
    return {
        id(case): float(sure)
        for by in (By.BOTH, By.JUDGE)
        for case, sure in zip(cases[by], told[by], strict=True)
    }


def _chosen(
    texts: Sequence[Text], sure: dict[int, float], least: dict[By, float]
) -> Iterator[tuple[Text, list[Any]]]:
    for text in texts:
        kept = [c.pred for c in text.cases if sure[id(c)] >= least.get(c.by, 0.0)]
        yield text, kept


def _line(name: str, measured: tuple[float, float, float]) -> None:
    print(f"{name:28} {measured[0]:9.3f} {measured[1]:6.3f} {measured[2]:6.3f}")


def _reliability(by: By, found: Sequence[Case], told: Floats, write: bool) -> None:
    """Prints a reliability table for each source; writes the diagram of both."""
    for source in ("dev", "test"):
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
        if write:
            (DOCS / f"reliability-{by}-{source}.svg").write_text(diagram(rows), "utf-8")


def _unseen(found: Sequence[Case]) -> Floats:
    """Probability of each case by weights fitted without its fold of passages and items."""
    digests = [hashlib.sha256(case.group.encode()).digest()[0] for case in found]
    folds = np.array([digest % FOLDS for digest in digests])
    names = _names(found)
    rows, right, size = _matrix(found, names), _right(found), _sizes(found)
    told = np.zeros(len(found))
    for fold in range(FOLDS):
        inside = folds != fold
        weights = _fit(rows[inside], right[inside], size[inside])
        told[~inside] = 1 / (1 + np.exp(-rows[~inside] @ weights))
    return told


def _weights(found: Sequence[Case]) -> Weights:
    names = _names(found)
    fitted = _fit(_matrix(found, names), _right(found), _sizes(found))
    add = {name: round(float(w), 3) for name, w in zip(names, fitted[1:], strict=True)}
    return Weights(round(float(fitted[0]), 3), add)


def _names(found: Sequence[Case]) -> list[str]:
    return sorted({name for case in found for name in case.features})


def _matrix(found: Sequence[Case], names: Sequence[str]) -> Floats:
    """[cases, 1 + names]: one, then the size of each feature."""
    return np.array([[1.0, *(case.features.get(name, 0.0) for name in names)] for case in found])


def _right(found: Sequence[Case]) -> Floats:
    return np.array([case.right for case in found], float)


def _sizes(found: Sequence[Case]) -> Floats:
    """What each case counts: both sources the same together, one a case on average."""
    sources = [case.source for case in found]
    share = {s: len(sources) / (len(set(sources)) * sources.count(s)) for s in set(sources)}
    return np.array([share[source] for source in sources])


def _fit(rows: Floats, right: Floats, size: Floats) -> Floats:
    """Weights of a logistic regression by Newton's method, the base without a penalty."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (size * (right - told)) - penalty * weights
        bend = (rows * (size * told * (1 - told))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    sys.exit(main())
