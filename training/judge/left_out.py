"""What a language can expect before anybody writes a sentence in it.

    python -m training.judge.left_out [--epochs 3] [--share 3] [--device cuda]

Trains a judge on the sentences of all languages, and one for each language on those of the others,
with the same number of steps, and prints how each language's test sentences are told apart with and
without sentences of its own. `--share n` trains on every n-th sentence.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import lang
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel
from training.judge import items
from training.judge.__main__ import LAYERS, PACKAGE, WIDE, made, say
from training.judge.examples import Example, Labels, examples
from training.judge.measure import Measures, Pair, measures, pairs
from training.judge.network import Judge
from training.judge.train import Plan, shares, train


def main() -> int:
    """Trains, measures, prints a line for each language as soon as it is known."""
    options = _options()
    ontology = Ontology.load()
    labels = Labels.of(ontology)
    languages = {code: lang.load(code) for code in items.LANGUAGES}
    model = SyntaxModel.load(options.output, threads=2)
    known = examples(items.read(), model, languages, ontology, labels)
    data = [e for e in known if not e.testing and _digest(e) % options.share == 0]
    tests = [e for e in known if e.testing]
    steps = int(len(data) / options.size * options.epochs)
    whole = _trained(options, labels, data, steps)
    print(f"{len(data)} sentences, {steps} steps of {options.size}")
    print("language  with its own: types acting status   without: types acting status")
    for code in options.languages:
        rest = [e for e in data if e.language != code]
        own = [e for e in tests if e.language == code]
        without = _trained(options, labels, rest, steps)
        shown = "   ".join(_shown(_measured(judge, own, labels)) for judge in (whole, without))
        print(f"{code:8} {shown}", flush=True)
    return 0


def _trained(
    options: argparse.Namespace, labels: Labels, data: Sequence[Example], steps: int
) -> Judge:
    """A judge after so many steps, however many texts there are."""
    judge = made(options, labels)
    epochs = (steps + 0.5) * options.size / len(data)
    plan = Plan(epochs=epochs, size=options.size, device=options.device)
    judge.load_state_dict(train(judge, data, plan, say), strict=False)
    judge.to("cpu").eval()
    return judge


def _measured(judge: Judge, tests: Sequence[Example], labels: Labels) -> Measures:
    return measures([p for example in tests for p in _pairs(judge, example, labels)], labels)


def _pairs(judge: Judge, example: Example, labels: Labels) -> Iterator[Pair]:
    """What a judge tells of every pair of a text."""
    types, statuses = shares(judge, example, labels)
    count = len(example.parties)
    yield from pairs(example.language, count, example.answers, types, statuses)


def _shown(found: Measures) -> str:
    return f"{found.types:14.3f} {found.acting:6.3f} {found.statuses:6.3f}"


def _digest(example: Example) -> int:
    """A number of a text, by its own pieces."""
    return int.from_bytes(hashlib.sha256(repr(example.ids).encode()).digest()[:4], "big")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--epochs", type=float, default=3)
    parser.add_argument("--share", type=int, default=1, help="of so many sentences one")
    parser.add_argument("--languages", nargs="+", default=items.LANGUAGES)
    parser.add_argument("--size", type=int, default=Plan().size, help="texts a step")
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--wide", type=int, default=WIDE)
    parser.add_argument("--device", default=Plan().device)
    parser.add_argument("--base", type=Path, default=None)
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.set_defaults(start=None)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
