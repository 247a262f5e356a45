"""What is read of the judge's sentences, beside what their writers say is in them.

    python -m benchmarks.sentences [--language en …] [--files 'plain*'] [--training] [--judge]
                                   [--show]

Prints precision, recall and F1 (type and parties), the share of gold whose parties at least were
found together, and the types that are missed most; `--show` prints every text with what was missed
and what is false. By default on the tenth that neither judge nor rules were made on; `--training`
on the others, to find classes of errors. The judge has learned those: leave it out there.
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.gold import Happening, agrees, happenings, test_f1, text_of
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from training.judge import items
from training.judge.examples import is_testing
from training.judge.items import Item

FREQUENT = 8  # types that are named as missed most


@dataclass(frozen=True, slots=True)
class Reading:
    """An item, what is in it, and what was read of it."""

    item: Item
    gold: tuple[Happening, ...]
    told: tuple[Happening, ...]

    def missed(self) -> list[Happening]:
        """What was not read."""
        return [one for one in self.gold if not any(agrees(told, one) for told in self.told)]

    def false(self) -> list[Happening]:
        """What was read and is not there."""
        return [told for told in self.told if not any(agrees(told, one) for one in self.gold)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a line for each language."""
    options = _options().parse_args(arguments)
    reader = Reader(Settings(judge=options.judge))
    for language in options.language:
        found = list(readings(reader, language, options.files, options.training))
        if options.show:
            for reading in found:
                _show(reading)
        print(_line(language, found), flush=True)
    return 0


def readings(reader: Reader, language: str, files: str, training: bool) -> Iterator[Reading]:
    """All items of a language's files, read."""
    ontology = Ontology.load()
    for item in items.read(languages=(language,)):
        name = item.name.partition("/")[2].partition(".")[0]
        if fnmatch.fnmatch(name, files) and is_testing(item.text) is not training:
            gold = tuple(sorted(set(happenings(item, ontology)), key=_order))
            told = {case.pred for case in text_of(reader, item, gold).cases}
            yield Reading(item, gold, tuple(sorted(told, key=_order)))


def _line(language: str, found: Sequence[Reading]) -> str:
    texts = [(reading, list(reading.told)) for reading in found]
    precision, recall, f1 = test_f1(texts)
    gold = [(one, reading.told) for reading in found for one in reading.gold]
    together = sum(any(_meets(told, one) for told in read) for one, read in gold)
    missed = Counter(kind for reading in found for kind, _ in reading.missed())
    return (
        f"{language} {len(found)} texts  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
        f"parties {together / max(1, len(gold)):.3f}  missed of {len(gold)}: "
        + ", ".join(f"{kind} {count}" for kind, count in missed.most_common(FREQUENT))
    )


def _meets(told: Happening, gold: Happening) -> bool:
    """Whether at least the parties agree, two of them if there are two."""
    return len(told[1] & gold[1]) >= min(2, len(gold[1]))


def _show(reading: Reading) -> None:
    missed, false = reading.missed(), reading.false()
    if missed or false:
        print(f"# {reading.item.name}\n{reading.item.text}")
        for kind, parties in missed:
            print("   MISSED", kind, *sorted(parties))
        for kind, parties in false:
            print("   FALSE ", kind, *sorted(parties))


def _order(one: Happening) -> tuple[str, tuple[str, ...]]:
    return one[0], tuple(sorted(one[1]))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", nargs="+", default=items.LANGUAGES)
    parser.add_argument("--files", default="*", help="pattern of file names")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--show", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
