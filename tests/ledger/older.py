"""Ledgers as older programs have left them."""

from __future__ import annotations

from pathlib import Path

from dragoman.ledger.postgres import Postgres
from dragoman.ledger.sqlite import Sqlite
from dragoman.ledger.store import POSTGRES

TABLES = ("untold", "past_thread", "past_mark", "past_pair", "past_event")
COLUMNS = (
    ("stale", "began"),
    ("thread", "since"),
    ("event", "since"),
    ("event_pair", "starts"),
    ("event_pair", "coding"),
)


def database(address: str) -> Sqlite | Postgres:
    """The database of a ledger."""
    return Postgres(address) if address.startswith(POSTGRES) else Sqlite(Path(address))


def make_version_5(db: Sqlite | Postgres) -> None:
    """Takes from a ledger what version 6 has brought, and closes it."""
    _drop_past(db)
    _set_version(db, 5)


def make_version_2(db: Sqlite | Postgres) -> None:
    """Takes from a ledger what versions 3 to 6 have brought, but not the days of bands."""
    _drop_past(db)
    for table in ("piece_block", "piece", "event_mark"):
        db.run(f"DROP TABLE {table}")
    db.run("ALTER TABLE event DROP COLUMN surest")
    for index in (
        "actor_id ON actor (id)",
        "event_home ON event (home)",
        "pair_second ON pair (second)",
        "coding_act ON coding (act)",
    ):
        db.run(f"CREATE INDEX {index}")
    _set_version(db, 2)


def _drop_past(db: Sqlite | Postgres) -> None:
    for table in TABLES:
        db.run(f"DROP TABLE {table}")
    for table, column in COLUMNS:
        db.run(f"ALTER TABLE {table} DROP COLUMN {column}")


def _set_version(db: Sqlite | Postgres, version: int) -> None:
    if isinstance(db, Postgres):
        db.run("DELETE FROM ledger_version WHERE version > ?", version)
    else:
        db.run(f"PRAGMA user_version = {version}")
    db.close()
