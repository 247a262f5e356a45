"""What a desk is told when it is opened, and what all its pages share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from dragoman.ledger.rules import Tables
from dragoman.model import DragomanError
from dragoman.ontology import Lanes, Ontology
from dragoman.settings import Settings
from dragoman.web.adding import Jobs
from dragoman.web.memory import Memory
from dragoman.web.shelf import Shelf
from dragoman.web.words import Words

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class MissingPage(DragomanError):
    """There is no such page, event, thread or document."""


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Options:
    """What a desk is told.

    Attributes:
        address: the ledger, a file or an address.
        token: what a visitor must know; None: whoever reaches it may use it.
        hosts: names under which it answers, so that no page elsewhere can speak to it by a name
            of its own that leads here; empty: under any name.
        settings: of the reader that reads what is added.
        seats: how many questions the ledger is asked at the same time.
        patience: seconds in which a page must be made.
        largest: bytes of what is added at once.
        today: what day it is.
        secret: what the pages' own marks are made from.
    """

    address: str
    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    settings: Settings = field(default_factory=Settings)
    seats: int = 4
    patience: float = 10.0
    largest: int = 32_000_000
    today: Callable[[], date] = _today
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))


@dataclass(frozen=True, slots=True)
class Desk:
    """What all pages share."""

    options: Options
    shelf: Shelf
    jobs: Jobs
    words: Mapping[str, Words]
    tables: Tables
    ontology: Ontology
    lanes: Lanes
    memory: Memory
