"""The page of an event: all accounts beside each other, what agrees and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.ledger import EventQuery, Page, Pair
from dragoman.model import Account, Event, Judgement, State, Thread, ThreadKind
from dragoman.web.desk import MissingPage
from dragoman.web.highlight import Passage, passage
from dragoman.web.visit import Shown, Visit

STATES = {
    ThreadKind.COMMITMENT: (
        State.PROMISED,
        State.DUE,
        State.KEPT,
        State.BROKEN,
        State.SUPERSEDED,
        State.UNKNOWN,
    ),
    ThreadKind.MEASURE: (
        State.DEMANDED,
        State.ANNOUNCED,
        State.IN_FORCE,
        State.EXTENDED,
        State.EASED,
        State.LIFTED,
    ),
    ThreadKind.MEETING: (
        State.PROPOSED,
        State.PLANNED,
        State.HELD,
        State.POSTPONED,
        State.CANCELLED,
        State.PASSED,
    ),
}
NEAR, MOST_NEAR = timedelta(days=14), 20  # what an event may be merged with
TEXTS = 40  # accounts that are shown with what stands around their sentence


@dataclass(frozen=True, slots=True)
class Told:
    """An account, its sentence, and what analysts said of it."""

    account: Account
    passage: Passage
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What one claimant tells; None is the documents' own voice."""

    claimant: str | None
    told: tuple[Told, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page shows.

    Attributes:
        numbers: by which the accounts are called, by the ids of their claims.
        judgements: those about the event itself.
        near: other events of the same parties and days, with which it may be merged.
    """

    event: Event
    sides: tuple[Side, ...]
    numbers: dict[str, int]
    threads: tuple[Thread, ...]
    judgements: tuple[Judgement, ...]
    near: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """A thread with the events that moved it, by their ids."""

    thread: Thread
    events: dict[str, Event]
    judgements: tuple[Judgement, ...]

    @property
    def states(self) -> tuple[State, ...]:
        """The states that such a thread can have."""
        return STATES[self.thread.kind]


def event(visit: Visit) -> Shown:
    """The page.

    Raises:
        MissingPage: there is no such event.
    """
    identity = visit.path["id"]
    found = event_of(visit, identity)
    words = visit.words
    title = f"{words.code_name('acts', found.act)}, {words.day(found.window.start)}"
    sides = tuple(_side(visit, found, claimant) for claimant in _ordered(found.claimants))
    claims = (told.account.claim.id for side in sides for told in side.told)
    page = EventPage(
        found,
        sides,
        {claim: number for number, claim in enumerate(claims, 1)},
        tuple(map(visit.turned, visit.ledger.threads_of(identity))),
        tuple(visit.ledger.judgements(identity)),
        near(visit, (*found.actors, *found.recipients), found.window.start, but=identity),
    )
    return Shown("event.html", page, title)


def thread(visit: Visit) -> Shown:
    """The page of a thread.

    Raises:
        MissingPage: there is no such thread.
    """
    identity = visit.path["id"]
    found = next(visit.ledger.threads(ids=(identity,)), None)
    if found is None:
        raise MissingPage(f"no thread {identity!r}; it may have been computed again")
    found = visit.turned(found)
    ids = tuple({turn.event for turn in found.transitions if turn.event is not None})
    events = {e.id: e for e in visit.ledger.events(EventQuery(ids=ids))} if ids else {}
    page = ThreadPage(found, events, tuple(visit.ledger.judgements(identity)))
    return Shown("thread.html", page, visit.words.code_name("kinds", found.kind))


def event_of(visit: Visit, identity: str) -> Event:
    """The event of an id.

    Raises:
        MissingPage: there is none.
    """
    found = next(visit.ledger.events(EventQuery(ids=(identity,))), None)
    if found is None:
        raise MissingPage(f"no event {identity!r}; it may have been computed again")
    return found


def near(
    visit: Visit, parties: Sequence[str], day: date | None, but: str | None = None
) -> tuple[Event, ...]:
    """Events of some parties around a day, the latest first, without one of them."""
    pair = Pair.of(*sorted(set(parties))[:2]) if parties else None
    if day is None or pair is None:
        return ()
    query = EventQuery(
        pair, since=day - NEAR, until=day + NEAR, bare=True, page=Page(MOST_NEAR, newest=True)
    )
    return tuple(event for event in visit.ledger.events(query) if event.id != but)


def _ordered(claimants: tuple[str | None, ...]) -> list[str | None]:
    """Those who speak for somebody first: the documents' own voice says the least."""
    return sorted(claimants, key=lambda claimant: claimant is None)


def _side(visit: Visit, event: Event, claimant: str | None) -> Side:
    accounts = [a for a in event.accounts if voice(a) == claimant]
    told = []
    for number, account in enumerate(accounts):
        document = visit.ledger.document(account.heading.id) if number < TEXTS else None
        text = None if document is None else document.text
        judgements = tuple(visit.ledger.judgements(account.claim.id))
        told.append(Told(account, passage(account, text), judgements))
    alone = tuple(fact for fact, who in event.one_sided if who == claimant)
    return Side(claimant, tuple(told), alone)


def voice(account: Account) -> str | None:
    """Who claims it, as events count it: a party code, or None for the document's own voice."""
    claimant = account.claim.claimant
    return claimant.party.actor.party if claimant is not None and claimant.party else None
