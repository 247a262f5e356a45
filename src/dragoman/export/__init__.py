"""Readings -> lines, rows and tables: one module a format, and this registry."""

from __future__ import annotations

from typing import TextIO

from dragoman.export.writer import Writer
from dragoman.model import UsageError

FORMATS = ("table", "jsonl", "csv")


def writer(name: str, stream: TextIO, colour: bool = False) -> Writer:
    """A writer of a format.

    Raises:
        UsageError: there is no such format.
    """
    if name == "table":
        from dragoman.export.table import ClaimTable

        return ClaimTable(stream, colour)
    if name == "jsonl":
        from dragoman.export.jsonl import JsonLines

        return JsonLines(stream, colour)
    if name == "csv":
        from dragoman.export.csv import Csv

        return Csv(stream, colour)
    raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")


__all__ = ["FORMATS", "Writer", "writer"]
