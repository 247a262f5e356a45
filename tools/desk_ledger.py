"""A ledger to look at: the examples and our own hand-written episodes, on a day of their time.

    python tools/desk_ledger.py FILE [--no-judge]

Made anew each time; the desk's pictures and its tests in a browser are made from it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from dragoman.ledger import open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Reading
from dragoman.settings import Settings
from dragoman.text import Declared, Source, SourceKind, discover
from dragoman.workers import read_all

ROOT = Path(__file__).parent.parent
TODAY = date(2025, 3, 14)
PUBLISHED = date(2025, 2, 14)  # of examples that do not say


def main() -> int:
    """Makes the ledger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--no-judge", action="store_true")
    given = parser.parse_args()
    given.file.unlink(missing_ok=True)
    print(f"{make(given.file, Settings(judge=not given.no_judge))} documents")
    return 0


def make(path: Path, settings: Settings) -> int:
    """Fills a ledger; the number of documents."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
    with open_ledger(str(path), create=True, clock=lambda: moment) as ledger:
        read = [one for one in read_all(sources(), settings) if isinstance(one, Reading)]
        ledger.add(read)
        list(find_copies(ledger, Copies()))
        list(rebuild(ledger, Tables.load().rules, TODAY))
    return len(read)


def sources() -> Iterator[Source]:
    """The examples, and the documents of the episodes."""
    paths = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix != ".rst")
    for source in discover(list(map(str, paths)), Declared(published=PUBLISHED), sys.stdin.buffer):
        name = Path(source.name).name
        yield replace(source, name=f"examples/{name}")
    for path in sorted((ROOT / "benchmarks" / "episodes").glob("*.yaml")):
        episode = yaml.safe_load(path.read_text("utf-8"))
        for number, paper in enumerate(episode["documents"], 1):
            lines = (line.partition("|")[2] for line in paper["text"].splitlines())
            text = "\n\n".join(lines).encode()
            about = Declared(paper["language"], paper["published"])
            name = f"{path.stem}/{number}.{paper['language']}.txt"
            yield Source(name, SourceKind.TEXT, data=text, declared=about)


if __name__ == "__main__":
    sys.exit(main())
