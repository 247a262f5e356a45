"""One request for a page, and what is answered to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from dragoman.ledger import Ledger, Pair
from dragoman.ledger.calendar import turned
from dragoman.model import Thread
from dragoman.web.desk import Desk
from dragoman.web.filters import Filters
from dragoman.web.words import Words

Value = TypeVar("Value")
GONE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, as far as the browser says.

    Attributes:
        theme: "light", "dark", or "" for what the system says.
        analyst: name under which judgements are made.
        looked: when the visitor has last seen what is new, or None.
        judged: id of the last judgement, which can be undone.
        mark: what a form must give back, so that no other page can send it.
    """

    theme: str = ""
    analyst: str = ""
    looked: datetime | None = None
    judged: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. Pages are functions of it, and run in a thread with a ledger of its own.

    Attributes:
        address: path and query that were asked for.
        path: values of the path's parts.
        asked: values of the query.
        form: values of a form that was sent.
    """

    desk: Desk
    ledger: Ledger
    words: Words
    visitor: Visitor
    address: str
    path: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def filters(self) -> Filters:
        """What the address asks for."""
        return Filters.of(self.asked, self.words.party_code)

    @property
    def today(self) -> date:
        """What day it is."""
        return self.desk.options.today()

    def turned(self, thread: Thread) -> Thread:
        """A thread as it stands today: the calendar moves it though nobody speaks of it."""
        return turned(thread, self.desk.tables.threads.days, self.today)

    def once(
        self, name: str, about: object, compute: Callable[[], Value], pair: Pair | None = None
    ) -> Value:
        """What was computed before, unless the ledger (or what it says of a pair) has changed, or
        the day."""
        key = (name, about, self.ledger.revision(pair), self.today)
        return self.desk.memory.of(key, compute)

    def once_of(self, name: str, about: object, day: date, compute: Callable[[], Value]) -> Value:
        """What was computed before of the ledger as it stood on a day: when that has gone by, so
        that no change is under way that began in it, nothing alters it any more."""
        if self.today - day < GONE or self.ledger.unsigned(1):
            return self.once(name, (about, day), compute)
        return self.desk.memory.of((name, about, day), compute)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page.

    Attributes:
        template: its name.
        it: what it shows.
        title: of the window.
    """

    template: str
    it: object
    title: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that is saved, or an answer of the API; `name` is None for what is not saved."""

    body: bytes
    kind: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """The visitor is sent to another page, with cookies that are to be kept."""

    to: str
    cookies: tuple[tuple[str, str], ...] = ()


Answer = Shown | Sent | Gone
PageOf = Callable[[Visit], Answer]
