"""`dragoman read`: documents into claims."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dragoman.cli.count import Count
from dragoman.cli.errors import ALL_WELL, SOME_FAILED
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
from dragoman.export import FORMATS
from dragoman.model import UsageError

if TYPE_CHECKING:
    from dragoman.settings import Settings
    from dragoman.text import Source


@click.command()
@click.argument("paths", nargs=-1, required=True)
@language_option
@published_option
@actors_option
@judge_option
@click.option(
    "-f",
    "--format",
    "layout",
    type=click.Choice(FORMATS),
    help="Layout of the claims: a table on a terminal, else JSON Lines.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write to.")
@workers_option
def read(
    paths: tuple[str, ...],
    language: str | None,
    published: datetime | None,
    actors: Path | None,
    judge: bool,
    layout: str | None,
    output: str | None,
    workers: int,
) -> None:
    """Reads PATHS (texts, pages, folders, JSON Lines, - for standard input) and prints claims.

    The exit code is 0 if every document was read, 1 if some were not, 2 for wrong use.
    """
    found = sources(paths, declared(language, published))
    chosen = settings(actors, judge)
    with _opened(output) as stream:
        count = _read_into(stream, found, chosen, layout, workers)
    click.echo(count, err=True)
    sys.exit(SOME_FAILED if count.failed else ALL_WELL)


def _read_into(
    stream: TextIO, found: Iterator[Source], chosen: Settings, layout: str | None, workers: int
) -> Count:
    """Writes the claims of all sources, each as soon as it is read."""
    from dragoman.export import writer
    from dragoman.workers import Failure, read_all

    terminal = stream.isatty()
    made = writer(layout or ("table" if terminal else "jsonl"), stream, colour=terminal)
    count = Count()
    made.begin()
    # A table that appears line by line on the terminal shows progress enough.
    for outcome in progress(read_all(found, chosen, workers), shown=not terminal):
        if isinstance(outcome, Failure):
            count.failed += 1
            click.echo(f"not read: {outcome.source}: {outcome.reason}", err=True)
            continue
        count.read += 1
        count.claims += len(outcome.claims)
        if outcome.note is not None:
            count.no_claims(outcome.document.source, outcome.note)
        made.write(outcome)
    made.end()
    stream.flush()
    return count


@contextmanager
def _opened(path: str | None) -> Iterator[TextIO]:
    """The stream that claims go to: a file, or standard output; UTF-8 everywhere."""
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        file: Any = nullcontext(sys.stdout)
    else:
        try:
            file = open(path, "w", encoding="utf-8", newline="")  # noqa: SIM115
        except OSError as error:
            raise UsageError(f"cannot write {path}: {(error.strerror or '').lower()}") from error
    with file as stream:
        yield stream
