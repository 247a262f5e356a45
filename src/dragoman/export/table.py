"""A table for people: who did what towards whom, whether it happened, and who says so."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.export.records import ClaimRecord, PartyRecord, records
from dragoman.model import Reading

QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
NARROWEST = 100  # columns below which the words of the text get a line of their own
PLAIN_WIDTH = 120


class ClaimTable:
    """One table a document; documents without claims are left out."""

    def __init__(self, stream: TextIO, colour: bool) -> None:
        self._console = Console(
            file=stream,
            force_terminal=colour,
            no_color=not colour,
            width=None if colour else PLAIN_WIDTH,
            highlight=False,
        )

    def begin(self) -> None:
        """Nothing comes before the tables."""

    def write(self, reading: Reading) -> None:
        """The table of one document."""
        found = records(reading)
        if not found:
            return
        wide = self._console.width >= NARROWEST
        table = Table(title=Text(_title(reading)), title_justify="left", expand=True, box=None)
        for name in ("who", "act", "towards", "status", "date", "who says so"):
            table.add_column(name, overflow="fold", ratio=3 if name in ("who", "towards") else 2)
        if wide:
            table.add_column("words", overflow="fold", ratio=6)
        for record in found:
            cells = [Text(cell) for cell in _cells(record)]
            cells[1].stylize(QUAD_STYLES[record.quad])
            words = Text(_words(record), style="dim")
            table.add_row(*cells, *([words] if wide else []))
        self._console.print(table)
        self._console.print()

    def end(self) -> None:
        """Nothing comes after the tables."""


def _title(reading: Reading) -> str:
    document = reading.document
    published = document.published.isoformat() if document.published else None
    parts = [document.source, document.language, published, document.title]
    return " · ".join(part for part in parts if part)


def _cells(record: ClaimRecord) -> tuple[str, ...]:
    claimant = record.claimant
    day = record.date
    return (
        _names(record.actors),
        record.act.replace("_", " "),
        _names(record.recipients),
        record.status,
        (day.start or day.month_day or day.text) if day else "",
        (claimant.name or claimant.text) if claimant else "",
    )


def _names(parties: tuple[PartyRecord, ...]) -> str:
    return ", ".join(party.name for party in parties)


def _words(record: ClaimRecord) -> str:
    """The content if there is one, else the sentence, shortened around nothing."""
    return record.content.text if record.content is not None else record.evidence.text
