"""`dragoman events`, `dragoman threads`: what many claims have become, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from heapq import nlargest
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
from dragoman.cli.parties import party_codes
from dragoman.cli.renew import today, warn_if_stale
from dragoman.cli.tables import format_option, print_lines
from dragoman.model import State, Status, ThreadKind

if TYPE_CHECKING:
    from dragoman.ledger import EventQuery, Ledger
    from dragoman.model import Event, Thread

EVENT_COLUMNS = ("id", "date", "who", "act", "towards", "status", "about", "told by", "contested")
THREAD_COLUMNS = ("id", "kind", "state", "since", "due", "who", "towards", "about")
SHORT = 60  # characters of a subject in a table

parties_option = click.option(
    "--party", "parties", multiple=True, metavar="PARTY", help="With that party: code or name."
)
pair_option = click.option(
    "--pair", type=(str, str), metavar="PARTY PARTY", help="Between these two parties."
)


@click.command()
@ledger_option
@parties_option
@pair_option
@click.option("--act", "acts", multiple=True, metavar="ACT", help="Of that act (call).")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Of that type (CONSULT).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(list(map(str, Status))),
    help="Of that status.",
)
@click.option("--topic", metavar="TOPIC", help="On that topic (grain).")
@click.option("--contested", is_flag=True, help="In which accounts contradict each other.")
@click.option(
    "--unconfirmed",
    is_flag=True,
    help="That one party announces and another party of it has not spoken of.",
)
@click.option(
    "--sources",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="Told by at least so many independent sources.",
)
@since_option
@until_option
@as_of_option
@limit_option
@format_option
def events(
    address: str,
    parties: tuple[str, ...],
    pair: tuple[str, str] | None,
    acts: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    topic: str | None,
    contested: bool,
    unconfirmed: bool,
    sources: int,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    limit: int | None,
    layout: str,
) -> None:
    """Lists the events of a ledger, in the order of their days; `dragoman open ID` shows one."""
    from dragoman.ledger import EventQuery
    from dragoman.ledger.relation import is_unconfirmed

    query = EventQuery(
        parties=party_codes((*parties, *(pair or ()))),
        acts=acts,
        types=types,
        statuses=tuple(map(Status, statuses)),
        since=day_of(since),
        until=day_of(until),
        as_of=day_of(as_of),
        bare=layout == "table",
    )
    with opened(address) as ledger:
        found = (
            event
            for event in _events(ledger, query)
            if (not contested or event.contested)
            and (not unconfirmed or is_unconfirmed(event))
            and event.origins >= sources
            and _is_about(event.topics, topic)
        )
        chosen = islice(found, rows_of(layout, limit))
        if layout == "jsonl":
            from dragoman.export.relation_records import event_record

            print_lines(map(event_record, chosen))
        else:
            print_some(EVENT_COLUMNS, map(event_row, chosen), limit)
            warn_if_stale(ledger)


@click.command()
@ledger_option
@parties_option
@pair_option
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(list(map(str, ThreadKind))),
    help="Of that kind.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(list(map(str, State))),
    help="In that state.",
)
@click.option("--topic", metavar="TOPIC", help="On that topic (grain).")
@since_option
@until_option
@as_of_option
@limit_option
@format_option
def threads(
    address: str,
    parties: tuple[str, ...],
    pair: tuple[str, str] | None,
    kinds: tuple[str, ...],
    states: tuple[str, ...],
    topic: str | None,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    limit: int | None,
    layout: str,
) -> None:
    """Lists commitments, measures and meetings with the state in which they are.

    --since and --until ask when they came into it. Tables begin with the latest.
    """
    members = set(party_codes((*parties, *(pair or ()))))
    first, last = day_of(since), day_of(until)
    with opened(address) as ledger:
        found: Iterable[Thread] = (
            thread
            for thread in _threads(ledger, pair, day_of(as_of))
            if members <= {*thread.parties, *thread.towards}
            and (not kinds or thread.kind in kinds)
            and (not states or thread.state in states)
            and _is_about(thread.topics, topic)
            and _is_between(thread.transitions[-1].day, first, last)
        )
        if layout == "jsonl":
            from dragoman.export.relation_records import thread_record

            print_lines(map(thread_record, islice(found, limit)))
        else:
            number = rows_of(layout, limit) or 0
            latest = nlargest(number, found, key=lambda t: (str(t.transitions[-1].day or ""), t.id))
            print_some(THREAD_COLUMNS, map(thread_row, latest), limit)
            warn_if_stale(ledger)


def event_row(event: Event) -> tuple[str, ...]:
    """An event as cells of a table."""
    from dragoman.export.relation_lines import told_by

    return (
        event.id,
        days_of(event),
        ", ".join(event.actors),
        event.act.replace("_", " "),
        ", ".join(event.recipients),
        str(event.status),
        ", ".join(event.topics),
        told_by(event),
        ", ".join(event.contested),
    )


def days_of(event: Event) -> str:
    """The day of an event, or its first and last."""
    start, end = event.window.start, event.window.end
    if start is None or end is None or start == end:
        return str(start or "")
    return f"{start}..{end}"


def thread_row(thread: Thread) -> tuple[str, ...]:
    """A thread as cells of a table."""
    subject = thread.subject or ", ".join(thread.topics)
    return (
        thread.id,
        str(thread.kind),
        str(thread.state).replace("_", " "),
        str(thread.transitions[-1].day or ""),
        str(thread.due or ""),
        ", ".join(thread.parties),
        ", ".join(thread.towards),
        subject if len(subject) <= SHORT else f"{subject[: SHORT - 1]}…",
    )


def _events(ledger: Ledger, query: EventQuery) -> Iterator[Event]:
    """Events as they are told today, or were told on a day."""
    from dragoman.ledger.past import events_on
    from dragoman.ledger.rules import Tables

    return ledger.events(query) if query.as_of is None else events_on(ledger, query, Tables.load())


def _threads(ledger: Ledger, pair: tuple[str, str] | None, day: date | None) -> Iterator[Thread]:
    """Threads as they stand today, or stood on a day."""
    from dragoman.ledger import Pair
    from dragoman.ledger.calendar import turned
    from dragoman.ontology import ThreadRules

    home = None if pair is None else Pair.of(*party_codes(pair))
    if day is not None:
        from dragoman.ledger.past import threads_on
        from dragoman.ledger.rules import Tables

        yield from threads_on(ledger, home, Tables.load(), day)
        return
    days = ThreadRules.load().days
    for thread in ledger.threads(home):
        yield turned(thread, days, today())


def _is_about(topics: tuple[str, ...], topic: str | None) -> bool:
    return topic is None or topic.casefold() in (known.casefold() for known in topics)


def _is_between(day: date | None, first: date | None, last: date | None) -> bool:
    if first is not None and (day is None or day < first):
        return False
    return last is None or (day is not None and day <= last)
