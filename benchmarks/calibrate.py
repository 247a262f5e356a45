"""Fits how sure claims are, and measures it by cross-validation over passages.

    python -m benchmarks.calibrate --shared ../shared [--write]

A claim counts as right if it agrees with a gold event, required or optional, as score.py has it.
Prints a reliability table of predictions that were made without the passage; `--write` puts the
weights, fitted on all passages, into coding/confidence.yaml and the diagram into docs/.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman import lang
from dragoman.coding.confidence import PATH, Weights, circumstances
from dragoman.export.records import records
from dragoman.pipeline import Reader
from dragoman.text import Declared

FOLDS = 8
PENALTY = 60.0  # of the squared weights; a smaller one is worse on passages left out
STEPS = 50
FALSE = 5  # where score.match puts the claims that no gold event fits
BINS = (0.0, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 1.0)
DIAGRAM = Path(__file__).parents[1] / "docs/reliability.svg"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim's passage and circumstances, and whether it is right."""

    passage: str
    names: tuple[str, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    told: float
    right: float


def main() -> int:
    """Prints the table; 2 if the data are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folder = options.shared / "dev"
    if not (folder / "score.py").is_file():
        print(f"{folder}/score.py is missing; name the folder by --shared", file=sys.stderr)
        return 2
    judged = list(_judged(folder))
    names = sorted({name for claim in judged for name in claim.names})
    told = _unseen(judged, names)
    right = np.array([claim.right for claim in judged], float)
    table = bins(told, right)
    print(f"{len(judged)} claims, {right.mean():.2f} right; without their passage:")
    print(f"Brier score {((told - right) ** 2).mean():.3f}, of a constant {right.var():.3f}")
    print(f"{'told':>6} {'right':>6} {'claims':>7}")
    for row in table:
        print(f"{row.told:6.2f} {row.right:6.2f} {row.count:7}")
    fitted = _fit(_matrix(judged, names), right)
    for name, weight in zip(["base", *names], fitted, strict=True):
        print(f"{weight:+6.2f} {name}")
    if options.write:
        add = {n: round(float(w), 2) for n, w in zip(names, fitted[1:], strict=True)}
        weights = Weights(round(float(fitted[0]), 2), add)
        PATH.write_bytes(b"# Made by benchmarks/calibrate.py\n" + msgspec.yaml.encode(weights))
        DIAGRAM.write_text(diagram(table), "utf-8")
    return 0


def _judged(folder: Path) -> Iterator[Judged]:
    """Every claim about the development passages, as score.py judges it."""
    score = _module(folder / "score.py")
    reader = Reader()
    meta = json.loads((folder / "docs_meta.json").read_text("utf-8"))
    for line in (folder / "passages.jsonl").read_text("utf-8").splitlines():
        passage = json.loads(line)
        day = (meta.get(passage["id"]) or {}).get("published") or ""
        published = date.fromisoformat(day) if len(day) == 10 else None
        for code in passage["texts"].keys() & set(lang.codes()):
            path = folder / "docs" / code / f"{passage['id']}.txt"
            declared = Declared(code, published)
            document = reader.texts.document(path.read_text("utf-8"), declared, path.name)
            yield from _of(score, passage, code, reader, document)


def _of(score: Any, passage: Any, code: str, reader: Reader, document: Any) -> Iterator[Judged]:
    names = {
        claim.id: tuple(circumstances(clause, report.tree.sentence))
        for report in reader.explain(document)
        for claim, clause in zip(report.claims, report.clauses, strict=True)
    }
    reading = reader.read_document(document)
    starts, place = [], 0
    for sentence in passage["texts"][code]:
        starts.append(place)
        place += len(sentence) + 1
    claims = [msgspec.to_builtins(record) for record in records(reading)]
    preds = [score.Pred(claim, starts) for claim in claims]
    wrong = {id(p) for p in score.match(preds, score.gold_for(passage, code), "a")[FALSE]}
    for claim, pred in zip(claims, preds, strict=True):
        yield Judged(passage["id"], names.get(claim["id"], ()), id(pred) not in wrong)


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _matrix(judged: Sequence[Judged], names: Sequence[str]) -> Floats:
    """[claims, 1 + names]: one, then which circumstances hold."""
    rows = [[1.0, *(float(name in claim.names) for name in names)] for claim in judged]
    return np.array(rows)


def _fit(rows: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression by Newton's method, the base without a penalty."""
    weights = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - told) - penalty * weights
        bend = (rows * (told * (1 - told))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def _unseen(judged: Sequence[Judged], names: Sequence[str]) -> Floats:
    """Confidence of each claim by weights fitted without its fold of passages."""
    passages = sorted({claim.passage for claim in judged})
    folds = np.array([passages.index(claim.passage) % FOLDS for claim in judged])
    rows, right = _matrix(judged, names), np.array([claim.right for claim in judged], float)
    told = np.zeros(len(judged))
    for fold in range(FOLDS):
        weights = _fit(rows[folds != fold], right[folds != fold])
        told[folds == fold] = 1 / (1 + np.exp(-rows[folds == fold] @ weights))
    return told


def bins(told: Floats, right: Floats) -> list[Bin]:
    """Claims by confidence; empty bins are left out."""
    found = []
    for low, high in pairwise(BINS):
        inside = (told >= low) & ((told < high) | (high == BINS[-1]))
        if inside.any():
            count = int(inside.sum())
            found.append(Bin(count, float(told[inside].mean()), float(right[inside].mean())))
    return found


def diagram(table: Sequence[Bin]) -> str:
    """The reliability diagram: confidence to the right, share right upwards, dots by size."""
    size, edge = 320, 40

    def at(value: float) -> float:
        return round(edge + value * size, 1)

    whole = size + 2 * edge
    dots = "".join(
        f'<circle cx="{at(b.told)}" cy="{at(1 - b.right)}" r="{2 + b.count**0.5 / 1.5:.1f}" '
        'fill="#2166ac" fill-opacity="0.7"/>\n'
        for b in table
    )
    marks = "".join(
        f'<text x="{at(v)}" y="{at(1) + 16}" text-anchor="middle">{v:g}</text>\n'
        f'<text x="{edge - 6}" y="{at(1 - v) + 4}" text-anchor="end">{v:g}</text>\n'
        for v in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#888"/>\n'
        f'<path d="M{at(0)} {at(1)}L{at(1)} {at(0)}" stroke="#888" stroke-dasharray="4"/>\n'
        f"{dots}{marks}"
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">confidence</text>\n'
        f'<text x="12" y="{whole / 2}" transform="rotate(-90 12 {whole / 2})" '
        'text-anchor="middle">share right</text>\n</svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main())
