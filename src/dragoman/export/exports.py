"""Exports of a ledger: the registry of formats, and what is told about a file beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import msgspec

from dragoman.export.exporter import (
    NO_DAY_AT_ALL,
    NO_RECIPIENT,
    NO_SIDE,
    Context,
    Exporter,
    Table,
    Tally,
    on_some_day,
)  # fmt: skip
from dragoman.export.gdelt import Gdelt
from dragoman.export.happening import happening
from dragoman.export.icews import Icews
from dragoman.export.mentions import Mentions
from dragoman.export.own import Csv, Lines, Parquet
from dragoman.export.plover import Plover
from dragoman.export.polecat import Polecat
from dragoman.model import Account, Event, UsageError


class PloverLines:
    """PLOVER's records: what has not happened, and what a day rests on, they can say."""

    def __init__(self, stream: BinaryIO, context: Context) -> None:
        self.tally = Tally()
        self._stream, self._walk = stream, context.walk
        self._plover = Plover(context.walk, context.options)

    def begin(self) -> None:
        """Nothing comes before the records."""

    def write(self, item: Account | Event) -> None:
        """One record, where it has what the manual demands."""
        found = on_some_day(happening(item, self._walk))
        reason = None
        if found.start is None:
            reason = NO_DAY_AT_ALL
        elif not found.actors:
            reason = NO_SIDE
        elif self._walk.takes_recipient(found.type) and not (found.recipients or found.mutual):
            reason = NO_RECIPIENT
        if reason is not None:
            self.tally.left_out[reason] += 1
            return
        self._stream.write(self._plover.write(found).encode())
        self.tally.written += 1
        self.tally.rows += 1

    def end(self) -> None:
        """Nothing comes after the records."""


def _polecat(stream: BinaryIO, context: Context) -> Exporter:
    return Table(stream, context, Polecat(context.walk, context.options))


def _gdelt(stream: BinaryIO, context: Context) -> Exporter:
    return Table(stream, context, Gdelt(context.walk, context.options))


def _mentions(stream: BinaryIO, context: Context) -> Exporter:
    return Table(stream, context, Mentions(context.walk, context.options, context.length))


def _icews(stream: BinaryIO, context: Context) -> Exporter:
    return Table(stream, context, Icews(context.walk, context.options))


EXPORTERS: dict[str, Callable[[BinaryIO, Context], Exporter]] = {
    "jsonl": Lines,
    "csv": Csv,
    "parquet": Parquet,
    "plover": PloverLines,
    "polecat": _polecat,
    "gdelt": _gdelt,
    "gdelt-mentions": _mentions,
    "icews": _icews,
}
# Layouts of fixed columns: what has none there goes into a second table.
FIXED = ("polecat", "gdelt", "gdelt-mentions", "icews")
# What a layout's columns hold that we do not measure or that is not what their name says.
NOTES = {
    "polecat": ("Story columns and Wikipedia ids are None: they are not coded",),
    "gdelt": (
        "AvgTone is not measured: 0 in all rows",
        "DATEADDED is the day of publication, or of the event where that is not known",
        "ActionGeo is a country; Actor1Geo and Actor2Geo are not coded",
    ),
    "gdelt-mentions": (
        "offsets point into the original text, whatever its language; nothing is translated",
        "MentionDocTone is not measured: 0 in all rows",
    ),
    "icews": ("Story ID is the address or name of the report",),
}


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is told about an export in a file beside it."""

    format: str
    of: str
    program: str
    schemes: dict[str, str]
    written: int
    rows: int
    left_out: dict[str, int]
    undated: str
    notes: tuple[str, ...]


def exporter(name: str, stream: BinaryIO, context: Context) -> Exporter:
    """An exporter of a format.

    Raises:
        UsageError: there is no such format, or what it needs is not installed.
    """
    if name not in EXPORTERS:
        raise UsageError(f"no format {name!r}; there are {', '.join(EXPORTERS)}")
    return EXPORTERS[name](stream, context)


def about(name: str, context: Context, tally: Tally) -> bytes:
    """What is told about an export, as JSON: schemes, counts, and what columns do not hold."""
    fixed = "on the day of publication, which the table beside says" if context.options.undated \
        else "left out"  # fmt: skip
    told = About(
        format=name,
        of=context.of,
        program=context.options.program,
        schemes=dict(context.walk.schemes),
        written=tally.written,
        rows=tally.rows,
        left_out=dict(sorted(tally.left_out.items())),
        undated=fixed if name in FIXED else "said in the record",
        notes=NOTES.get(name, ()),
    )
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
