"""`dragoman export`: claims or events of a ledger in our own and other projects' layouts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from dragoman.cli.claims import OWN
from dragoman.cli.count import counted
from dragoman.cli.ledger import (
    as_of_option,
    day_of,
    ledger_option,
    opened,
    since_option,
    until_option,
)
from dragoman.cli.parties import party_codes
from dragoman.cli.progress import progress
from dragoman.cli.renew import warn_if_stale
from dragoman.model import Status, UsageError

if TYPE_CHECKING:
    from dragoman.export.exporter import Context, Exporter, Tally
    from dragoman.ledger import Ledger
    from dragoman.model import Account, Event

FORMATS = ("jsonl", "csv", "parquet", "plover", "polecat", "gdelt", "gdelt-mentions", "icews")
CLAIMS, EVENTS = "claims", "events"
SCHEMES, EXTRA = ".schemes.json", ".extra.tsv"  # what the files beside an export end in
DOCUMENTS = 256  # documents whose length is remembered

_filters = (
    click.option(
        "--party", "parties", multiple=True, metavar="PARTY", help="With that party: code or name."
    ),
    click.option("--pair", type=(str, str), metavar="PARTY PARTY", help="Between these parties."),
    click.option("--act", "acts", multiple=True, metavar="ACT", help="Of that act (call)."),
    click.option("--type", "types", multiple=True, metavar="TYPE", help="Of that PLOVER type."),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([str(status) for status in Status]),
        help="Of that status; else layouts that cannot say one have what has happened.",
    ),
    click.option("--claimant", metavar="PARTY", help=f"Claimed by that party; {OWN}: by none."),
    click.option("-l", "--language", metavar="CODE", help="Told in that language."),
    since_option,
    until_option,
    click.option(
        "--confidence", type=click.FloatRange(0, 1), default=0.0, help="At least as sure as that."
    ),
    click.option("--document", metavar="ID", help="Told by that document."),
    as_of_option,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which claims or events; what is empty or None does not matter."""

    parties: tuple[str, ...]
    acts: tuple[str, ...]
    types: tuple[str, ...]
    statuses: tuple[Status, ...]
    claimant: str | None
    language: str | None
    since: datetime | None
    until: datetime | None
    confidence: float
    document: str | None
    as_of: datetime | None


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose claims or events."""
    for option in reversed(_filters):
        command = option(command)
    return command


@click.command()
@ledger_option
@click.option("-f", "--format", "layout", required=True, type=click.Choice(FORMATS), help="Layout.")
@click.option(
    "--of", type=click.Choice([CLAIMS, EVENTS]), default=EVENTS, show_default=True, help="What."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write to; what the layout has no room for goes into files beside it.",
)
@click.option(
    "--undated",
    is_flag=True,
    help="Put what has no day of its own on its day of publication, and say so beside it.",
)
@click.option("-n", "--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@filter_options
def export(
    address: str,
    layout: str,
    of: str,
    output: Path | None,
    undated: bool,
    limit: int | None,
    pair: tuple[str, str] | None,
    parties: tuple[str, ...],
    statuses: tuple[str, ...],
    claimant: str | None,
    **rest: Any,
) -> None:
    """Writes the claims or events of a ledger in a layout of ours or of another project.

    PLOVER and POLECAT keep the sides of an event as lists; GDELT and ICEWS get a row for every
    ordered pair. Beside FILE come FILE.schemes.json, which names the code schemes, and for layouts
    of fixed columns FILE.extra.tsv: who claims it, whether it has happened, what its day rests on.
    """
    filters = Filters(
        parties=party_codes((*parties, *(pair or ()))),
        statuses=tuple(map(Status, statuses)),
        claimant=claimant if claimant in (None, OWN) else party_codes((claimant,))[0],
        **rest,
    )
    if undated and output is None:
        raise UsageError("--undated needs -o FILE: only a file beside it says which days are whose")
    with opened(address) as ledger, ExitStack() as stack:
        found = islice(_chosen(ledger, of, filters), limit)
        context, stream = _prepared(ledger, layout, of, output, undated, filters, stack)
        tally = _write(layout, stream, context, found)
        if output is not None:
            _tell(output, layout, context, tally)
        if of == EVENTS:
            warn_if_stale(ledger)
    click.echo(_told(tally, of), err=True)


def _prepared(
    ledger: Ledger,
    layout: str,
    of: str,
    output: Path | None,
    undated: bool,
    filters: Filters,
    stack: ExitStack,
) -> tuple[Context, BinaryIO]:
    """What the export is made with, and the stream that it goes to."""
    from dragoman.export.exporter import Context
    from dragoman.export.exports import FIXED
    from dragoman.export.layout import Options
    from dragoman.ontology import Crosswalk
    from dragoman.version import __version__

    options = Options(undated, bool(filters.statuses), f"dragoman-{__version__}")
    stream: BinaryIO = sys.stdout.buffer if output is None else _opened(output, stack)
    beside = None
    if output is not None and layout in FIXED:
        beside = _opened(output.with_name(output.name + EXTRA), stack)
    return Context(Crosswalk.load(), of, options, beside, _length_in(ledger)), stream


def _write(
    layout: str, stream: BinaryIO, context: Context, found: Iterator[Account | Event]
) -> Tally:
    from dragoman.export.exports import exporter

    made: Exporter = exporter(layout, stream, context)
    made.begin()
    for item in progress(found, shown=not stream.isatty()):
        made.write(item)
    made.end()
    stream.flush()
    return made.tally


def _opened(path: Path, stack: ExitStack) -> BinaryIO:
    try:
        return stack.enter_context(path.open("wb"))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or '').lower()}") from error


def _tell(output: Path, layout: str, context: Context, tally: Tally) -> None:
    from dragoman.export.exports import about

    output.with_name(output.name + SCHEMES).write_bytes(about(layout, context, tally))


def _told(tally: Tally, of: str) -> str:
    """The closing line."""
    parts = [f"{counted(tally.written, of[:-1])} in {counted(tally.rows, 'row')}"]
    parts += [f"{number} left out: {why}" for why, number in sorted(tally.left_out.items())]
    return "; ".join(parts)


def _length_in(ledger: Ledger) -> Callable[[str], int]:
    """How many characters a document of a ledger has; rows of one document stand together."""

    @lru_cache(DOCUMENTS)
    def length(identity: str) -> int:
        document = ledger.document(identity)
        return 0 if document is None else len(document.text)

    return length


def _chosen(ledger: Ledger, of: str, filters: Filters) -> Iterator[Account | Event]:
    return _claims(ledger, filters) if of == CLAIMS else _events(ledger, filters)


def _claims(ledger: Ledger, filters: Filters) -> Iterator[Account]:
    from dragoman.ledger import OWN_VOICE, ClaimQuery

    return ledger.claims(
        ClaimQuery(
            parties=filters.parties,
            acts=filters.acts,
            types=filters.types,
            statuses=filters.statuses,
            claimant=OWN_VOICE if filters.claimant == OWN else filters.claimant,
            language=filters.language,
            since=day_of(filters.since),
            until=day_of(filters.until),
            confidence=filters.confidence,
            document=None if filters.document is None else ledger.resolve(filters.document)[1],
            as_of=day_of(filters.as_of),
        )
    )


def _events(ledger: Ledger, filters: Filters) -> Iterator[Event]:
    from dragoman.ledger import EventQuery
    from dragoman.ledger.past import events_on
    from dragoman.ledger.rules import Tables

    document = None if filters.document is None else ledger.resolve(filters.document)[1]
    query = EventQuery(
        parties=filters.parties,
        acts=filters.acts,
        types=filters.types,
        statuses=filters.statuses,
        since=day_of(filters.since),
        until=day_of(filters.until),
        as_of=day_of(filters.as_of),
    )
    found = ledger.events(query)
    if query.as_of is not None:
        found = events_on(ledger, query, Tables.load())
    return (event for event in found if _fits(event, filters, document))


def _fits(event: Event, filters: Filters, document: str | None) -> bool:
    """Whether those who tell an event are asked for; of its accounts one that fits is enough."""
    claimant = None if filters.claimant == OWN else filters.claimant
    return (filters.claimant is None or claimant in event.claimants) and any(
        account.claim.confidence >= filters.confidence
        and filters.language in (None, account.heading.language)
        and document in (None, account.heading.id)
        for account in event.accounts
    )
