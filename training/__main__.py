"""Makes the syntax model: `python -m training --treebanks ../shared/data/ud`.

Two hours on two cores. Writes the files of the model and its card to `--output`, by default
where the package looks for them. A deeper teacher is trained first, with `--layers`,
`--keep-weights` and an `--output` of its own; `--teacher` names the weights that it left there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import torch

from dragoman.parse import SyntaxModel
from dragoman.parse.pieces import Pieces
from training import base, card, evaluate, treebanks, vocabulary
from training.base import Base
from training.distil import guided
from training.export import export
from training.network import Parser
from training.slim import prune, smooth_parser
from training.train import Plan, batches, train
from training.vocabulary import Vocabulary

LAYERS = tuple(range(6))
SAMPLED = 50  # of so many sentences one shows how active the inner units are
PACKAGE = Path(__file__).parents[1] / "src/dragoman/parse/data"


def say(line: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def main() -> int:
    """Trains, exports, measures and writes the card."""
    options = _options()
    data = treebanks.read(options.treebanks)
    source = base.load(options.base)
    words = vocabulary.build(source, data.training)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "pieces.tsv").write_text(words.lines(), "utf-8")
    pieces = Pieces(options.output / "pieces.tsv")
    examples = vocabulary.examples(data.training, pieces, words.relations)
    say(f"{len(examples)} sentences, {len(words.pieces)} pieces, {len(words.relations)} relations")
    parser = Parser(source, words, options.layers)
    if options.start is not None:
        parser.load_state_dict(torch.load(options.start), strict=False)
    sample = list(batches(examples[::SAMPLED], Plan(), random.Random(0)))
    if options.inner is not None:
        prune(parser, sample, options.inner)
    plan = Plan(epochs=options.epochs, threads=options.threads)
    loss = None
    if options.teacher is not None:
        loss = guided(parser, _teacher(torch.load(options.teacher), source, words))
    average = train(parser, examples, plan, say, loss)
    parser.load_state_dict(average, strict=False)
    torch.save(parser.trained(), options.output / "weights.pt") if options.keep_weights else None
    smooth_parser(parser, sample)
    export(parser, words, options.output)
    table = evaluate.table(SyntaxModel.load(options.output, threads=2), data.measuring)
    (options.output / "MODEL_CARD.md").write_text(card.text(data.sizes, plan, table), "utf-8")
    measured = evaluate.by_language(SyntaxModel.load(options.output, threads=2), data.measuring)
    (options.output / "measured.json").write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    sys.stdout.write(table + "\n")
    return 0


def _teacher(weights: dict[str, torch.Tensor], source: Base, words: Vocabulary) -> Parser:
    """A trained parser of as many of the encoder's layers as its weights tell."""
    layers = range(1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers.")))
    teacher = Parser(source, words, layers)
    teacher.load_state_dict(weights, strict=False)
    return teacher


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/data/ud"))
    parser.add_argument("--base", type=Path, default=None, help="file of the encoder's weights")
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--threads", type=int, default=Plan().threads)
    parser.add_argument("--teacher", type=Path, help="weights.pt of a deeper parser to learn from")
    parser.add_argument("--start", type=Path, help="weights.pt to go on from")
    parser.add_argument("--inner", type=int, help="inner units kept of each layer")
    parser.add_argument("--keep-weights", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
