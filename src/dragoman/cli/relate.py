"""`dragoman relate`: what the one does to the other, sentence by sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import tee
from typing import TYPE_CHECKING, BinaryIO

import click
import msgspec

from dragoman.cli.options import known_language, language_option

if TYPE_CHECKING:
    from dragoman.relate import Question


class Line(msgspec.Struct, frozen=True):
    """A line of the input; other fields are let pass."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]
    language: str | None = None
    id: str | int | None = None


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of the output."""

    type: str
    act: str | None
    status: str | None
    probabilities: dict[str, float]
    id: str | int | None = None


@click.command()
@click.argument("path", type=click.File("rb"), default="-")
@language_option
def relate(path: BinaryIO, language: str | None) -> None:
    """Tells what the source does to the target in each line of PATH (or -).

    A line is a JSON object with a sentence as "text", and "source" and "target" as [start, end] in
    characters, the end exclusive; "language" and "id" may be there. A line comes out for each that
    goes in: "type" ("none" if they only stand together), "act", "status", and the "probabilities"
    of all types.
    """
    from dragoman.pipeline import Reader
    from dragoman.relate import relate as answers

    encode = msgspec.json.Encoder().encode
    lines, kept = tee(_lines(path))
    questions = (_question(name, line, known_language(language)) for name, line in lines)
    for (_, line), answer in zip(kept, answers(Reader(), questions), strict=True):
        shares = dict(answer.probabilities)
        click.echo(encode(Told(answer.type, answer.act, answer.status, shares, line.id)))
    sys.stdout.flush()


def _lines(stream: BinaryIO) -> Iterator[tuple[str, Line]]:
    """The lines of a stream that are not blank, with their names.

    Raises:
        UsageError: a line is malformed; names it.
    """
    from dragoman.model import UsageError

    for number, line in enumerate(stream, 1):
        name = f"{stream.name}, line {number}"
        try:
            if line.strip():
                yield name, msgspec.json.decode(line, type=Line)
        except msgspec.MsgspecError as error:
            raise UsageError(
                f'{name}: {error}; give "text", "source" and "target" as [start, end]'
            ) from error


def _question(name: str, line: Line, language: str | None) -> Question:
    from dragoman.relate import Question

    code = known_language(line.language) or language
    return Question(line.text, line.source, line.target, code, name)
