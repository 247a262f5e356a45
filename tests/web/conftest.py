"""A small ledger of our own making, and a desk over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Reading, Status
from dragoman.settings import Settings
from dragoman.web.app import application
from dragoman.web.desk import Options
from tests.ledger.make import Clock, claim, document, reading

TODAY = date(2025, 3, 2)
HERE = "http://localhost"


def readings() -> Iterator[Reading]:
    """Two sides tell of a call, one alone of a promise; an accusation; a plan."""
    made = document(
        "Lima says that Oslo and Bern spoke by telephone.\nShare this page!",
        "oslo.txt",
        title="A call",
        publisher="Fjord Post",
        published=date(2025, 2, 24),
        url="https://example.org/call",
    )
    yield reading(
        made,
        claim(made, "call", {"NOR": "Oslo", "CHE": "Bern"}, day=date(2025, 2, 24),
              claimant=("NOR", "Oslo")),
    )  # fmt: skip
    made = document("Bern und Oslo telefonierten.", "bern.txt", language="de",
                    published=date(2025, 2, 24))  # fmt: skip
    yield reading(
        made,
        claim(made, "call", {"NOR": "Oslo", "CHE": "Bern"}, day=date(2025, 2, 24),
              claimant=("CHE", "Bern"), confidence=0.9),
    )  # fmt: skip
    made = document("Oslo promises Bern aid, Oslo says.", "aid.txt", published=date(2025, 2, 25))
    yield reading(
        made,
        claim(made, "aid", {"NOR": "Oslo"}, {"CHE": "Bern"}, status=Status.PLANNED,
              claimant=("NOR", "Oslo"), confidence=0.4),
    )  # fmt: skip
    made = document("Lima accused Oslo of spying.", "lima.txt", published=date(2025, 2, 26))
    yield reading(
        made,
        claim(made, "accuse", {"PER": "Lima"}, {"NOR": "Oslo"}, day=date(2025, 2, 26),
              confidence=0.55),
    )  # fmt: skip


def filled(path: Path, some: Iterator[Reading]) -> Path:
    """A ledger with some readings, and what they become."""
    clock = Clock()
    clock.now = datetime.combine(TODAY, clock.now.timetz())
    with open_ledger(str(path), create=True, clock=clock) as ledger:
        ledger.add(list(some))
        list(find_copies(ledger, Copies()))
        list(rebuild(ledger, Tables.load().rules, TODAY))
    return path


def options(path: Path, **more: object) -> Options:
    """How a desk is told of it."""
    settings = Settings(judge=False)
    told: dict[str, Any] = {"today": lambda: TODAY, **more}
    return Options(str(path), settings=settings, **told)


@pytest.fixture
def ledger_path(tmp_path: Path) -> Path:
    """The ledger's file."""
    return filled(tmp_path / "news.ledger", readings())


@pytest.fixture
def desk(ledger_path: Path) -> Iterator[TestClient]:
    """A visitor's browser."""
    with TestClient(application(options(ledger_path)), HERE) as client:
        yield client


def mark(client: TestClient) -> str:
    """What a form of this visitor must give back."""
    page = client.get("/review").text
    return page.partition('name="mark" value="')[2].partition('"')[0]


def sent(client: TestClient, to: str, **fields: str) -> str:
    """Sends a form and follows to the page it leads to."""
    answer = client.post(to, data={"mark": mark(client), **fields})
    assert answer.status_code == 200, answer.text
    return str(answer.text)
