"""Layouts of fixed columns that other projects have set: what they share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.export.shape import Happening

CELL_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " ", "\x00": " "})
BITS = 60  # of a row's number: what every reader of whole numbers takes, and room enough
Row = tuple[str, ...]


class Malformed(Exception):
    """A line that is not of its layout, with the reason."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to do with what a layout has no room for.

    Attributes:
        undated: write what has no day of its own on the day of its publication.
        every_status: write what has not happened too, where the layout cannot say so.
        program: name and version of the program, where a layout asks for it.
    """

    undated: bool = False
    every_status: bool = False
    program: str = "dragoman"


DEFAULTS = Options()


class Layout(Protocol):
    """A layout of lines: how a happening becomes rows, and rows become happenings."""

    @property
    def name(self) -> str:
        """The name of the format."""
        ...

    @property
    def columns(self) -> Row:
        """Names of the columns, in order."""
        ...

    @property
    def header(self) -> bool:
        """Whether the first line names the columns."""
        ...

    def rows(self, happening: Happening) -> Iterator[Row]:
        """The rows of a happening; the first cell is the row's id."""
        ...

    def read(self, cells: Sequence[str]) -> Happening:
        """The happening of a row.

        Raises:
            Malformed: it is not of this layout.
        """
        ...


def line(cells: Sequence[str]) -> str:
    """A row as a line; what would break it is a space."""
    return "\t".join(cell.translate(CELL_BREAKS) for cell in cells) + "\n"


def number_of(*parts: str) -> str:
    """A whole number that stands for some words, the same every time.

    >>> number_of("c1", "RUS", "USA") == number_of("c1", "USA", "RUS")
    False
    """
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return str(int.from_bytes(digest[:8], "big") >> (64 - BITS))


def day_of(text: str) -> date:
    """The day of a cell: 2025-02-12, 20250212 or, in one year of ICEWS, 2/12/2025.

    Raises:
        Malformed: it is none.
    """
    try:
        if "/" in text:
            month, day, year = map(int, text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Malformed(f"{text!r} is no day") from None


def number(text: str, what: str) -> float | None:
    """The number of a cell, None where it is empty.

    Raises:
        Malformed: it is none.
    """
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise Malformed(f"{what} {text!r} is no number") from None


def plain(value: float | None) -> str:
    """A number as a cell, as short as it can be: 4 and not 4.0."""
    return "" if value is None else f"{value:g}"


def spelled(value: float | None) -> str:
    """A coordinate as a cell, with all its figures."""
    return "" if value is None else repr(value)
