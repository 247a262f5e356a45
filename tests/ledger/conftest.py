"""The same tests over both databases."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from dragoman.ledger import Ledger, open_ledger
from tests.ledger.make import Clock

SERVER = "DRAGOMAN_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a ledger can be made: a file, or a schema of its own on a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.ledger")
        return
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"no PostgreSQL: {SERVER} is not set (.ci/postgres starts one)")
    import psycopg

    schema = f"t_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        joined = "&" if "?" in server else "?"
        yield f"{server}{joined}options={quote(f'-csearch_path={schema}')}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture
def clock() -> Clock:
    """The clock of `ledger`."""
    return Clock()


@pytest.fixture
def ledger(address: str, clock: Clock) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(address, create=True, clock=clock) as made:
        yield made
