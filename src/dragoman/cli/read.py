"""The command line: the only module that prints or exits."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TextIO

import click

from dragoman.export import FORMATS
from dragoman.model import DragomanError, UsageError
from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.pipeline import Reader
    from dragoman.text import Declared, Source
    from dragoman.workers import Outcome

ALL_READ, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
PATIENCE = 1.0  # seconds before a progress bar appears
NAMED = 3  # documents without claims that the closing line names for each reason


class Commands(click.Group):
    """Turns what goes wrong into a line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a traceback would help nobody."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except (DragomanError, OSError, KeyboardInterrupt) as error:
            if isinstance(error, OSError):
                _discard_output()
            message, code = _verdict(error)
            if message:
                click.echo(f"dragoman: {message}", err=True)
            ctx.exit(code)


def _verdict(error: BaseException) -> tuple[str, int]:
    """What to say of an error, and the exit code."""
    if isinstance(error, UsageError):
        return str(error), WRONG_USE
    if isinstance(error, BrokenPipeError):
        return "", ALL_READ  # who read our output has seen enough ("| head"): nothing is wrong
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", INTERRUPTED
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no space left for the output; what is written so far is not complete", SOME_FAILED
    return str(error), SOME_FAILED


def _discard_output() -> None:
    """Keeps the interpreter from writing the rest of a broken output once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


language_option = click.option(
    "-l", "--language", metavar="CODE", help="Language of the documents; else it is detected."
)
published_option = click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Date of publication (2025-02-12), which dates words such as “yesterday”.",
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Reads news and readouts about dealings between states into claims that can be checked."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@language_option
@published_option
@click.option(
    "-f",
    "--format",
    "layout",
    type=click.Choice(FORMATS),
    help="Layout of the claims: a table on a terminal, else JSON Lines.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write to.")
@click.option(
    "-w",
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that read; one a core is best.",
)
def read(
    paths: tuple[str, ...],
    language: str | None,
    published: datetime | None,
    layout: str | None,
    output: str | None,
    workers: int,
) -> None:
    """Reads PATHS (texts, pages, folders, JSON Lines, - for standard input) and prints claims.

    The exit code is 0 if every document was read, 1 if some were not, 2 for wrong use.
    """
    sources = _sources(paths, _declared(language, published))
    with _opened(output) as stream:
        count = _read_into(stream, sources, layout, workers)
    click.echo(count, err=True)
    sys.exit(SOME_FAILED if count.failed else ALL_READ)


@dataclass(slots=True)
class Count:
    """What has been read so far, and how the closing line tells it."""

    read: int = 0
    claims: int = 0
    failed: int = 0
    silent: dict[str, list[str]] = field(default_factory=dict)
    unnamed: dict[str, int] = field(default_factory=dict)

    def no_claims(self, source: str, reason: str) -> None:
        """One document was read and says nothing, for a reason."""
        named = self.silent.setdefault(reason, [])
        if len(named) < NAMED:
            named.append(source)
        else:
            self.unnamed[reason] = self.unnamed.get(reason, 0) + 1

    def __str__(self) -> str:
        parts = [f"{_counted(self.read, 'document')} read, {_counted(self.claims, 'claim')}"]
        for reason, named in self.silent.items():
            more = self.unnamed.get(reason, 0)
            names = ", ".join(named) + (f" and {more} more" if more else "")
            parts.append(f"{len(named) + more} {reason}: {names}")
        if self.failed:
            parts.append(f"{self.failed} not read")
        return "; ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _read_into(
    stream: TextIO, sources: Iterator[Source], layout: str | None, workers: int
) -> Count:
    """Writes the claims of all sources, each as soon as it is read."""
    from dragoman.export import writer
    from dragoman.workers import Failure, read_all

    terminal = stream.isatty()
    made = writer(layout or ("table" if terminal else "jsonl"), stream, colour=terminal)
    count = Count()
    made.begin()
    # A table that appears line by line on the terminal shows progress enough.
    for outcome in _progress(read_all(sources, workers=workers), shown=not terminal):
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


@main.command()
def languages() -> None:
    """Prints which languages are supported, how much of each is known, and how well it works.

    LAS is the share of words with the right head and relation on held-out sentences; F1 is that
    of type and parties on the development passages. docs/measures.md says what they mean.
    """
    from dragoman import lang, parse

    trees, claims = parse.measured(), lang.measured()
    click.echo(
        f"{'code':5} {'language':12} {'verbs':>6} {'nouns':>6} {'forms':>7} {'LAS':>6} {'F1':>6}"
    )
    for code in lang.codes():
        known = lang.load(code)
        verbs = {id(e) for entries in known.verbs.values() for e in entries}
        nouns = {id(e) for entries in known.nouns.values() for e in entries}
        forms = len(known.verbs) + len(known.nouns)
        las, f1 = trees.get(code), claims.get(code)
        click.echo(
            f"{code:5} {known.cues.name:12} {len(verbs):6} {len(nouns):6} {forms:7} "
            f"{'–' if las is None else f'{las:.1f}':>6} {'–' if f1 is None else f'{f1:.3f}':>6}"
        )


@main.command()
@click.argument("path")
@language_option
def parse(path: str, language: str | None) -> None:
    """Prints the sentences of PATH (or -) as CoNLL-U, the format of treebanks."""
    from dragoman.export.conllu import conllu
    from dragoman.pipeline import Reader

    reader = Reader()
    for document in _documents(reader, path, _declared(language, None)):
        for tree in reader.trees(document):
            click.echo(conllu(tree))


@main.command()
@click.argument("text")
@language_option
@published_option
def explain(text: str, language: str | None, published: datetime | None) -> None:
    """Shows how TEXT (a sentence, a path, or -) is read: tree, mentions, claims, rules."""
    from dragoman.explain import lines
    from dragoman.pipeline import Reader

    reader = Reader()
    for document in _documents(reader, text, _declared(language, published), sentence=True):
        for report in reader.explain(document):
            for line in lines(report):
                click.echo(line)


def _documents(
    reader: Reader, text: str, declared: Declared, sentence: bool = False
) -> Iterator[Document]:
    """The documents behind a path, or the one that is a sentence itself.

    Raises:
        DocumentError: nothing can be made of one of them; says why.
    """
    from dragoman.model import DocumentError

    if sentence and text != "-" and not os.path.lexists(text):
        found = iter([reader.texts.document(text, declared)])
    else:
        found = (reader.texts.read(source) for source in _sources((text,), declared))
    for document in found:
        if document.note is not None:
            raise DocumentError(document.source, document.note)
        yield document


def _declared(language: str | None, published: datetime | None) -> Declared:
    from dragoman import lang
    from dragoman.text import Declared

    if language is not None and language not in lang.codes():
        raise click.BadParameter(
            f"{language!r} is not one of {', '.join(lang.codes())}", param_hint="--language"
        )
    return Declared(language=language, published=published.date() if published else None)


def _sources(paths: tuple[str, ...], declared: Declared) -> Iterator[Source]:
    from dragoman.text import discover

    return discover(paths, declared, sys.stdin.buffer)


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


def _progress(outcomes: Iterator[Outcome], shown: bool) -> Iterator[Outcome]:
    """A bar on standard error, on a terminal, when it takes longer than a moment."""
    if not (shown and sys.stderr.isatty()):
        yield from outcomes
        return
    import time

    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    started = time.monotonic()
    columns = (SpinnerColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("read", total=None)
    try:
        for outcome in outcomes:
            if not bar.live.is_started and time.monotonic() - started > PATIENCE:
                bar.start()
            bar.advance(task)
            yield outcome
    finally:
        bar.stop()
