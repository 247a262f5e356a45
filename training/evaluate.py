"""How good the shipped model is on text that it has not seen, through the package's own code.

    python -m training.evaluate --treebanks ../shared/data/ud

UPOS, UAS and LAS are over surface tokens without punctuation, in per cent; for Vietnamese and
Chinese the parts of a word hang together by "syl", which counts as a relation like any other.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.model import RegionKind, Sentence, Token
from dragoman.parse import SyntaxModel
from training.treebanks import Surface, read


@dataclass(frozen=True, slots=True)
class Score:
    """Share of words with the right tag, head, and head with relation, in per cent."""

    words: int
    upos: float
    uas: float
    las: float


def sentence_of(surface: Surface) -> Sentence:
    """A treebank sentence as the segmenter would have given it."""
    tokens = []
    place = 0
    for number, unit in enumerate(surface.units):
        place += 1 if unit.spaced and number else 0
        tokens.append(Token(unit.form, place, place + len(unit.form)))
        place += len(unit.form)
    return Sentence(0, 0, place, RegionKind.BODY, tuple(tokens))


def score(model: SyntaxModel, gold: Sequence[Surface]) -> Score:
    """Scores of a model on some sentences."""
    trees = [model.parse(sentence_of(surface)) for surface in gold]
    words = tags = heads = both = 0
    for tree, surface in zip(trees, gold, strict=True):
        for word, unit in zip(tree.words, surface.units, strict=True):
            if unit.upos == "PUNCT":
                continue
            words += 1
            tags += word.upos == unit.upos
            right = word.head == unit.head - 1
            heads += right
            both += right and word.relation == unit.relation
    return Score(words, *(round(100 * n / words, 1) for n in (tags, heads, both)))


def table(model: SyntaxModel, sets: dict[str, list[Surface]]) -> str:
    """Scores of all sets as lines of text."""
    lines = [f"{'set':14} {'words':>6} {'UPOS':>6} {'UAS':>6} {'LAS':>6}"]
    for name, gold in sorted(sets.items()):
        found = score(model, gold)
        lines.append(
            f"{name:14} {found.words:6} {found.upos:6.1f} {found.uas:6.1f} {found.las:6.1f}"
        )
    return "\n".join(lines)


def by_language(model: SyntaxModel, sets: dict[str, list[Surface]]) -> dict[str, float]:
    """LAS by language on its held-out sentences of the Wikipedia half of PUD."""
    return {
        name[:2]: score(model, gold).las for name, gold in sets.items() if name.endswith("pud-wiki")
    }


def main() -> int:
    """Prints the table for the model of the package or of another folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--treebanks", type=Path, default=Path("../shared/data/ud"))
    parser.add_argument("--model", type=Path, default=None)
    options = parser.parse_args()
    model = SyntaxModel.load(options.model, threads=2)
    sys.stdout.write(table(model, read(options.treebanks).measuring) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
