"""Accounts of any parties and acts into events: the reference for a store that goes by pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dragoman.ledger.corrections import corrected_events
from dragoman.ledger.events import Bucket, bucket_of, events_of
from dragoman.ledger.facts import Compass
from dragoman.ledger.parts import joined, merged
from dragoman.ledger.telling import Told
from dragoman.model import Account, Event, Judgement


def gather(
    accounts: Iterable[Account], compass: Compass, judgements: Sequence[Judgement] = ()
) -> tuple[Event, ...]:
    """The events that some accounts tell; their order makes no difference.

    A store does the same by pieces: `gathered` for the homes that changed, then it joins what lies
    around the days that changed.
    """
    families: dict[str, list[Told]] = defaultdict(list)
    for told in gathered(accounts, compass, judgements):
        families[told.facts[0].family.name].append(told)
    events = [e for known in families.values() for e in joined(known, compass, judgements)]
    found = corrected_events(merged(events, compass, judgements), judgements, compass)
    return tuple(sorted(found, key=lambda e: (str(e.window.start or ""), e.id)))


def gathered(
    accounts: Iterable[Account], compass: Compass, judgements: Sequence[Judgement] = ()
) -> Iterator[Told]:
    """The events that accounts with one set of parties and one family of acts tell."""
    buckets: dict[Bucket, list[Account]] = defaultdict(list)
    for account in accounts:
        buckets[bucket_of(account.claim, compass)].append(account)
    for members in buckets.values():
        yield from events_of(members, compass, judgements)
