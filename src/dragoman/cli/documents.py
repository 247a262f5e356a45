"""`dragoman documents`, `dragoman search`: the texts of a ledger."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

import click
import msgspec

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

if TYPE_CHECKING:
    from dragoman.ledger import Entry, Hit

COLUMNS = ("id", "language", "published", "claims", "added", "until", "title", "source")
DIGITS = 12  # of a document's digest in tables: enough to name it
FOUND = 20  # documents that a search shows if nothing is said
SHORT = 60  # characters of a title in a table


class DocumentRecord(msgspec.Struct, frozen=True):
    """A document as it goes over the wire."""

    id: str
    source: str
    language: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    origin: str
    claims: int
    added: str
    superseded: str | None
    excerpt: str | None = None


@click.command()
@ledger_option
@click.option("-l", "--language", metavar="CODE", help="In that language.")
@click.option("--publisher", metavar="NAME", help="Of that publisher.")
@click.option("--source", metavar="WORDS", help="From a source that contains these words.")
@click.option("--superseded", is_flag=True, help="Also texts that their sources no longer show.")
@since_option
@until_option
@as_of_option
@limit_option
@format_option
def documents(
    address: str,
    language: str | None,
    publisher: str | None,
    source: str | None,
    superseded: bool,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    limit: int | None,
    layout: str,
) -> None:
    """Lists the documents of a ledger, in the order in which they came.

    --since and --until ask for days of publication. A text that several sources show is listed
    once for each.
    """
    from dragoman.ledger import DocumentQuery

    query = DocumentQuery(
        language=language,
        source=source,
        publisher=publisher,
        since=day_of(since),
        until=day_of(until),
        as_of=day_of(as_of),
        superseded=superseded,
    )
    with opened(address) as ledger:
        found = islice(ledger.documents(query), rows_of(layout, limit))
        if layout == "jsonl":
            print_lines(map(_record, found))
        else:
            print_some(COLUMNS, map(_row, found), limit)


@click.command()
@click.argument("words", nargs=-1, required=True)
@ledger_option
@click.option("-l", "--language", metavar="CODE", help="In that language.")
@as_of_option
@limit_option
@format_option
def search(
    words: tuple[str, ...],
    address: str,
    language: str | None,
    as_of: datetime | None,
    limit: int | None,
    layout: str,
) -> None:
    """Finds the documents with all WORDS, the best first; case and diacritics count for nothing.

    A word that ends in "*" stands for all that begin so. The exit code is 1 if there is none.
    """
    from dragoman.ledger import DocumentQuery
    from dragoman.model import DragomanError

    query = DocumentQuery(language=language, as_of=day_of(as_of))
    with opened(address) as ledger:
        found = list(ledger.search(" ".join(words), query, limit or FOUND))
    if not found:
        raise DragomanError(
            f"no document has {' and '.join(words)}; a word may end in * for all that begin so"
        )
    if layout == "jsonl":
        print_lines(_record(hit.entry, hit.excerpt) for hit in found)
        return
    for hit in found:
        about = hit.entry.heading
        facts = (about.id[7 : 7 + DIGITS], about.language, str(about.published or ""))
        click.echo("  ".join(filter(None, (*facts, about.title or about.source))))
        click.echo(f"    {_lit(hit)}")


def _lit(hit: Hit) -> str:
    """The stretch of a text that a search found, its words lit."""
    shown, at = "", 0
    for start, end in hit.found:
        shown += hit.excerpt[at:start] + click.style(hit.excerpt[start:end], bold=True)
        at = end
    return shown + hit.excerpt[at:]


def _record(entry: Entry, excerpt: str | None = None) -> DocumentRecord:
    about, gone = entry.heading, entry.superseded
    return DocumentRecord(
        id=about.id,
        source=about.source,
        language=about.language,
        title=about.title,
        publisher=about.publisher,
        published=str(about.published) if about.published else None,
        url=about.url,
        origin=about.origin,
        claims=entry.claims,
        added=entry.added.isoformat(timespec="seconds"),
        superseded=gone.isoformat(timespec="seconds") if gone else None,
        excerpt=excerpt,
    )


def _row(entry: Entry) -> tuple[str, ...]:
    about = entry.heading
    return (
        about.id[7 : 7 + DIGITS],
        about.language,
        str(about.published or ""),
        str(entry.claims),
        entry.added.date().isoformat(),
        entry.superseded.date().isoformat() if entry.superseded else "",
        (about.title or "")[:SHORT],
        about.source,
    )
