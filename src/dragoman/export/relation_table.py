"""A relation as tables for a terminal."""

from __future__ import annotations

import io

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.export.relation_lines import sections, sparks, title
from dragoman.model.relation import Relation

PLAIN_WIDTH = 160  # columns where there is no terminal to ask


def table(
    relation: Relation, width: int | None = None, colour: bool = False, limit: int | None = None
) -> str:
    """The tables, as wide as the terminal; of each the first so many lines."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        force_terminal=colour,
        no_color=not colour,
        width=width or PLAIN_WIDTH,
        highlight=False,
    )
    console.print(Text(title(relation), style="bold"))
    for name, bars in sparks(relation):
        console.print(Text(f"{bars}  {name}"))
    for section in sections(relation, limit):
        console.print()
        console.print(Text(section.title, style="bold"))
        made = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for column in section.columns:
            made.add_column(column, overflow="fold")
        for row in section.rows:
            made.add_row(*map(Text, row))
        console.print(made)
        if section.more:
            console.print(Text(f"… and {section.more} more"))
    return stream.getvalue()
