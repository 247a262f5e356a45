"""Tables: with rich on a terminal, in plain columns when piped; or JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click

format_option = click.option(
    "-f",
    "--format",
    "layout",
    type=click.Choice(("table", "jsonl")),
    default="table",
    show_default=True,
    help="Layout of the output.",
)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table as wide as the terminal; one as wide as it needs to be where there is none."""
    if not rows:
        return
    if sys.stdout.isatty():
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in columns:
            table.add_column(name, overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        Console(highlight=False).print(table)
        return
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for line in (columns, *rows):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def print_lines(records: Iterable[object]) -> None:
    """Records as JSON, one a line."""
    import msgspec

    for record in records:
        click.echo(msgspec.json.encode(record).decode())


def days(start: date | None, end: date | None) -> tuple[str, str]:
    """First and last day for a table; nothing where they are open or not known."""
    return str(start or ""), str(end or "")
