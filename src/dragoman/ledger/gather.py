"""Accounts of any parties and acts into events: the reference for a store that goes by buckets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.ledger.corrections import corrected_events
from dragoman.ledger.events import Bucket, bucket_of, events_of
from dragoman.ledger.facts import Compass
from dragoman.ledger.parts import joined, merged
from dragoman.model import Account, Event, Judgement


def gather(
    accounts: Iterable[Account], compass: Compass, judgements: Sequence[Judgement] = ()
) -> tuple[Event, ...]:
    """The events that some accounts tell; their order makes no difference.

    A store does the same by parts: `events_of` for each bucket that changed, then `joined` for the
    events of the family around the days that changed.
    """
    buckets: dict[Bucket, list[Account]] = defaultdict(list)
    for account in accounts:
        buckets[bucket_of(account.claim, compass)].append(account)
    families: dict[str, list[Event]] = defaultdict(list)
    for bucket, members in buckets.items():
        families[bucket.family] += events_of(members, compass, judgements)
    events = [e for told in families.values() for e in joined(told, compass, judgements)]
    found = corrected_events(merged(events, compass, judgements), judgements, compass)
    return tuple(sorted(found, key=lambda e: (str(e.window.start or ""), e.id)))
