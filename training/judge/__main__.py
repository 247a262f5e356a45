"""Makes the judge: `python -m training.judge`.

Some hours on two cores with the defaults (with four layers an hour and a half). Writes judge.onnx
and judge.json to `--output`, by default where the package looks for them; the syntax model must lie
there, because both share its embeddings. `--start` goes on from weights that `--keep-weights` left
(a deeper judge's lower layers are taken), or from a judge.onnx. With `--teachers`, such weights of
judges of `--teacher-layers`, it learns from them, also on the sentences of `--treebanks` without
labels.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from dragoman import lang
from dragoman.judge.marks import KINDS, PARTIES
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel
from training import base
from training.judge import evaluate, items, shipped
from training.judge.examples import Example, Labels, examples
from training.judge.export import embeddings, export
from training.judge.items import Item
from training.judge.network import Encoder, Judge, Sizes
from training.judge.train import Plan, School, collate, plain, train
from training.judge.unlabelled import unlabelled
from training.slim import layers_of, smooth

LAYERS = tuple(range(6))
WIDE = 3
PLAIN = "/plain"  # in the names of items in plain agency prose
SAMPLED = 60  # of so many texts one shows how active the inner units are
PACKAGE = Path(__file__).parents[2] / "src/dragoman/parse/data"


def main() -> int:
    """Trains, exports and measures."""
    options = _options()
    ontology = Ontology.load()
    labels = Labels.of(ontology)
    model = SyntaxModel.load(options.output, threads=2)
    languages = {code: lang.load(code) for code in options.languages}
    read = items.read(languages=tuple(options.languages))
    known = examples(read, model, languages, ontology, labels)
    judge = made(options, labels)
    plan = Plan(
        epochs=options.epochs,
        encoder_rate=options.rate,
        head_rate=options.head_rate,
        average_decay=options.average_decay,
        size=options.size,
        seed=options.seed,
        device=options.device,
        workers=options.workers,
    )
    data = [e for e in known if not e.testing]
    data += [e for e in data if PLAIN in e.name]  # what is most like news, once more
    school = _school(options, labels, read) if options.teachers else None
    average = train(judge, data, plan, say, school)
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
    vectors, trees = (rows.float() * scales).numpy(), len(labels.relations)
    encoder = Encoder(source, vectors, options.layers, options.wide, trees)
    counts = (len(labels.types), len(labels.acts), len(labels.statuses), len(labels.hints), trees)
    judge = Judge(encoder, source.hidden, Sizes(PARTIES, len(KINDS), *counts))
    if options.start is not None and options.start.suffix == ".onnx":
        judge.load_state_dict(shipped.weights(options.start.parent, labels), strict=False)
    elif options.start is not None:
        depth = len(options.layers)
        weights = {
            name: value.float()
            for name, value in torch.load(options.start).items()
            if not name.startswith("encoder.layers.") or int(name.split(".")[2]) < depth
        }
        judge.load_state_dict(weights, strict=False)
    return judge


def _school(options: argparse.Namespace, labels: Labels, read: list[Item]) -> School:
    """The teachers, and all texts without labels."""
    teachers = []
    for path in options.teachers:
        chosen = {"start": path, "layers": options.teacher_layers, "wide": options.teacher_wide}
        teacher = made(argparse.Namespace(**(vars(options) | chosen)), labels)
        teachers.append(teacher.to(options.device).eval())
    return School(teachers, list(unlabelled(options.treebanks, read, labels)))


def say(line: str) -> None:
    """Progress, on standard error."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def _run(judge: Judge, sample: list[Example], labels: Labels) -> None:
    sizes = (len(labels.types), len(labels.acts), len(labels.statuses))
    for example in sample:
        batch = collate([example], sizes, [plain(example)])
        judge(*batch.shown)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--base", type=Path, default=None, help="file of the encoder's weights")
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.add_argument("--languages", nargs="+", default=items.LANGUAGES)
    parser.add_argument("--layers", type=int, nargs="+", default=LAYERS)
    parser.add_argument("--wide", type=int, default=WIDE, help="lower layers that see all pieces")
    parser.add_argument("--epochs", type=float, default=Plan().epochs)
    parser.add_argument("--rate", type=float, default=Plan().encoder_rate)
    parser.add_argument("--head-rate", type=float, default=Plan().head_rate)
    parser.add_argument("--average-decay", type=float, default=Plan().average_decay)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--device", default=Plan().device)
    parser.add_argument("--workers", type=int, default=0, help="processes that collate texts")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--keep-weights", action="store_true")
    parser.add_argument("--size", type=int, default=Plan().size, help="texts a step")
    parser.add_argument("--teachers", type=Path, nargs="+", help="weights of deeper judges")
    parser.add_argument("--teacher-layers", type=int, nargs="+", default=tuple(range(12)))
    parser.add_argument("--teacher-wide", type=int, default=10)
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/data/ud"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
