"""Measures a judge on the sentences kept from training, through the package's own code.

python -m training.judge.evaluate [--model FOLDER] [--everything]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman import lang
from dragoman.judge import Judge, Mark, Marked, PartyKey
from dragoman.judge.marks import PARTIES
from dragoman.lang import Language
from dragoman.model import Token
from dragoman.ontology import Ontology
from dragoman.parse import SyntaxModel
from training.judge import items
from training.judge.examples import Labels, answers_of, hints_of, is_testing, kind_of, parsed
from training.judge.items import Item
from training.judge.measure import Pair, pairs, table


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--model", type=Path, default=None, help="folder of another judge")
    options.add_argument("--everything", action="store_true", help="training sentences too")
    given = options.parse_args(arguments)
    chosen = [i for i in items.read() if given.everything or is_testing(i.text)]
    model = SyntaxModel.load(given.model, threads=2)
    judge = Judge.load(given.model, threads=2, pieces=model.pieces)
    found = list(told(judge, model, chosen))
    sys.stdout.write(table(found, Labels.of(Ontology.load())) + "\n")
    return 0


def told(judge: Judge, model: SyntaxModel, chosen: Sequence[Item]) -> Iterator[Pair]:
    """What a judge tells of every pair of some items."""
    ontology = Ontology.load()
    labels = Labels.of(ontology)
    languages = {code: lang.load(code) for code in {item.language for item in chosen}}
    for item in chosen:
        verdict = judge.verdict(marked(item, languages[item.language], model))
        if verdict is not None:
            answers = answers_of(item, ontology, labels)
            yield from pairs(
                item.language, len(verdict.parties), answers, verdict.types, verdict.statuses
            )


def marked(item: Item, language: Language, model: SyntaxModel) -> Marked:
    """An item as the judge sees sentences."""
    known, tree = parsed(model, language, item.text)
    numbers = {number: row for row, number in enumerate(list(item.parties)[:PARTIES])}
    marks = []
    for mark in item.marks:
        start, end = _covered(known, mark.start, mark.end)
        meant = tuple(numbers[n] for n in mark.parties if n in numbers)
        if meant:
            marks.append(Mark(start, end, meant, kind_of(mark)))
    keys = (PartyKey(item.parties[n] or f"?{n}", apart=False) for n in numbers)
    return Marked(known, hints_of(language, known), tuple(marks), tuple(keys), tree)


def _covered(known: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, token in enumerate(known) if token.start < end and token.end > start]
    return inside[0], inside[-1] + 1


if __name__ == "__main__":
    sys.exit(main())
