"""Fits how sure claims tell that they are to text that nobody tuned on.

    python -m benchmarks.told --shared ../shared [--write]

Rules were mended, and weights fitted, on the development passages and the open articles: there
claims are right more often than elsewhere. What a claim tells as its confidence is therefore
bent, by who made it, to what the sealed articles say (Platt 1999); claims of the judge alone also
to what the open ones say, which taught it nothing either. Prints how well confidence holds on each
source, each of these articles left out in turn; `--write` puts the bend into coding/weights.yaml
and the diagrams of the sealed articles into docs/.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks.calibrate import DOCS, FOLDS, Read
from benchmarks.gold import Case, Passages, has_scorer
from benchmarks.prose import ARTICLES
from benchmarks.reliability import bins, diagram, error
from dragoman.coding import By, News, Table
from dragoman.coding.weighing import PATH
from dragoman.pipeline import Reader
from dragoman.settings import Settings

STEPS = 50
PENALTY = 2.0  # of a slope that is not one
EDGE = 0.01  # probabilities are kept this far from 0 and 1
SOURCES = ("sealed", "article", "dev", "test")
# By whom a claim is made: the sources that it was not tuned on. Rules were mended on open articles.
UNSEEN = {By.RULES: ("sealed",), By.BOTH: ("sealed",), By.JUDGE: ("sealed", "article")}
Floats = npt.NDArray[np.float64]


def main() -> int:
    """Prints the bends and what holds; 2 if the data are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not has_scorer(options.shared):
        return 2
    passages = Passages(options.shared / "dev")
    judged, alone = (
        list(Read.of(passages, Reader(Settings(judge=judge)), ARTICLES).cases())
        for judge in (True, False)
    )
    cases = {by: [c for c in judged if c.by is by] for by in By}
    cases[By.RULES] += alone
    bends = {by: bend(_unseen(by, found)) for by, found in cases.items()}
    told = {id(c): share for by, found in cases.items() for c, share in _told(by, found)}
    for name, found in (("with the judge", judged), ("rules alone", alone)):
        _print(name, found, told, options.write)
    for by, found_bend in bends.items():
        print(by, found_bend)
    if options.write:
        table = msgspec.yaml.decode(PATH.read_bytes(), type=Table)
        table = msgspec.structs.replace(table, news={str(by): n for by, n in bends.items()})
        PATH.write_bytes(
            b"# Made by benchmarks/calibrate.py and told.py\n" + msgspec.yaml.encode(table)
        )
    return 0


def bend(found: Sequence[Case]) -> News:
    """Base and slope under which the log odds of some claims tell how often they are right, by
    Newton's method; a slope other than one is penalised. And how sure the surest of them is."""
    rows = np.stack([np.ones(len(found)), _odds(found)], axis=1)
    right = np.array([case.right for case in found], float)
    weights, prior = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    penalty = np.array([1e-6, PENALTY])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - told) - penalty * (weights - prior)
        curve = (rows * (told * (1 - told))[:, None]).T @ rows + np.diag(penalty)
        weights = weights + np.linalg.solve(curve, slope)
    most = max(case.weighed.sure for case in found if case.weighed is not None)
    return News(round(float(weights[0]), 3), round(float(weights[1]), 3), most)


def _unseen(by: By, found: Sequence[Case]) -> list[Case]:
    return [case for case in found if case.source in UNSEEN[by]]


def _odds(found: Sequence[Case]) -> Floats:
    sure = np.array([c.weighed.sure if c.weighed is not None else 0.5 for c in found])
    kept = np.clip(sure, EDGE, 1 - EDGE)
    odds: Floats = np.log(kept / (1 - kept))
    return odds


def _told(by: By, found: Sequence[Case]) -> list[tuple[Case, float]]:
    """How sure each claim tells to be, bent by the articles outside its own fold."""
    folds = [hashlib.sha256(case.group.encode()).digest()[0] % FOLDS for case in found]
    told = []
    for fold in range(FOLDS):
        outside = [c for c, f in zip(found, folds, strict=True) if f != fold]
        news = bend(_unseen(by, outside))
        told += [
            (c, news.probability(c.weighed.sure))
            for c, f in zip(found, folds, strict=True)
            if f == fold and c.weighed is not None
        ]
    return told


def _print(name: str, found: Sequence[Case], told: dict[int, float], write: bool) -> None:
    """Prints how well confidence holds on each source; writes the diagram of the sealed ones."""
    for source in SOURCES:
        chosen = [case for case in found if case.source == source]
        shares = np.array([told[id(case)] for case in chosen])
        right = np.array([case.right for case in chosen], float)
        rows = bins(shares, right)
        print(
            f"{name}, {source}: {len(chosen)} claims, {right.mean():.2f} right, "
            f"told {shares.mean():.2f}, calibration error {error(rows):.3f}"
        )
        unbent = np.array([c.weighed.sure for c in chosen if c.weighed is not None])
        print(f"    unbent: told {unbent.mean():.2f}, error {error(bins(unbent, right)):.3f}")
        if write and source == "sealed":
            path = DOCS / f"reliability-{'both' if name != 'rules alone' else 'rules'}-news.svg"
            path.write_text(diagram(rows), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
