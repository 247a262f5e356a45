"""What the address of a page asks for: every view has an address that keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar
from urllib.parse import urlencode

from dragoman.ledger import EventQuery, Page, Pair
from dragoman.model import Event, State, Status, Thread, ThreadKind, UsageError

LONGEST = 200  # characters of one value
FURTHEST = 1_000_000  # lines that are passed over
ROWS = 50  # lines of a page, if nothing is said
MOST = 500
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; None does not matter.

    Attributes:
        since, until: days.
        as_of: the ledger as it stood at the end of that day.
        claimant: party code of who says so; "-" is the document's own voice.
        confidence: at least as sure as that.
        party, other: party codes.
        words: what is searched for.
        offset, limit: which of the lines found.
    """

    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    topic: str | None = None
    claimant: str | None = None
    status: Status | None = None
    language: str | None = None
    confidence: float | None = None
    party: str | None = None
    other: str | None = None
    act: str | None = None
    type: str | None = None
    kind: ThreadKind | None = None
    state: State | None = None
    words: str | None = None
    offset: int = 0
    limit: int = ROWS

    @classmethod
    def of(cls, asked: Mapping[str, str], party: Callable[[str], str] = str) -> Self:
        """What an address asks for; what is empty is not asked for.

        Args:
            party: the code of a party that is written as a code or as a name.

        Raises:
            UsageError: a value means nothing; says what may be written.
        """
        given = {key: text.strip() for key, text in asked.items() if text.strip()}
        for key, text in given.items():
            if len(text) > LONGEST or "\0" in text:
                raise UsageError(f"{key} is longer than {LONGEST} letters; ask for less")

        def read(key: str, parse: Callable[[str, str], Value]) -> Value | None:
            return parse(key, given[key]) if key in given else None

        return cls(
            since=read("since", _day),
            until=read("until", _day),
            as_of=read("as_of", _day),
            topic=given.get("topic"),
            claimant=read("claimant", lambda _, text: party(text)),
            status=read("status", lambda k, v: _choice(k, v, Status)),
            language=given.get("language"),
            confidence=read("confidence", _share),
            party=read("party", lambda _, text: party(text)),
            other=read("other", lambda _, text: party(text)),
            act=given.get("act"),
            type=given.get("type"),
            kind=read("kind", lambda k, v: _choice(k, v, ThreadKind)),
            state=read("state", lambda k, v: _choice(k, v, State)),
            words=given.get("words"),
            offset=read("offset", lambda k, v: _number(k, v, 0, FURTHEST)) or 0,
            limit=read("limit", lambda k, v: _number(k, v, 1, MOST)) or ROWS,
        )

    def given(self) -> dict[str, str]:
        """What is asked for, as it stands in an address."""
        standard = type(self)()
        return {
            field.name: str(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != getattr(standard, field.name)
        }

    def address(self, path: str, **changes: object) -> str:
        """The address of a page that asks for the same but for some changes.

        >>> Filters(topic="gas").address("/relation/RUS/USA", since="2025-02-01")
        '/relation/RUS/USA?topic=gas&since=2025-02-01'
        """
        asked = {**self.given(), **{key: str(v) for key, v in changes.items() if v is not None}}
        for key, value in changes.items():
            if value is None:
                asked.pop(key, None)
        return f"{path}?{urlencode(asked)}" if asked else path

    def further(self, path: str, found: int) -> str | None:
        """The address of the next lines, if there are more than a page holds."""
        if found <= self.limit:
            return None
        return self.address(path, offset=self.offset + self.limit)

    def former(self, path: str) -> str | None:
        """The address of the lines before, or None for the first."""
        if not self.offset:
            return None
        offset = max(0, self.offset - self.limit)
        return self.address(path, offset=offset or None)

    @property
    def page(self) -> Page:
        """The lines asked for and one more, which says that there are more; the newest first."""
        return Page(self.limit + 1, self.offset, newest=True)

    @property
    def pair(self) -> Pair | None:
        """The two parties, if two are named."""
        return Pair.of(self.party, self.other) if self.party and self.other else None

    @property
    def narrows(self) -> bool:
        """Whether more is asked than parties, days and topic."""
        return any((self.claimant, self.status, self.language, self.confidence))

    def narrowed(self, query: EventQuery) -> EventQuery:
        """A query that asks for claimant, status, language and confidence besides."""
        return replace(
            query,
            claimant=self.claimant,
            statuses=(self.status,) if self.status else (),
            language=self.language,
            confidence=self.confidence or 0.0,
        )

    def holds(self, event: Event) -> bool:
        """Whether an event has what is asked of its claimant, status, language and confidence."""
        if self.claimant is not None:
            says = None if self.claimant == "-" else self.claimant
            if says not in event.claimants:
                return False
        if self.status is not None and event.status is not self.status:
            return False
        if self.language is not None and not any(
            account.heading.language == self.language for account in event.accounts
        ):
            return False
        surest = max((account.claim.confidence for account in event.accounts), default=0.0)
        return self.confidence is None or surest >= self.confidence

    def without_page(self) -> Self:
        """The same from the first line on."""
        return replace(self, offset=0, limit=ROWS)


def moved_by(threads: tuple[Thread, ...], events: tuple[Event, ...]) -> tuple[Thread, ...]:
    """The threads that some of these events have moved."""
    known = {event.id for event in events}
    return tuple(t for t in threads if any(turn.event in known for turn in t.transitions))


def _day(key: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{key} is {text!r}, which is no day; write it as 2025-02-12") from None


def _choice(key: str, text: str, among: type[Choice]) -> Choice:
    try:
        return among(text)
    except ValueError:
        raise UsageError(f"{key} is {text!r}; there are {', '.join(among)}") from None


def _share(key: str, text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise UsageError(f"{key} is {text!r}; write a number from 0 to 1")
    return share


def _number(key: str, text: str, least: int, most: int) -> int:
    # Digits of other scripts are numbers to Python, and so are "1_0" and " 1".
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    if not least <= number <= most:
        raise UsageError(f"{key} is {text!r}; write a number from {least} to {most}")
    return number
