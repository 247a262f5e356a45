"""A table for people: who did what towards whom, whether it happened, and who says so."""

from __future__ import annotations

from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.export.records import ClaimRecord, PartyRecord, records
from dragoman.model import Reading

QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
COLUMNS = {"who": 3, "act": 2, "towards": 3, "status": 2, "date": 2, "who says so": 3}
WORDS = 8  # share of the width that the words of the text take
NARROWEST = 120  # columns below which the words go below each claim, not beside it
PLAIN_WIDTH = 160  # columns where there is no terminal to ask


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
        self._console.print(Text(_title(reading), style="bold"))
        if self._console.width >= NARROWEST:
            self._console.print(_wide(found))
        else:
            for record in found:
                self._console.print(_line(record))
                self._console.print(Padding(Text(words(record), style="dim"), (0, 0, 0, 4)))
            self._console.print()

    def end(self) -> None:
        """Nothing comes after the tables."""


def words(record: ClaimRecord) -> str:
    """The words that the claim rests on: its sentence, on one line."""
    return " ".join(record.evidence.text.split())


def _wide(found: tuple[ClaimRecord, ...]) -> Table:
    table = Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
    for name, share in COLUMNS.items():
        table.add_column(name, overflow="fold", ratio=share)
    table.add_column("in these words", overflow="fold", ratio=WORDS)
    for record in found:
        cells = [Text(cell) for cell in _cells(record)]
        cells[1].stylize(QUAD_STYLES[record.quad])
        table.add_row(*cells, Text(words(record), style="dim"))
    return table


def _line(record: ClaimRecord) -> Text:
    """The claim as "France → Russia: condemn, occurred (2025-02-12), says the Kremlin"."""
    who, act, towards, status, day, claimant = _cells(record)
    line = Text(f"  {who}{f' → {towards}' if towards else ''}: ")
    line.append(act, style=QUAD_STYLES[record.quad])
    line.append(f", {status}{f', {day}' if day else ''}")
    line.append(f" ({claimant} {record.claimant.stance})" if record.claimant else "")
    return line


def _title(reading: Reading) -> str:
    document = reading.document
    published = document.published.isoformat() if document.published else None
    parts = [document.source, document.language, published, document.title]
    return " · ".join(part for part in parts if part)


def _cells(record: ClaimRecord) -> tuple[str, ...]:
    claimant, day = record.claimant, record.date
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
