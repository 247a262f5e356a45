"""Readings -> lines, rows and tables: one module a format, and this registry."""

from __future__ import annotations

from importlib import import_module
from typing import TextIO, cast

from dragoman.export.writer import Writer
from dragoman.model import UsageError

# Format -> module and class. Modules are imported when they are asked for: rich loads slowly.
WRITERS = {
    "table": ("dragoman.export.table", "ClaimTable"),
    "jsonl": ("dragoman.export.jsonl", "JsonLines"),
    "csv": ("dragoman.export.csv", "Csv"),
}
FORMATS = tuple(WRITERS)


def writer(name: str, stream: TextIO, colour: bool = False) -> Writer:
    """A writer of a format.

    Args:
        colour: whether the stream is a terminal, whose width and colours a format may use.

    Raises:
        UsageError: there is no such format.
    """
    if name not in WRITERS:
        raise UsageError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    module, made = WRITERS[name]
    return cast(Writer, getattr(import_module(module), made)(stream, colour))


__all__ = ["FORMATS", "Writer", "writer"]
