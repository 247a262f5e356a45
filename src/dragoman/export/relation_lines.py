"""A relation as sections of lines: what the table and the page have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model import Event, Thread
from dragoman.model.relation import Announcement, Relation

BARS = "▁▂▃▄▅▆▇█"
LONGEST = 90  # letters of a subject that are shown


@dataclass(frozen=True, slots=True)
class Section:
    """A headed table; `rows` hold the id by which a line can be opened last.

    Attributes:
        more: how many further rows there are.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: int = 0

    def cut(self, limit: int | None) -> Section:
        """The section with its first rows."""
        if limit is None or len(self.rows) <= limit:
            return self
        return replace(self, rows=self.rows[:limit], more=len(self.rows) - limit)


def title(relation: Relation) -> str:
    """Who, when, and as known on which day.

    The years and the topic are named only where they were asked for.
    """
    parts = [f"{relation.first} – {relation.second}"]
    if relation.since is not None or relation.until is not None:
        parts.append(f"{relation.since or '…'} to {relation.until or '…'}")
    if relation.topic is not None:
        parts.append(relation.topic)
    return ", ".join([*parts, f"as of {relation.as_of}"])


def sections(relation: Relation, limit: int | None = None) -> tuple[Section, ...]:
    """The sections that have lines, in order; of each the first so many lines."""
    thread = ("state", "day", "who", "about", "id")
    said = tuple(_said(announcement) for announcement in relation.announcements)
    found = (
        Section("Contacts", ("day", "act", "about", "told by", "id"), _contacts(relation)),
        Section("Meetings to come", thread, _threads(relation.meetings)),
        Section("Commitments", thread, _threads(relation.commitments)),
        Section("Measures and obstacles", thread, _threads(relation.measures)),
        Section("Positions", ("topic", "who", "day", "stand", "id"), tuple(_stands(relation))),
        Section("Who says so", ("day", "what", "announced by", "the other side", "id"), said),
    )
    return tuple(section.cut(limit) for section in found if section.rows)


def sparks(relation: Relation) -> tuple[tuple[str, str], ...]:
    """Cooperation and conflict over time, as bars from the same scale.

    >>> bars([0.0, 2.0, 4.0], 4.0)
    ' ▄█'
    """
    periods = relation.periods
    if not periods:
        return ()
    most = max(max(p.cooperation, p.conflict) for p in periods)
    span = f"{periods[0].start} to {periods[-1].start}"
    return (
        (f"cooperation, {span}", bars((p.cooperation for p in periods), most)),
        (f"conflict, {span}", bars((p.conflict for p in periods), most)),
    )


def bars(values: Iterable[float], most: float) -> str:
    """One bar a value; nothing for zero, so that quiet weeks are seen."""
    steps = len(BARS)
    return "".join(
        BARS[max(0, min(steps, round(value / most * steps)) - 1)] if value > 0 else " "
        for value in values
    )


def _contacts(relation: Relation) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _day(event.window.start),
            _act(event),
            ", ".join(event.topics),
            told_by(event),
            event.id,
        )
        for event in relation.contacts
    )


def _threads(threads: Iterable[Thread]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            _state(thread),
            _day(thread.transitions[-1].day),
            _who(thread),
            _about(thread),
            thread.id,
        )
        for thread in threads
    )


def _state(thread: Thread) -> str:
    """The state, and the day until which it is due."""
    state = str(thread.state).replace("_", " ")
    return f"{state}, for {thread.due}" if thread.due is not None else state


def _who(thread: Thread) -> str:
    parties, towards = ", ".join(thread.parties), ", ".join(thread.towards)
    return f"{parties} → {towards}" if towards else parties


def _about(thread: Thread) -> str:
    words = thread.subject or ""
    short = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    return short or ", ".join(thread.topics)


def _stands(relation: Relation) -> Iterator[tuple[str, ...]]:
    """What each said last on a topic, and where its stand changed; the latest first."""
    last = {(stand.topic, stand.party): stand for stand in relation.stands}
    telling = [s for s in relation.stands if s.changed or s is last[s.topic, s.party]]
    for stand in sorted(telling, key=lambda s: str(s.day or ""), reverse=True):
        side = "for" if stand.favourable else "against"
        turn = ", changed" if stand.changed else ""
        yield (
            stand.topic,
            stand.party,
            _day(stand.day),
            f"{side}{turn}: {_act(stand.event)}",
            stand.event.id,
        )


def _said(announcement: Announcement) -> tuple[str, ...]:
    return (
        _day(announcement.day),
        _act(announcement.event),
        announcement.said,
        answer(announcement),
        announcement.event.id,
    )


def answer(announcement: Announcement) -> str:
    """What the other side has said to it."""
    other = announcement.other
    if announcement.denied is not None:
        return f"denied by {other} on {announcement.denied}"
    if announcement.confirmed is not None:
        return f"confirmed by {other} on {announcement.confirmed}"
    if announcement.waited is None:
        return f"not confirmed by {other}"
    days = "1 day" if announcement.waited == 1 else f"{announcement.waited} days"
    return f"not confirmed by {other} after {days}"


def told_by(event: Event) -> str:
    """Who claims it, and how many independent sources tell it."""
    claimants = ", ".join(claimant for claimant in event.claimants if claimant is not None)
    sources = "1 source" if event.origins == 1 else f"{event.origins} sources"
    return f"{claimants}; {sources}" if claimants else sources


def _act(event: Event) -> str:
    status = "" if event.status == "occurred" else f" ({event.status})"
    contested = " (contested)" if "status" in event.contested else ""
    return event.act.replace("_", " ") + status + contested


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
