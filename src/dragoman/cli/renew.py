"""Copies, events and threads are brought up to date after what `add` and `judge` have changed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from dragoman.cli.progress import progress

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

rebuild_option = click.option(
    "--rebuild/--no-rebuild",
    default=True,
    show_default=True,
    help="Whether events and threads are brought up to date at the end.",
)


def find_copies(ledger: Ledger, shown: bool = True) -> None:
    """Finds what new documents copy, with its progress or without; broken off, it goes on later."""
    from dragoman.ledger.copies import Copies
    from dragoman.ledger.rebuild import find_copies

    found = find_copies(ledger, Copies())
    for _ in progress(found, label="copies") if shown else found:
        pass


def renew(ledger: Ledger) -> None:
    """Computes events and threads again where claims have changed; broken off, it goes on next
    time."""
    from dragoman.ledger.rebuild import rebuild
    from dragoman.ledger.relations import PARTS
    from dragoman.ledger.rules import Tables

    if not any(map(ledger.stale, PARTS)):
        return
    for _ in progress(rebuild(ledger, Tables.load().rules, today()), label="events and threads"):
        pass


def today() -> date:
    """The day as the ledger counts it (UTC)."""
    return datetime.now(UTC).date()


def warn_if_stale(ledger: Ledger) -> None:
    """Says so where events or threads are not up to date."""
    from dragoman.ledger.relations import PARTS

    behind = {stale.pair for part in PARTS for stale in ledger.stale(part)}
    if behind:
        pairs = "1 pair is" if len(behind) == 1 else f"{len(behind)} pairs are"
        click.echo(f"{pairs} not up to date; `dragoman add` makes up for it", err=True)
