"""The model as the package ships it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import ModelError, Region, RegionKind, Tree
from dragoman.parse import Apostrophe, SegmentRules, SyntaxModel, sentences

RULES = SegmentRules(apostrophe=Apostrophe.CLITIC, split_hyphens=True)
TEXT = "The Norwegian minister met her colleague. He praised the talks. They left."


@pytest.fixture(scope="module")
def model() -> SyntaxModel:
    return SyntaxModel.load()


def parsed(model: SyntaxModel, text: str) -> list[Tree]:
    region = Region(RegionKind.BODY, 0, len(text))
    return [model.parse(sentence) for sentence in sentences(text, [region], RULES)]


def test_a_simple_clause(model: SyntaxModel) -> None:
    tree = parsed(model, TEXT)[0]
    met = next(word for word in tree.words if word.text == "met")
    assert met.relation == "root"
    assert {(w.text, w.relation) for w in tree.children(met.index)} >= {
        ("minister", "nsubj"),
        ("colleague", "obj"),
    }


def test_a_tree_does_not_depend_on_the_sentences_beside_it(model: SyntaxModel) -> None:
    alone = parsed(model, TEXT.partition(".")[0] + ".")[0]
    assert parsed(model, TEXT)[0].words == alone.words


def test_very_long_sentences_are_parsed(model: SyntaxModel) -> None:
    trees = parsed(model, "internationalization " * 900)
    assert sum(len(tree.words) for tree in trees) == 900


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"syntax\.onnx is missing"):
        SyntaxModel.load(tmp_path)


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    for name in ("syntax.onnx", "relations.npy", "labels.json", "pieces.tsv"):
        (tmp_path / name).write_bytes(b"junk")
    with pytest.raises(ModelError, match="reinstall"):
        SyntaxModel.load(tmp_path)
