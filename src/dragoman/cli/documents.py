"""`dragoman documents`, `dragoman search`, `dragoman open`: the texts of a ledger."""

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
from dragoman.model import Subject, UsageError

if TYPE_CHECKING:
    from dragoman.ledger import Entry, Hit, Ledger
    from dragoman.model import Account, Document

COLUMNS = ("id", "language", "published", "claims", "added", "until", "title", "source")
DIGITS = 12  # of a document's digest in tables: enough to name it
FOUND = 20  # documents that a search shows if nothing is said
AROUND = 300  # characters before and after the sentence of a claim
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


@click.command("open")
@click.argument("identity", metavar="ID")
@ledger_option
def open_(identity: str, address: str) -> None:
    """Shows what ID names: a claim with its sentence in its document, an event, a document.

    The beginning of an id is enough if it is clear.
    """
    from dragoman.ledger import EventQuery

    with opened(address) as ledger:
        subject, whole = ledger.resolve(identity)
        if subject is Subject.CLAIM:
            _show_claim(ledger, whole)
        elif subject is Subject.EVENT:
            for event in ledger.events(EventQuery(ids=(whole,))):
                for account in event.accounts:
                    _show_claim(ledger, account.claim.id)
        elif subject is None:
            document = ledger.document(whole)
            assert document is not None
            click.echo(f"{document.source} · {document.language} · {document.id}\n")
            click.echo(document.text)
        else:
            raise UsageError(f"{whole} is a thread; open one of its events or claims")


def _show_claim(ledger: Ledger, identity: str) -> None:
    """A claim as it counts, its document, and its sentence with what stands around it."""
    from dragoman.cli.claims import row
    from dragoman.export.records import record
    from dragoman.ledger import ClaimQuery

    counting = next(ledger.claims(ClaimQuery(ids=(identity,))), None)
    account = counting or ledger.claim(identity)
    assert account is not None
    document = ledger.document(account.heading.id)
    assert document is not None
    _, day, who, act, towards, status, says, sure, _ = row(record(account))
    facts = ", ".join(filter(None, (status, day, f"says {says}" if says else "", f"sure {sure}")))
    click.echo(f"{identity}  {who}: {act}{f' → {towards}' if towards else ''} ({facts})")
    if counting is None:
        click.echo("does not count: rejected, read otherwise by a newer run, or its text is gone")
    for judgement in ledger.judgements(identity):
        click.echo(f"{judgement.decision} by {judgement.by}: {judgement.reason}")
    about = account.heading
    place = f"characters {account.claim.evidence.start}–{account.claim.evidence.end}"
    parts = (about.title, about.source, str(about.published or ""), about.language, place)
    click.echo(" · ".join(filter(None, parts)))
    click.echo()
    click.echo(_in_context(document, account))
    click.echo()


def _in_context(document: Document, account: Account) -> str:
    """The sentence marked with ">", its act and parties lit, with what stands around it."""
    claim, text = account.claim, document.text
    start, end = claim.evidence.start, claim.evidence.end
    # Cut where a word ends: the piece before the first space and after the last is none.
    before = text[max(0, start - AROUND) : start]
    before = (before.partition(" ")[2] if start > AROUND else before).strip()
    after = text[end : end + AROUND]
    after = (after.rpartition(" ")[0] if end + AROUND < len(text) else after).strip()
    spans = {claim.trigger, *(party.span for party in (*claim.actors, *claim.recipients))}
    lit, at = "", start
    for span in sorted(spans):
        if at <= span.start and span.end <= end:
            style = {"bold": True, "fg": "yellow" if span == claim.trigger else "cyan"}
            lit += text[at : span.start] + click.style(span.text, **style)  # type: ignore[arg-type]
            at = span.end
    sentence = (lit + text[at:end]).replace("\n", "\n> ")
    parts = (_indented(before), f"> {sentence}", _indented(after))
    return "\n".join(part for part in parts if part.strip())


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


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
