"""What the commands of the ledger share: which ledger, which claims, of which day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import DAY
from dragoman.cli.tables import print_table

if TYPE_CHECKING:
    from dragoman.ledger import Ledger

ENVIRONMENT = "DRAGOMAN_LEDGER"
SHOWN = 100  # rows of a table where no limit is given

ledger_option = click.option(
    "--ledger",
    "address",
    envvar=ENVIRONMENT,
    metavar="FILE|URL",
    required=True,
    help=f"The ledger: a file, or postgresql://user@host/database; else {ENVIRONMENT} says it.",
)
as_of_option = click.option(
    "--as-of", type=DAY, metavar="DAY", help="The ledger as it stood at the end of that day (UTC)."
)
since_option = click.option("--since", type=DAY, metavar="DAY", help="From that day on.")
until_option = click.option("--until", type=DAY, metavar="DAY", help="Up to that day.")
limit_option = click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help=f"At most so many; a table shows {SHOWN} if nothing is said.",
)


def opened(address: str, create: bool = False) -> Ledger:
    """The ledger that is named.

    Raises:
        LedgerError: it cannot be opened; says what would help.
    """
    from dragoman.ledger import open_ledger

    return open_ledger(address, create=create)


def day_of(moment: datetime | None) -> date | None:
    """The day that an option gives, or None."""
    return None if moment is None else moment.date()


def rows_of(layout: str, limit: int | None) -> int | None:
    """How many are fetched: one more than a table shows, so that it can say that there are more."""
    if limit is not None:
        return limit
    return SHOWN + 1 if layout == "table" else None


def print_some(columns: Sequence[str], rows: Iterable[Sequence[str]], limit: int | None) -> None:
    """A table; where no limit is given it is not long, and says so if there is more."""
    found = list(rows)
    print_table(columns, found[: limit or SHOWN])
    if limit is None and len(found) > SHOWN:
        click.echo(
            f"the first {SHOWN} are shown; --limit N shows more, or --format jsonl", err=True
        )
