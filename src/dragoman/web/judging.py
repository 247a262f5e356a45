"""Judgements made at the desk: they appear at once everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman import lang
from dragoman.actors.directory import Directory
from dragoman.ledger import ClaimQuery, Page, QueueQuery, Verdict
from dragoman.ledger.rebuild import rebuild
from dragoman.model import Account, Decision, Event, Judgement, Status, UsageError
from dragoman.web.event import near
from dragoman.web.filters import Filters
from dragoman.web.highlight import Passage, passage
from dragoman.web.visit import Gone, Shown, Visit

FIELDS = ("actors", "recipients", "act", "status", "claimant", "date")
LONGEST = 500  # letters of a name or reason
QUEUED = 12  # claims that are listed after the one that is looked at


@dataclass(frozen=True, slots=True)
class Item:
    """A claim of the queue, with what it is corrected from, and what it may be merged with."""

    account: Account
    passage: Passage
    event: str | None
    values: dict[str, str]
    near: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What the page shows: the claim in hand, those that come after it, the last judgements."""

    filters: Filters
    item: Item | None
    queue: tuple[Account, ...]
    last: tuple[Judgement, ...]
    acts: tuple[str, ...]
    statuses: tuple[Status, ...] = tuple(Status)
    languages: tuple[str, ...] = tuple(lang.codes())


@dataclass(frozen=True, slots=True)
class LogPage:
    """All judgements, the latest first."""

    filters: Filters
    judgements: tuple[Judgement, ...]
    further: str | None
    former: str | None


def review(visit: Visit) -> Shown:
    """The queue: the least certain claim that nobody has judged, or another that was asked for."""
    filters = visit.filters
    queue = visit.ledger.queue(_query(filters, QUEUED + 1))
    asked = visit.asked.get("claim")
    account = _asked(visit, asked) if asked else next(iter(queue), None)
    rest = tuple(a for a in queue if account is None or a.claim.id != account.claim.id)
    found = ReviewPage(
        filters,
        None if account is None else _item(visit, account),
        rest[:QUEUED],
        last_judgements(visit, 5),
        tuple(visit.desk.ontology.acts),
    )
    return Shown("review.html", found, visit.words.text("review"))


def log(visit: Visit) -> Shown:
    """All judgements, taken back or not."""
    filters = visit.filters
    found = list(visit.ledger.judgements())[::-1][filters.offset :]
    page = LogPage(
        filters,
        tuple(found[: filters.limit]),
        filters.further("/log", len(found)),
        filters.former("/log"),
    )
    return Shown("log.html", page, visit.words.text("log"))


def judge(visit: Visit) -> Gone:
    """Adds a judgement, and computes again what hangs on it.

    Raises:
        UsageError: it says too little, or something that cannot be.
    """
    form = visit.form
    by = _line(form, "by") or visit.visitor.analyst
    if not by:
        raise UsageError("say who decides: write your name beside the decision")
    decision = _decision(form.get("decision", ""))
    verdict = Verdict(
        _line(form, "target"),
        decision,
        by,
        _line(form, "reason") or visit.words.text("no_reason"),
        _line(form, "other") or None,
        _changes(visit, decision),
    )
    made = visit.ledger.judge(verdict)
    _renew(visit, made)
    return Gone(back(form), (("analyst", by), ("judged", made.id)))


def undo(visit: Visit) -> Gone:
    """Takes a judgement back, and computes again what hangs on it.

    Raises:
        UsageError: there is none that holds, or nobody says who takes it back.
    """
    by = _line(visit.form, "by") or visit.visitor.analyst
    if not by:
        raise UsageError("say who takes it back: write your name")
    identity = _line(visit.form, "judgement")
    visit.ledger.undo(identity, by)
    undone = next((j for j in visit.ledger.judgements(identity) if j.id == identity), None)
    if undone is not None:
        _renew(visit, undone)
    return Gone(back(visit.form), (("analyst", by),))


