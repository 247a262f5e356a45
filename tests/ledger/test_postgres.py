"""What can happen to a server: each is told with its remedy."""

from __future__ import annotations

import sys

import pytest

from dragoman.ledger import open_ledger
from dragoman.ledger.database import VERSION
from dragoman.ledger.postgres import Postgres
from dragoman.ledger.sql import SqlLedger
from dragoman.model import LedgerError
from tests.ledger.make import Clock, call

only_here = pytest.mark.parametrize("address", ["postgres"], indirect=True)


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    with pytest.raises(LedgerError, match="the server cannot be reached") as told:
        open_ledger("postgresql://ann:secret@127.0.0.1:1/news")
    assert str(told.value).startswith("postgresql://ann@127.0.0.1:1/news: ")
    assert "secret" not in str(told.value)


def test_a_wrong_address_is_told() -> None:
    with pytest.raises(LedgerError, match="port"):
        open_ledger("postgresql://ann:secret@127.0.0.1:front/news")


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'dragoman\[postgres\]'"):
        open_ledger("postgresql://ann@127.0.0.1:1/news")


@only_here
def test_a_second_writer_waits_and_is_told_when_it_waited_in_vain(address: str) -> None:
    first, second = Postgres(address, create=True), Postgres(address, patience=0.2)
    told = pytest.raises(LedgerError, match="another program is writing to it; try again")
    with first.transaction(), told:
        SqlLedger(second, Clock()).add([call()])
    SqlLedger(second, Clock()).add([call()])
    first.close()
    second.close()


@only_here
def test_a_newer_ledger_is_refused(address: str) -> None:
    db = Postgres(address, create=True)
    db.run("INSERT INTO ledger_version (version) VALUES (?)", VERSION + 1)
    db.close()
    with pytest.raises(LedgerError, match="install a newer dragoman"):
        open_ledger(address)


@only_here
def test_who_may_not_write_is_told_so(address: str) -> None:
    db = Postgres(address, create=True)
    db.run("SET default_transaction_read_only = on")
    with pytest.raises(LedgerError, match="may not write there; ask for the rights"):
        SqlLedger(db, Clock()).add([call()])
    db.close()
