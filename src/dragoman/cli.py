"""The command line: the only module that prints or exits."""

from __future__ import annotations

import errno
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.model import Document, Reading
    from dragoman.text import Declared, Source
    from dragoman.workers import Outcome

ALL_READ, SOME_FAILED, WRONG_USE = 0, 1, 2
PATIENCE = 1.0  # seconds before a progress bar appears


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Reads news and readouts about dealings between states into claims that can be checked."""


def language_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--language`, the same for every command that reads."""
    return click.option(
        "-l", "--language", metavar="CODE", help="Language of the documents; else it is detected."
    )(command)


def published_option(command: click.decorators.FC) -> click.decorators.FC:
    """`--published`, the same for every command that reads."""
    return click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="Date of publication (2025-02-12), which dates words such as “yesterday”.",
    )(command)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@language_option
@published_option
@click.option(
    "-f", "--format", "layout", type=click.Choice(["table", "jsonl", "csv"]),
    help="Layout of the claims: a table on a terminal, else JSON Lines.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="File to write to.")
@click.option(
    "-w", "--workers", type=click.IntRange(1), default=1, show_default=True,
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
    """Reads PATHS (texts, pages, folders, JSON Lines, - for standard input) and prints claims."""
    sources = _sources(paths, _declared(language, published))
    with _guarded(), _opened(output) as stream:
        terminal = stream.isatty()
        failed = _read_into(stream, sources, layout or ("table" if terminal else "jsonl"), workers)
    sys.exit(SOME_FAILED if failed else ALL_READ)


def _read_into(stream: TextIO, sources: Iterator[Source], layout: str, workers: int) -> int:
    """Writes the claims of all sources; the number of those that failed."""
    from dragoman.export import writer
    from dragoman.workers import Failure, read_all

    made = writer(layout, stream, stream.isatty())
    made.begin()
    notes: Counter[str] = Counter()
    documents = claims = failed = 0
    for outcome in _progress(read_all(sources, workers=workers)):
        if isinstance(outcome, Failure):
            failed += 1
            click.echo(f"not read: {outcome.source}: {outcome.reason}", err=True)
            continue
        documents += 1
        claims += len(outcome.claims)
        if outcome.note is not None:
            notes[outcome.note] += 1
        made.write(outcome)
    made.end()
    stream.flush()
    _summary(documents, claims, failed, notes)
    return failed


def _summary(documents: int, claims: int, failed: int, notes: Counter[str]) -> None:
    parts = [f"{documents} documents read", f"{claims} claims"]
    parts += [f"{count} without claims: {note}" for note, count in notes.most_common()]
    if failed:
        parts.append(f"{failed} not read")
    click.echo("; ".join(parts), err=True)


@main.command()
def languages() -> None:
    """Prints which languages are supported, and how well."""
    with _guarded():
        from dragoman import lang

        click.echo(f"{'code':5} {'language':12} {'verbs':>6} {'nouns':>6} {'forms':>7}")
        for code in lang.codes():
            known = lang.load(code)
            verbs = {id(e) for entries in known.verbs.values() for e in entries}
            nouns = {id(e) for entries in known.nouns.values() for e in entries}
            forms = len(known.verbs) + len(known.nouns)
            name = known.cues.name
            click.echo(f"{code:5} {name:12} {len(verbs):6} {len(nouns):6} {forms:7}")


@main.command()
@click.argument("path")
@language_option
def parse(path: str, language: str | None) -> None:
    """Prints the sentences of PATH (or -) as CoNLL-U."""
    with _guarded():
        from dragoman.export.conllu import conllu
        from dragoman.pipeline import Reader

        reader = Reader()
        for document in _documents(reader.texts.read, path, _declared(language, None)):
            for tree in reader.trees(document):
                click.echo(conllu(tree))


@main.command()
@click.argument("text")
@language_option
@published_option
def explain(text: str, language: str | None, published: datetime | None) -> None:
    """Shows how TEXT (a sentence, a path, or -) is read: tree, mentions, claims, rules."""
    with _guarded():
        from dragoman.explain import lines
        from dragoman.pipeline import Reader

        reader = Reader()
        declared = _declared(language, published)
        if text == "-" or os.path.exists(text):
            documents = _documents(reader.texts.read, text, declared)
        else:
            documents = iter([_checked(reader.texts.document(text, declared))])
        for document in documents:
            for report in reader.explain(document):
                for line in lines(report):
                    click.echo(line)


def _documents(read_text: object, path: str, declared: Declared) -> Iterator[Document]:
    for source in _sources((path,), declared):
        yield _checked(read_text(source))  # type: ignore[operator]


def _checked(document: Document) -> Document:
    """The document, or an end with the reason why nothing can be made of it."""
    if document.note is not None:
        _fail(f"{document.source}: {document.note}", SOME_FAILED)
    return document


def _declared(language: str | None, published: datetime | None) -> Declared:
    from dragoman import lang
    from dragoman.text import Declared

    if language is not None and language not in lang.codes():
        raise click.BadParameter(
            f"{language!r} is not one of {', '.join(lang.codes())}", param_hint="--language"
        )
    day: date | None = published.date() if published is not None else None
    return Declared(language=language, published=day)


def _sources(paths: tuple[str, ...], declared: Declared) -> Iterator[Source]:
    from dragoman.text import discover

    return discover(paths, declared, sys.stdin.buffer)


def _progress(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """A bar on standard error, on a terminal, when it takes longer than a moment."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    import time

    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    started = time.monotonic()
    bar = Progress(
        SpinnerColumn(), "read", MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True,
    )
    task = bar.add_task("read", total=None)
    try:
        for outcome in outcomes:
            if not bar.live.is_started and time.monotonic() - started > PATIENCE:
                bar.start()
            bar.advance(task)
            yield outcome
    finally:
        bar.stop()


class _opened:
    """The stream that claims go to: a file, or standard output as UTF-8."""

    def __init__(self, path: str | None) -> None:
        self._path = path

    def __enter__(self) -> TextIO:
        if self._path is None:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(encoding="utf-8", errors="replace")
            self._stream: TextIO = sys.stdout
        else:
            self._stream = open(self._path, "w", encoding="utf-8", newline="")  # noqa: SIM115
        return self._stream

    def __exit__(self, *problem: object) -> None:
        if self._path is not None:
            self._stream.close()


class _guarded:
    """Turns errors into a line on standard error and an exit code; a traceback helps nobody."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        from dragoman.model import DragomanError, UsageError

        if isinstance(error, UsageError):
            _fail(str(error), WRONG_USE)
        if isinstance(error, DragomanError):
            _fail(str(error), SOME_FAILED)
        if isinstance(error, BrokenPipeError):
            # The reader of our output has gone ("| head"): nothing is wrong.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ALL_READ)
        if isinstance(error, OSError):
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            reason = "no space left for the output" if full else str(error)
            _silence()
            _fail(reason, SOME_FAILED)


def _silence() -> None:
    """Keeps the interpreter from writing what is left of a broken output once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"dragoman: {message}", err=True)
    sys.exit(code)
