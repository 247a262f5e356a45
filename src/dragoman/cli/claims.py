"""`dragoman claims`: claims of a ledger, filtered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger import (
    as_of_option,
    day_of,
    ledger_option,
    limit_option,
    opened,
    print_some,
    rows_of,
    since_option,
    until_option,
)
from dragoman.cli.tables import format_option, print_lines
from dragoman.model import Status

if TYPE_CHECKING:
    from dragoman.export.records import ClaimRecord, PartyRecord
    from dragoman.model import Account

COLUMNS = ("id", "date", "who", "act", "towards", "status", "who says so", "sure", "source")
OWN = "itself"  # as a claimant: the document's own voice


@click.command()
@ledger_option
@click.option("--party", "parties", multiple=True, metavar="CODE", help="With that party (RUS).")
@click.option("--pair", type=(str, str), metavar="CODE CODE", help="Between these two parties.")
@click.option("--act", "acts", multiple=True, metavar="ACT", help="Of that act (call).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Of that type (CONSULT).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([str(status) for status in Status]),
    help="Of that status.",
)
@click.option(
    "--claimant", metavar="CODE", help=f"Claimed by that party; {OWN}: by the document itself."
)
@click.option("-l", "--language", metavar="CODE", help="Of documents in that language.")
@since_option
@until_option
@click.option(
    "--confidence", type=click.FloatRange(0, 1), default=0.0, help="At least as sure as that."
)
@click.option("--document", metavar="ID", help="Of that document.")
@as_of_option
@limit_option
@format_option
def claims(
    address: str,
    parties: tuple[str, ...],
    pair: tuple[str, str] | None,
    acts: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    claimant: str | None,
    language: str | None,
    since: datetime | None,
    until: datetime | None,
    confidence: float,
    document: str | None,
    as_of: datetime | None,
    limit: int | None,
    layout: str,
) -> None:
    """Lists the claims of a ledger, in the order of their days, as analysts have judged them.

    A claim without a day of its own is put on the day of its document's publication. Of options
    that are given several times, one of the values is enough; of parties, all are needed.
    """
    from dragoman.ledger import OWN_VOICE, ClaimQuery

    with opened(address) as ledger:
        query = ClaimQuery(
            parties=(*parties, *(pair or ())),
            acts=acts,
            types=types,
            statuses=tuple(map(Status, statuses)),
            claimant=OWN_VOICE if claimant == OWN else claimant,
            language=language,
            since=day_of(since),
            until=day_of(until),
            confidence=confidence,
            document=None if document is None else ledger.resolve(document)[1],
            as_of=day_of(as_of),
        )
        found = islice(ledger.claims(query), rows_of(layout, limit))
        print_claims(found, layout, limit)


def print_claims(found: Iterator[Account], layout: str, limit: int | None) -> None:
    """Claims as a table, or as they stand on the wire."""
    from dragoman.export.records import record

    records = map(record, found)
    if layout == "jsonl":
        print_lines(records)
    else:
        print_some(COLUMNS, map(row, records), limit)


def row(record: ClaimRecord) -> tuple[str, ...]:
    """A claim as cells of a table."""
    day, says = record.date, record.claimant
    return (
        record.id,
        (day.start or day.month_day or day.text) if day else "",
        _names(record.actors),
        record.act.replace("_", " "),
        _names(record.recipients),
        record.status,
        (says.name or says.text) if says else "",
        f"{record.confidence:.2f}",
        record.document.source,
    )


def _names(parties: tuple[PartyRecord, ...]) -> str:
    return ", ".join(party.name for party in parties)
