"""Makes the judge: `python -m training.judge`.

About an hour and a half on two cores with the defaults. Writes judge.onnx and judge.json to
`--output`, by default where the package looks for them; the syntax model must lie there, because
both share its embeddings. `--start` goes on from weights that `--keep-weights` left (a deeper
judge's lower layers are taken).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from dragoman import lang
from dragoman.judge.marks import KINDS, PARTIES
from dragoman.ontology import Ontology
from dragoman.parse.pieces import Pieces
from training import base
from training.judge import evaluate, items
from training.judge.examples import Example, Labels, examples
from training.judge.export import embeddings, export
from training.judge.network import Encoder, Judge, Sizes
from training.judge.train import Plan, collate, plain, train
from training.slim import layers_of, smooth

LAYERS = tuple(range(4))
WIDE = 2
SAMPLED = 60  # of so many texts one shows how active the inner units are
PACKAGE = Path(__file__).parents[2] / "src/dragoman/parse/data"


def main() -> int:
    """Trains, exports and measures."""
    options = _options()
    ontology = Ontology.load()
    labels = Labels.of(ontology)
    pieces = Pieces(options.output / "pieces.tsv")
    languages = {code: lang.load(code) for code in options.languages}
    read = items.read(languages=tuple(options.languages))
    known = examples(read, pieces, languages, ontology, labels)
    judge = made(options, labels)
    plan = Plan(epochs=options.epochs, encoder_rate=options.rate, device=options.device)
    average = train(judge, [e for e in known if not e.testing], plan, say)
    judge.load_state_dict(average, strict=False)
    judge.to("cpu").eval()
    if options.keep_weights:
        torch.save(average, options.output / "judge.pt")
    smooth(layers_of(judge), lambda: _run(judge, known[::SAMPLED], labels))
    export(judge, labels, options.output / "syntax.onnx", options.output)
    return evaluate.main(["--model", str(options.output)])


def made(options: argparse.Namespace, labels: Labels) -> Judge:
    """The judge before training, from the base encoder or from weights of before."""
    source = base.load(options.base)
    rows, scales, _ = embeddings(options.output / "syntax.onnx")
    encoder = Encoder(source, (rows.float() * scales).numpy(), options.layers, options.wide)
    counts = (len(labels.types), len(labels.acts), len(labels.statuses), len(labels.hints))
    judge = Judge(encoder, source.hidden, Sizes(PARTIES, len(KINDS), *counts))
    if options.start is not None:
        depth = len(options.layers)
        weights = {
            name: value.float()
            for name, value in torch.load(options.start).items()
            if not name.startswith("encoder.layers.") or int(name.split(".")[2]) < depth
        }
        judge.load_state_dict(weights, strict=False)
    return judge


def say(line: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _run(judge: Judge, sample: list[Example], labels: Labels) -> None:
    sizes = (len(labels.types), len(labels.acts), len(labels.statuses))
    for example in sample:
        batch = collate([example], sizes, [plain(example)])
        judge(batch.ids, batch.first, batch.marks, batch.kinds, batch.hints)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=Path, default=None, help="file of the encoder's weights")
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.add_argument("--languages", nargs="+", default=items.LANGUAGES)
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--wide", type=int, default=WIDE, help="lower layers that see all pieces")
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--rate", type=float, default=Plan().encoder_rate)
    parser.add_argument("--device", default=Plan().device)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--keep-weights", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
