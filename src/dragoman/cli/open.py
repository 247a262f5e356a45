"""`dragoman open`: what an id names, down to the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.ledger import ledger_option, opened
from dragoman.model import Subject

if TYPE_CHECKING:
    from dragoman.ledger import Ledger
    from dragoman.model import Account, Document, Event, Thread

AROUND = 300  # characters before and after the sentence of a claim


@click.command("open")
@click.argument("identity", metavar="ID")
@ledger_option
def open_(identity: str, address: str) -> None:
    """Shows what ID names: a claim, an event with all its accounts, a thread, a document.

    Of every account the sentence is shown in its document. The beginning of an id is enough if it
    is clear.
    """
    from dragoman.ledger import EventQuery

    with opened(address) as ledger:
        subject, whole = ledger.resolve(identity)
        if subject is Subject.CLAIM:
            _show_claim(ledger, whole)
        elif subject is Subject.EVENT:
            for event in ledger.events(EventQuery(ids=(whole,))):
                _show_event(ledger, event)
        elif subject is Subject.THREAD:
            for thread in ledger.threads(ids=(whole,)):
                _show_thread(ledger, thread)
        else:
            document = ledger.document(whole)
            assert document is not None
            click.echo(f"{document.source} · {document.language} · {document.id}\n")
            click.echo(document.text)


def _show_thread(ledger: Ledger, thread: Thread) -> None:
    """A thread with its states, and the events that brought it into them."""
    from dragoman.cli.renew import today
    from dragoman.ledger import EventQuery
    from dragoman.ledger.calendar import turned
    from dragoman.ontology import ThreadRules

    thread = turned(thread, ThreadRules.load().days, today())
    who = ", ".join(thread.parties)
    towards = f" → {', '.join(thread.towards)}" if thread.towards else ""
    state = str(thread.state).replace("_", " ")
    due = f", for {thread.due}" if thread.due is not None else ""
    click.echo(
        click.style(f"{thread.id}  {thread.kind} of {who}{towards}: {state}{due}", bold=True)
    )
    if thread.subject:
        click.echo(thread.subject)
    if thread.topics:
        click.echo(f"about {', '.join(thread.topics)}")
    _show_judgements(ledger, thread.id)
    for step in thread.transitions:
        by = step.event or ("" if step.rule.startswith("judgement") else "the calendar")
        parts = (str(step.day or "no day"), str(step.state).replace("_", " "), step.rule, by)
        click.echo(f"  {'  '.join(parts)}".rstrip())
    click.echo()
    ids = tuple(dict.fromkeys(step.event for step in thread.transitions if step.event))
    known = {event.id: event for event in ledger.events(EventQuery(ids=ids))} if ids else {}
    for identity in ids:
        if identity in known:
            _show_event(ledger, known[identity])


def _show_event(ledger: Ledger, event: Event) -> None:
    """An event: what its accounts agree on and differ in, and each with its sentence."""
    from dragoman.cli.events import event_row

    identity, day, who, act, towards, status, about, told, contested = event_row(event)
    facts = ", ".join(filter(None, (status, day, about)))
    head = f"{identity}  {who}: {act}{f' → {towards}' if towards else ''} ({facts})"
    click.echo(click.style(head, bold=True))
    accounts = "1 account" if len(event.accounts) == 1 else f"{len(event.accounts)} accounts"
    click.echo(f"told by {told}; {accounts}")
    if event.agreed:
        click.echo(f"agreed: {', '.join(event.agreed)}")
    for voice in event.claimants:
        alone = [fact for fact, claimant in event.one_sided if claimant == voice]
        if alone:
            click.echo(f"only {voice or 'the documents'}: {', '.join(alone)}")
    if contested:
        click.echo(f"contested: {contested}")
    _show_judgements(ledger, identity)
    click.echo()
    rules = {join.claim: f"{join.rule} as {join.other}" for join in event.joins}
    for account in event.accounts:
        _show_claim(ledger, account.claim.id, rules.get(account.claim.id))


def _show_claim(ledger: Ledger, identity: str, rule: str | None = None) -> None:
    """A claim as it counts, its document, and its sentence with what stands around it.

    Args:
        rule: why it tells the same event as another claim.
    """
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
    if rule is not None:
        click.echo(f"joined by {rule}")
    _show_judgements(ledger, identity)
    about = account.heading
    place = f"characters {account.claim.evidence.start}–{account.claim.evidence.end}"
    copy = f"a copy of {about.origin[7:19]}" if about.origin != about.id else ""
    parts = (about.title, about.source, str(about.published or ""), about.language, copy, place)
    click.echo(" · ".join(filter(None, parts)))
    click.echo()
    click.echo(_in_context(document, account))
    click.echo()


def _show_judgements(ledger: Ledger, identity: str) -> None:
    for judgement in ledger.judgements(identity):
        if judgement.undone is None:
            click.echo(f"{judgement.decision} by {judgement.by}: {judgement.reason}")


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
