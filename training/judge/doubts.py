"""Labels that a judge trained on the other sentences does not believe.

    python -m training.judge.doubts [--folds 5] [--epochs 10] [--least 0.9] [--device cuda]

Trains a judge for each fold of all sentences, test sentences too, on the other folds (an hour each
on two cores; minutes on a graphics card), and prints every pair of which it is much surer of
another type than of the given one, the surest first, for somebody to look at one by one. README.md
says how many of them were mended.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dragoman import lang
from dragoman.judge.marks import NOTHING
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel
from training.judge import items
from training.judge.__main__ import LAYERS, PACKAGE, WIDE, made, say
from training.judge.examples import Example, Labels, examples
from training.judge.train import Plan, shares, train

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair of an item (its rows, -1 for nobody) whose label is doubted: what is given (none if
    empty), what a judge says instead, and by how much it is surer of that."""

    name: str
    agent: int
    recipient: int
    given: tuple[str, ...]
    told: str
    surer: float


def main() -> int:
    """Trains, judges, prints."""
    options = _options()
    ontology = Ontology.load()
    labels = Labels.of(ontology)
    read = items.read()
    languages = {code: lang.load(code) for code in items.LANGUAGES}
    model = SyntaxModel.load(options.output, threads=2)
    known = examples(read, model, languages, ontology, labels)
    found: list[Doubt] = []
    for number in range(options.folds):
        judge = made(options, labels)
        rest = [e for e in known if fold(e, options.folds) != number]
        plan = Plan(epochs=options.epochs, device=options.device)
        judge.load_state_dict(train(judge, rest, plan, say), strict=False)
        judge.to("cpu").eval()
        for example in known:
            if fold(example, options.folds) == number:
                found += doubts(example, shares(judge, example, labels)[0], labels)
    texts = {item.name: item.text for item in read}
    for one in sorted(found, key=lambda doubt: -doubt.surer):
        if one.surer >= options.least:
            given = ",".join(one.given) or NOTHING
            print(f"{one.name} {one.agent + 1}>{one.recipient + 1 or ''} {given}: {one.told}?")
            print(f"    {texts[one.name]}")
    return 0


def fold(example: Example, folds: int) -> int:
    """The fold of a text, by its own pieces."""
    return hashlib.sha256(repr(example.ids).encode()).digest()[0] % folds


def doubts(example: Example, types: Floats, labels: Labels) -> Iterator[Doubt]:
    """Pairs of a text whose label is not the likeliest.

    Args:
        types: [S, S + 1, types] probabilities, the last column towards nobody.
    """
    for agent in range(len(example.parties)):
        for recipient in (*range(len(example.parties)), -1):
            if agent == recipient:
                continue
            shares, answers = types[agent, recipient], example.answers.get((agent, recipient), ())
            given = frozenset(answer.type for answer in answers)
            told = int(shares.argmax())
            if told not in (given or {0}):
                surer = float(shares[told] - max(shares[kind] for kind in given or {0}))
                names = tuple(sorted(labels.types[kind] for kind in given))
                yield Doubt(example.name, agent, recipient, names, labels.types[told], surer)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=Path, default=None, help="file of the encoder's weights")
    parser.add_argument("--output", type=Path, default=PACKAGE, help="folder of the syntax model")
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--wide", type=int, default=WIDE)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--epochs", type=float, default=10)
    parser.add_argument("--least", type=float, default=0.9)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
