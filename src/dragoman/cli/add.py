"""`dragoman add`: documents into a ledger."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.count import Count, counted
from dragoman.cli.errors import ALL_WELL, SOME_FAILED
from dragoman.cli.ledger import ledger_option, opened
from dragoman.cli.options import (
    actors_option,
    declared,
    judge_option,
    language_option,
    published_option,
    settings,
    sources,
    workers_option,
)
from dragoman.cli.progress import progress
from dragoman.cli.renew import find_copies, rebuild_option, renew
from dragoman.model import LedgerError
from dragoman.process import stand_back

if TYPE_CHECKING:
    from dragoman.ledger import Known, Ledger
    from dragoman.model import Document, Reading, Run
    from dragoman.text import Declared, Source
    from dragoman.workers import Outcome, Skipped

TOGETHER = 64  # documents that are kept at once, in one transaction
COMPARED = 256  # documents after which copies are sought
PATIENCE = 1.0  # seconds after which fewer are kept, and before progress appears
PLACE = "\x1f"  # stands before the line of a source that has no name of its own


@click.command()
@click.argument("paths", nargs=-1, required=True)
@ledger_option
@language_option
@published_option
@actors_option
@judge_option
@workers_option
@rebuild_option
def add(
    paths: tuple[str, ...],
    address: str,
    language: str | None,
    published: datetime | None,
    actors: Path | None,
    judge: bool,
    workers: int,
    rebuild: bool,
) -> None:
    """Reads PATHS (texts, pages, folders, JSON Lines, - for standard input) into a ledger.

    What the ledger has already is not read again, so a command that was broken off goes on where
    it stopped. At the end events and threads are brought up to date; if that was broken off, the
    next `add` makes up for it. The exit code is 0 if every document was read, 1 if some were not,
    2 for wrong use.
    """
    from dragoman.workers import read_new

    stand_back()
    about, chosen = declared(language, published), settings(actors, judge)
    with opened(address, create=True) as ledger:
        adding = Adding(ledger, copies=rebuild)
        found = map(_named, sources(paths, about))
        known = KnownTo(address, ledger if workers == 1 else None)
        outcomes = read_new(found, chosen, workers, known)
        try:
            for outcome in progress(outcomes, partial(_number, paths, about)):
                adding.take(outcome)
            adding.keep()
            if rebuild:
                find_copies(ledger)
                renew(ledger)
        except KeyboardInterrupt:
            adding.keep()
            click.echo(f"{adding}; the same command goes on from here", err=True)
            raise
        except LedgerError:
            click.echo(adding, err=True)  # what it says is kept, whatever has failed since
            raise
    click.echo(adding, err=True)
    sys.exit(SOME_FAILED if adding.count.failed else ALL_WELL)


@dataclass(slots=True)
class KnownTo:
    """Asks a ledger what is known; a process that only reads opens its own connection."""

    address: str
    ledger: Ledger | None = None

    def __call__(self, document: Document, run: Run) -> bool:
        """Whether what a run makes of a document is known."""
        if self.ledger is None:
            self.ledger = opened(self.address)
        return self.ledger.knows(_settled(document), run)


@dataclass(slots=True)
class Adding:
    """Keeps readings, some at a time, and counts what became of them.

    Copies are found meanwhile, while other processes read, unless `copies` says otherwise.
    """

    ledger: Ledger
    copies: bool = True
    count: Count = field(default_factory=Count)
    changes: Counter[str] = field(default_factory=Counter)
    _waiting: list[Reading | Known] = field(default_factory=list)
    _compare: int = 0  # documents kept since copies were sought
    _kept: float = field(default_factory=time.monotonic)

    def take(self, outcome: Outcome | Skipped) -> None:
        """Takes what became of one source."""
        from dragoman.ledger import Known
        from dragoman.workers import Failure, Skipped

        if isinstance(outcome, Failure):
            self.count.failed += 1
            place = outcome.source.replace(PLACE, ":")
            click.echo(f"not read: {place}: {outcome.reason}", err=True)
        elif isinstance(outcome, Skipped):
            self._waiting.append(Known(_settled(outcome.document), outcome.run))
        elif outcome.document.text:
            self._waiting.append(replace(outcome, document=_settled(outcome.document)))
        else:
            self.count.read += 1
            self.count.no_claims(outcome.document.source.replace(PLACE, ":"), "empty")
        if len(self._waiting) >= TOGETHER or time.monotonic() - self._kept > PATIENCE:
            self.keep()

    def keep(self) -> None:
        """Keeps what waits, all or none; only then is it counted."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for one, change in zip(waiting, self.ledger.add(waiting), strict=True):
            self._tell(one, change)
        self._compare += len(waiting)
        if self.copies and self._compare >= COMPARED:
            find_copies(self.ledger, shown=False)
            self._compare = 0
        self._kept = time.monotonic()

    def _tell(self, one: Reading | Known, change: str) -> None:
        from dragoman.ledger import Known

        self.changes[change] += 1
        if isinstance(one, Known):
            return
        self.count.read += 1
        self.count.claims += len(one.claims)
        if one.note is not None:
            self.count.no_claims(one.document.source, one.note)

    def __str__(self) -> str:
        from dragoman.ledger import Change

        parts = [
            f"{counted(self.changes[change], 'document')} {words}"
            for change, words in (
                (Change.NEW, "added"),
                (Change.CHANGED, "in the place of former ones"),
                (Change.REREAD, "read again"),
                (Change.AGAIN, "known already"),
            )
            if self.changes[change] or change is Change.NEW
        ]
        return "; ".join([", ".join(parts), str(self.count)])


def _named(source: Source) -> Source:
    """A source under a name that means the same wherever the command is given."""
    name = source.name
    if source.path is not None:
        return replace(source, name=str(source.path.absolute()))
    path, _, line = name.rpartition(":")
    if not line.isdigit():
        path, line = name, "1"
    place = path if path.startswith("<") else str(Path(path).absolute())
    return replace(source, name=f"{place}{PLACE}{line}")


def _settled(document: Document) -> Document:
    """A document whose source names it. The line of a file does not: tomorrow another text may
    stand there, and would take this one's place; so the text itself makes the name."""
    path, place, _ = document.source.partition(PLACE)
    return replace(document, source=f"{path}#{document.sha256[:12]}") if place else document


def _number(paths: tuple[str, ...], about: Declared) -> int | None:
    """How many documents there are, where they can be counted before they are read."""
    if all(Path(path).is_dir() or Path(path).is_file() for path in paths):
        return sum(1 for _ in sources(paths, about))
    return None
