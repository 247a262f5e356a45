"""Makes the syntax model: `python -m training --treebanks ../shared/data/ud`.

Two hours on two cores. Writes the files of the model and its card to `--output`, by default
where the package looks for them.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import torch

from dragoman.parse import SyntaxModel
from dragoman.parse.pieces import Pieces
from training import base, card, evaluate, treebanks, vocabulary
from training.export import export
from training.network import Parser
from training.train import Plan, train

LAYERS = tuple(range(6))
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
    plan = Plan(epochs=options.epochs)
    average = train(parser, examples, plan, say)
    parser.load_state_dict(average, strict=False)
    torch.save(average, options.output / "weights.pt") if options.keep_weights else None
    export(parser, words, options.output)
    table = evaluate.table(SyntaxModel.load(options.output, threads=2), data.measuring)
    (options.output / "MODEL_CARD.md").write_text(card.text(data.sizes, plan, table), "utf-8")
    measured = evaluate.by_language(SyntaxModel.load(options.output, threads=2), data.measuring)
    (options.output / "measured.json").write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    sys.stdout.write(table + "\n")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/data/ud"))
    parser.add_argument("--base", type=Path, default=None, help="file of the encoder's weights")
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--keep-weights", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