def last_judgements(visit: Visit, most: int) -> tuple[Judgement, ...]:
    """The latest judgements that hold, the last first."""
    return tuple(reversed(visit.ledger.holding()[-most:]))


def _renew(visit: Visit, judgement: Judgement) -> None:
    """Computes again what has become stale by a judgement, and not what others have made stale:
    somebody who adds a thousand documents keeps nobody waiting."""
    since = judgement.undone or judgement.at
    for _ in rebuild(visit.ledger, visit.desk.tables.rules, visit.today, since):
        pass


def _query(filters: Filters, most: int) -> QueueQuery:
    return QueueQuery(
        pair=filters.pair,
        acts=(filters.act,) if filters.act else (),
        types=(filters.type,) if filters.type else (),
        statuses=(filters.status,) if filters.status else (),
        claimant=filters.claimant,
        language=filters.language,
        confidence=1.0 if filters.confidence is None else filters.confidence,
        page=Page(most, filters.offset),
    )


def _asked(visit: Visit, identity: str) -> Account:
    """A claim as it counts, or as it was read if it counts no longer."""
    _, whole = visit.ledger.resolve(identity)
    counting = next(visit.ledger.claims(ClaimQuery(ids=(whole,))), None)
    account = counting or visit.ledger.claim(whole)
    if account is None:
        raise UsageError(f"{identity} is no claim; name one that the queue shows")
    return account


def _item(visit: Visit, account: Account) -> Item:
    claim = account.claim
    document = visit.ledger.document(account.heading.id)
    says, when = claim.claimant, claim.when
    voice = says.party.actor if says is not None and says.party is not None else None
    day = None if when is None else when.start
    actors, recipients = (
        [p.actor.party or p.actor.id for p in some] for some in (claim.actors, claim.recipients)
    )
    values = {
        "actors": ",".join(actors),
        "recipients": ",".join(recipients),
        "act": claim.act,
        "status": str(claim.status),
        "claimant": (voice.party or voice.id) if voice is not None else "",
        "date": "" if day is None else day.isoformat(),
    }
    event = visit.ledger.events_of([claim.id]).get(claim.id)
    text = None if document is None else document.text
    about = day or account.heading.published
    others = near(visit, (*actors, *recipients), about, but=event)
    return Item(account, passage(account, text), event, values, others)


def _changes(visit: Visit, decision: Decision) -> tuple[tuple[str, str], ...]:
    """The fields of a correction that were changed: what stands there as before is no change."""
    if decision is not Decision.CORRECT:
        return ()
    form = visit.form
    if "state" in form:
        return (("state", _line(form, "state")),)
    found = tuple(
        (field, _line(form, field))
        for field in FIELDS
        if field in form and _line(form, field) != form.get(f"was_{field}", "").strip()
    )
    _check_codes(dict(found))
    return found


def _check_codes(changes: dict[str, str]) -> None:
    """Refuses codes of parties that mean nobody: a slip would make a state of its own."""
    fields = ("actors", "recipients", "claimant")
    given = {c.strip() for field in fields for c in changes.get(field, "").split(",")} - {""}
    if not given:
        return
    directory = Directory.load()
    for code in sorted(given):
        name = code.partition("/")[0]
        known = name in directory.states or f"org:{name}" in directory.organisations
        if not known and ":" not in name:
            raise UsageError(f"{code!r} is no code of a state or organisation, such as RUS or EUR")


def _decision(text: str) -> Decision:
    try:
        return Decision(text)
    except ValueError:
        raise UsageError(f"no decision {text!r}; there are {', '.join(Decision)}") from None


def _line(form: Mapping[str, str], key: str) -> str:
    text = form.get(key, "").strip()
    if len(text) > LONGEST:
        raise UsageError(f"{key} is longer than {LONGEST} letters; say it shorter")
    return text


def back(form: Mapping[str, str], otherwise: str = "/review") -> str:
    """Where the form was: a page of ours, never another site's."""
    to = _line(form, "back")
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) else otherwise
