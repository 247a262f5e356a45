"""Our own layouts of a ledger: JSON Lines, CSV and Parquet, of claims or events."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

import msgspec

from dragoman.export.csv import safe
from dragoman.export.event_records import exported_claim, exported_event
from dragoman.export.exporter import CLAIMS, Context, Tally
from dragoman.export.flat import CLAIM, EVENT, Column, Kind
from dragoman.export.records import record
from dragoman.model import Account, Event, UsageError

SCHEMES = ("types", "codes", "quad", "scores", "countries", "sectors")  # those that we use
TOGETHER = 1000  # rows of a group in a Parquet file
LIST = "; "


def schemes(context: Context) -> dict[str, str]:
    """Names and versions of the schemes that our own layouts use."""
    return {name: context.walk.schemes[name] for name in SCHEMES}


def columns(context: Context) -> Sequence[Column[Any]]:
    """The columns of claims or events."""
    return CLAIM if context.of == CLAIMS else EVENT


class Lines:
    """JSON Lines: a claim or an event a line, whole."""

    def __init__(self, stream: BinaryIO, context: Context) -> None:
        self.tally = Tally()
        self._stream, self._schemes = stream, schemes(context)
        self._encode = msgspec.json.Encoder().encode

    def begin(self) -> None:
        """Nothing comes before the lines."""

    def write(self, item: Account | Event) -> None:
        """One line."""
        self._stream.write(self._encode(self._record(item)) + b"\n")
        self.tally.written += 1
        self.tally.rows += 1

    def end(self) -> None:
        """Nothing comes after the lines."""

    def _record(self, item: Account | Event) -> object:
        if isinstance(item, Account):
            return exported_claim(record(item), self._schemes)
        return exported_event(item, self._schemes)


class Csv:
    """CSV for spreadsheets: several values in a cell are parted by "; "."""

    def __init__(self, stream: BinaryIO, context: Context) -> None:
        self.tally = Tally()
        self._stream, self._columns = stream, columns(context)
        self._schemes = LIST.join(f"{key}={name}" for key, name in schemes(context).items())

    def begin(self) -> None:
        """The header."""
        self._put([*(column.name for column in self._columns), "schemes"])

    def write(self, item: Account | Event) -> None:
        """One row."""
        cells = (safe(_cell(column.value(item))) for column in self._columns)
        self._put([*cells, self._schemes])
        self.tally.written += 1
        self.tally.rows += 1

    def end(self) -> None:
        """Nothing comes after the rows."""

    def _put(self, cells: Sequence[object]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(cells)
        self._stream.write(line.getvalue().encode())


class Parquet:
    """Parquet: typed columns, lists as lists; the schemes stand in the file's metadata.

    Raises:
        UsageError: pyarrow is not installed; says how to install it.
    """

    def __init__(self, stream: BinaryIO, context: Context) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise UsageError(
                "Parquet needs pyarrow; install it with: pip install 'dragoman[parquet]'"
            ) from error
        self.tally = Tally()
        self._columns = columns(context)
        self._arrow = pyarrow
        kinds = {
            Kind.TEXT: pyarrow.string(), Kind.TEXTS: pyarrow.list_(pyarrow.string()),
            Kind.WHOLE: pyarrow.int64(), Kind.REAL: pyarrow.float64(),
            Kind.TRUTH: pyarrow.bool_(), Kind.DAY: pyarrow.date32(),
        }  # fmt: skip
        about = {f"dragoman.schemes.{key}": name for key, name in schemes(context).items()}
        fields = [pyarrow.field(c.name, kinds[c.kind]) for c in self._columns]
        self._schema = pyarrow.schema(fields, metadata=about)
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[dict[str, object]] = []

    def begin(self) -> None:
        """Nothing comes before the rows."""

    def write(self, item: Account | Event) -> None:
        """One row, written together with others."""
        self._waiting.append({c.name: _value(c.value(item)) for c in self._columns})
        self.tally.written += 1
        self.tally.rows += 1
        if len(self._waiting) == TOGETHER:
            self._flush()

    def end(self) -> None:
        """The last rows, and where all stand."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            batch = self._arrow.RecordBatch.from_pylist(self._waiting, schema=self._schema)
            self._writer.write_batch(batch)
            self._waiting.clear()


def _cell(value: object) -> object:
    """A value as a cell of CSV."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return LIST.join(value)
    return value.isoformat() if isinstance(value, date) else value


def _value(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
