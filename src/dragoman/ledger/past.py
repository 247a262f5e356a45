"""What a pair told at the end of an earlier day: as it was kept, or computed from what was known.

Events and threads are kept with the time in which they were told, as claims are. What a day ended
on while it was still to be computed is not kept, nor what was told before a ledger kept it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import merge

from dragoman.ledger.calendar import as_on
from dragoman.ledger.pairs import Pair, event_pairs, pairs_of
from dragoman.ledger.query import ClaimQuery, EventQuery
from dragoman.ledger.rebuild import Rules
from dragoman.ledger.rules import Tables
from dragoman.ledger.store import Ledger
from dragoman.model import Decision, Event, Judgement, Thread


def told_on(
    ledger: Ledger, pair: Pair, tables: Tables, day: date
) -> tuple[tuple[Event, ...], tuple[Thread, ...]]:
    """Events and threads of a pair as the ledger told them at the end of a day."""
    if not is_told(ledger, pair, day):
        return as_of(ledger, pair, tables.rules, day)
    threads = (as_on(one, tables.threads.days, day) for one in ledger.past_threads(day, pair))
    return tuple(ledger.events(EventQuery(pair, as_of=day))), tuple(threads)


def events_on(ledger: Ledger, query: EventQuery, tables: Tables) -> Iterator[Event]:
    """The events that are asked for, as the ledger told them at the end of the day of the query, in
    the order of their days."""
    day = query.as_of or date.max
    missing = _missing(ledger, query.pair, day)
    computed: dict[str, Event] = {}
    for pair in missing:
        events, _ = as_of(ledger, pair, tables.rules, day)
        computed.update((event.id, event) for event in events if query.fits(event))
    kept = (e for e in ledger.events(query) if missing.isdisjoint(event_pairs(e)))
    return merge(kept, sorted(computed.values(), key=_starts), key=_starts)


def threads_on(ledger: Ledger, pair: Pair | None, tables: Tables, day: date) -> Iterator[Thread]:
    """Threads as the ledger told them at the end of a day, of a pair or of all, each once."""
    missing, told = _missing(ledger, pair, day), set[str]()
    for one in missing:
        for thread in as_of(ledger, one, tables.rules, day)[1]:
            if thread.id not in told:
                told.add(thread.id)
                yield thread
    for thread in ledger.past_threads(day, pair) if pair not in missing else ():
        if thread.id not in told:
            told.add(thread.id)
            yield as_on(thread, tables.threads.days, day)


def _missing(ledger: Ledger, pair: Pair | None, day: date) -> set[Pair]:
    """The pairs, or whether one is among them, for which a day must be computed."""
    if pair is None:
        return set(ledger.untold(day))
    return set() if is_told(ledger, pair, day) else {pair}


def _starts(event: Event) -> date:
    return event.window.start or date.min


def is_told(ledger: Ledger, pair: Pair, day: date) -> bool:
    """Whether events and threads of a pair need not be computed for a day: what was told at the
    end of it is kept, and can be asked for with `EventQuery.as_of` and `Ledger.past_threads`."""
    return ledger.is_told(pair, _homes(ledger, pair, ledger.holding(day)), day)


def as_of(
    ledger: Ledger, pair: Pair, rules: Rules, day: date
) -> tuple[tuple[Event, ...], tuple[Thread, ...]]:
    """Events and threads of a pair as the ledger would have told them at the end of a day, computed
    from what it knew then.

    Claims are looked for where those of its present events stand.
    """
    judgements = ledger.holding(day)
    homes = _homes(ledger, pair, judgements)
    accounts = [
        a for home in sorted(homes) for a in ledger.claims(ClaimQuery(home=home, as_of=day))
    ]
    events = rules.gather(accounts, judgements)
    found = tuple(event for event in events if pair in event_pairs(event))
    return found, tuple(rules.follow(found, judgements, day))


def _homes(ledger: Ledger, pair: Pair, judgements: Sequence[Judgement]) -> set[Pair]:
    """The homes of whose claims the events of a pair are made."""
    return _reach({pair, *ledger.homes(pair)}, _ties(ledger, judgements))


def _ties(ledger: Ledger, judgements: Iterable[Judgement]) -> list[set[Pair]]:
    """Homes between which analysts have merged claims."""
    merges = (j for j in judgements if j.decision is Decision.MERGE and j.other is not None)
    ties = []
    for one in merges:
        query = ClaimQuery(ids=(one.target, str(one.other)))
        homes = {pairs_of(account.claim)[0] for account in ledger.claims(query)}
        if len(homes) > 1:
            ties.append(homes)
    return ties


def _reach(homes: set[Pair], ties: Iterable[set[Pair]]) -> set[Pair]:
    """All homes that ties lead to from some."""
    reached, before = set(homes), set[Pair]()
    while reached != before:
        before = set(reached)
        for tie in ties:
            if tie & reached:
                reached |= tie
    return reached
