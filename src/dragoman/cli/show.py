"""`dragoman show`: the relation of two states."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger import (
    as_of_option,
    day_of,
    ledger_option,
    limit_option,
    opened,
    since_option,
    until_option,
)
from dragoman.cli.parties import party_codes
from dragoman.cli.renew import today, warn_if_stale
from dragoman.export.relation import RELATION_FORMATS
from dragoman.model import UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.ledger.relation import Scope
    from dragoman.ledger.rules import Tables
    from dragoman.model import Event
    from dragoman.model.relation import Relation

LINES = 20  # of a section where no limit is given
TOGETHER = 200  # events that are fetched at once


@click.command()
@click.argument("first")
@click.argument("second")
@ledger_option
@since_option
@until_option
@as_of_option
@click.option("--topic", metavar="TOPIC", help="On that topic (grain).")
@limit_option
@click.option(
    "-f",
    "--format",
    "layout",
    type=click.Choice(RELATION_FORMATS),
    default="table",
    show_default=True,
    help="Layout of the output.",
)
def show(
    first: str,
    second: str,
    address: str,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    topic: str | None,
    limit: int | None,
    layout: str,
) -> None:
    """Shows the relation of FIRST and SECOND: states or organisations, by code or name.

    Contacts, meetings to come, commitments and measures with their state, positions by topic, who
    announced what and whether the other has confirmed it, cooperation and conflict over time.
    `dragoman open ID` opens every line down to the words.
    """
    from dragoman.export.relation import rendered
    from dragoman.ledger.relation import Scope
    from dragoman.ledger.rules import Tables

    one, other = party_codes((first, second))
    if one == other:
        raise UsageError(f"{first} and {second} are both {one}; name two")
    day = day_of(as_of)
    scope = Scope(one, other, day or today(), day_of(since), day_of(until), topic)
    with opened(address) as ledger:
        found = relation(ledger, scope, Tables.load(), past=day is not None)
        if layout == "json":
            found = replace(found, contacts=_whole(ledger, found.contacts))
        elif limit is None:
            limit = LINES
        if day is None:
            warn_if_stale(ledger)
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    text = rendered(layout, found, width, terminal, limit)
    click.echo("\n".join(line.rstrip() for line in text.rstrip().splitlines()))


def relation(ledger: Ledger, scope: Scope, tables: Tables, past: bool) -> Relation:
    """The relation as the ledger tells it now, or told it on the day of the scope."""
    from dragoman.ledger import EventQuery, Pair
    from dragoman.ledger.calendar import turned
    from dragoman.ledger.past import told_on
    from dragoman.ledger.relation import relation_of

    pair = Pair.of(scope.first, scope.second)
    if past:
        events, threads = told_on(ledger, pair, tables, scope.as_of)
        return relation_of(events, threads, scope, tables.compass, tables.threads)
    days = tables.threads.days
    return relation_of(
        ledger.events(EventQuery(pair, bare=True)),
        (turned(thread, days, scope.as_of) for thread in ledger.threads(pair)),
        scope,
        tables.compass,
        tables.threads,
    )


def _whole(ledger: Ledger, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Events with their accounts, where they have come without."""
    from dragoman.ledger import EventQuery

    bare = [event.id for event in events if not event.accounts]
    found = {event.id: event for event in events}
    for start in range(0, len(bare), TOGETHER):
        query = EventQuery(ids=tuple(bare[start : start + TOGETHER]))
        found.update((event.id, event) for event in ledger.events(query))
    return tuple(found.values())
