"""CSV for spreadsheets: one claim a row, the columns that an analyst sorts by."""

from __future__ import annotations

import csv
from typing import TextIO

from dragoman.export.records import ClaimRecord, PartyRecord, records
from dragoman.model import Reading

COLUMNS = (
    "id", "source", "language", "published", "act", "type", "modes", "contexts", "quad", "cameo",
    "intensity", "status", "actors", "actor_countries", "recipients", "recipient_countries",
    "claimant", "claimant_country", "stance", "date_start", "date_end", "date_precision",
    "date_basis", "topics", "content", "trigger", "evidence", "sentence", "start", "end",
    "confidence", "trace",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Csv:
    """Writes a header and one row a claim; several values in a cell are parted by "; "."""

    def __init__(self, stream: TextIO, colour: bool) -> None:
        self._writer = csv.writer(stream, lineterminator="\n")

    def begin(self) -> None:
        """The header."""
        self._writer.writerow(COLUMNS)

    def write(self, reading: Reading) -> None:
        """One row a claim."""
        for record in records(reading):
            self._writer.writerow([safe(cell) for cell in row(record)])

    def end(self) -> None:
        """Nothing comes after the rows."""


def safe(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("meeting"), safe(-2.0)
    ("'=1+1", 'meeting', -2.0)
    """
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def row(record: ClaimRecord) -> tuple[object, ...]:
    """The cells of a claim, in the order of `COLUMNS`."""
    claimant, day, content = record.claimant, record.date, record.content
    evidence = record.evidence
    return (
        record.id, record.document.source, record.document.language,
        record.document.published or "", record.act, record.type, "; ".join(record.modes),
        "; ".join(record.contexts), record.quad, record.cameo, record.intensity, record.status,
        _names(record.actors), _countries(record.actors), _names(record.recipients),
        _countries(record.recipients), _claimant_name(record),
        (claimant.country or "") if claimant else "", claimant.stance if claimant else "",
        (day.start or day.month_day or "") if day else "", (day.end or "") if day else "",
        day.precision if day else "", day.basis if day else "", "; ".join(record.topics),
        content.text if content else "", evidence.trigger.text, evidence.text, evidence.sentence,
        evidence.start, evidence.end, record.confidence, "; ".join(record.trace),
    )  # fmt: skip


def _claimant_name(record: ClaimRecord) -> str:
    if record.claimant is None:
        return ""
    return record.claimant.name or record.claimant.text


def _names(parties: tuple[PartyRecord, ...]) -> str:
    return "; ".join(party.name for party in parties)


def _countries(parties: tuple[PartyRecord, ...]) -> str:
    codes = (p.country or p.id.removeprefix("org:").partition("/")[0] for p in parties)
    return "; ".join(dict.fromkeys(codes))
