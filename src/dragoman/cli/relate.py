"""`dragoman relate`: what the one does to the other, sentence by sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import click
import msgspec

from dragoman.cli.errors import ALL_WELL, SOME_FAILED
from dragoman.cli.options import known_language, language_option

if TYPE_CHECKING:
    from dragoman.pipeline import Reader
    from dragoman.relate import Question


class Line(msgspec.Struct, frozen=True):
    """A line of the input; other fields are let pass."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    language: str | None = None
    id: str | int | None = None


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the output: the answer, or why there is none."""

    type: str | None
    act: str | None = None
    status: str | None = None
    rule: str | None = None
    probabilities: dict[str, float] = {}
    id: str | int | None = None
    error: str | None = None


@click.command()
@click.argument("path", type=click.File("rb"), default="-")
@language_option
def relate(path: BinaryIO, language: str | None) -> None:
    """Tells what the source does to the target in each line of PATH (or -).

    A line is a JSON object with a sentence as "text", and "source" and "target" as [start, end] in
    characters, the end exclusive; "language" and "id" may be there. A line comes out for each that
    goes in: "type" ("none" if they only stand together), "act", "status", the type that a coding
    "rule" says of the two, and the "probabilities" of all types; or a type of null and the "error".

    The exit code is 0 if every line was answered, 1 if some were not, 2 for wrong use.
    """
    from dragoman.pipeline import Reader

    reader, code = Reader(), known_language(language)
    encode, failed = msgspec.json.Encoder().encode, 0
    for name, line in _lines(path):
        told = _told(reader, name, line, code)
        if told.error is not None:
            failed += 1
            click.echo(f"not answered: {told.error}", err=True)
        click.echo(encode(told))
    sys.stdout.flush()
    sys.exit(SOME_FAILED if failed else ALL_WELL)


def _lines(stream: BinaryIO) -> Iterator[tuple[str, Line | str]]:
    """The lines of a stream that are not blank, with their names; what is wrong with a malformed
    one."""
    source = getattr(stream, "name", "<stdin>")
    for number, line in enumerate(stream, 1):
        name = f"{source}, line {number}"
        try:
            if line.strip():
                yield name, msgspec.json.decode(line, type=Line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield name, f'{name}: {error}; give "text", "source" and "target" as [start, end]'


def _told(reader: Reader, name: str, line: Line | str, language: str | None) -> Told:
    from dragoman.model import DragomanError, ModelError
    from dragoman.relate import answer

    if isinstance(line, str):
        return Told(None, error=line)
    try:
        found = answer(reader, _question(name, line, language))
    except ModelError:
        raise
    except DragomanError as error:
        return Told(None, id=line.id, error=str(error))
    shares = dict(found.probabilities)
    return Told(found.type, found.act, found.status, found.rule, shares, line.id)


def _question(name: str, line: Line, language: str | None) -> Question:
    from dragoman.relate import Question

    code = known_language(line.language) or language
    return Question(line.text, line.source, line.target, code, name)
