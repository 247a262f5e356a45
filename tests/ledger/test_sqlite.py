"""What can happen to a file: each is told with its remedy, and nothing kept is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.ledger import ClaimQuery, Ledger, Verdict, open_ledger
from dragoman.ledger.database import VERSION, migration
from dragoman.ledger.sql import SqlLedger
from dragoman.ledger.sqlite import APPLICATION, Sqlite
from dragoman.model import Decision, LedgerError
from tests.ledger.make import Clock, call, many

NOBODY = 65534


def count(path: Path) -> int:
    with open_ledger(str(path)) as ledger:
        return sum(1 for _ in ledger.claims(ClaimQuery()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of some documents."""
    made = tmp_path / "news.ledger"
    with open_ledger(str(made), create=True) as ledger:
        ledger.add(list(many(30)))
    return made


def test_a_closed_ledger_is_one_file(path: Path) -> None:
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_full_disk_loses_nothing_that_was_kept(path: Path) -> None:
    db = Sqlite(path)
    ledger = SqlLedger(db, Clock())
    pages = int(db.rows("PRAGMA page_count")[0][0])
    db.run(f"PRAGMA max_page_count = {pages + 20}")
    kept = 30

    def fill() -> None:
        nonlocal kept
        for number, reading in enumerate(many(3000), 1):
            ledger.add([reading])
            kept = max(kept, number)

    with pytest.raises(LedgerError, match="no space left; make room and give the same command"):
        fill()
    assert kept > 30
    assert count(path) == kept
    db.run("PRAGMA max_page_count = 1000000")
    ledger.add(list(many(200)))
    ledger.close()
    assert count(path) == max(kept, 200)


def test_a_second_writer_waits_and_is_told_when_it_waited_in_vain(path: Path) -> None:
    first, second = Sqlite(path), Sqlite(path, patience=0.2)
    told = pytest.raises(LedgerError, match="another program is writing to it; try again")
    with first.transaction(), told:
        SqlLedger(second, Clock()).add([call()])
    SqlLedger(second, Clock()).add([call()])
    first.close()
    second.close()


def test_no_ledger_is_damaged_in_silence(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerError, match=r"damaged or cut off; restore a copy, or .*recover"):
        count(path)


@pytest.mark.parametrize("data", [b"no database at all, but a text " * 40, b"\x7fELF" * 400])
def test_what_is_no_ledger_is_left_alone(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="it is not a ledger; give another path"):
        open_ledger(str(path), create=True)
    assert path.read_bytes() == data


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(LedgerError, match="a database of another program"):
        open_ledger(str(path), create=True)


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="it is a folder; name a file in it"):
        open_ledger(str(tmp_path), create=True)
    with pytest.raises(LedgerError, match="cannot be opened; check the path"):
        open_ledger(str(tmp_path / "missing" / "a.ledger"), create=True)


def test_a_newer_ledger_is_refused(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    with pytest.raises(LedgerError, match="install a newer dragoman"):
        open_ledger(str(path))


@pytest.mark.parametrize("version", range(VERSION))
def test_an_older_ledger_is_brought_to_our_version(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.ledger"
    with sqlite3.connect(path, isolation_level=None) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION}")
        for number in range(1, version + 1):
            for statement in migration("sqlite", number):
                raw.execute(statement)
        raw.execute(f"PRAGMA user_version = {version}")
    raw.close()
    with open_ledger(str(path)) as ledger:
        ledger.add([call()])
    assert count(path) == 1


@pytest.fixture
def shared(path: Path) -> Iterator[Path]:
    """A ledger that nobody but its owner may write, in a folder that all may read."""
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / path.name
        moved.write_bytes(path.read_bytes())
        moved.chmod(0o444)
        Path(folder).chmod(0o555)
        yield moved
        Path(folder).chmod(0o755)


def test_a_file_that_may_only_be_read_is_read_and_not_written(shared: Path) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # root may write everything: a process that is not root must try
        if os.getuid() == 0:
            os.setuid(NOBODY)
        os.write(writing, use(shared).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        number, message = said.read().splitlines()
    assert number == "30"
    assert message.startswith(f"{shared}: it may only be read; check the rights")


def use(path: Path) -> str:
    """How many claims there are, and what is said when one is judged."""
    with open_ledger(str(path)) as ledger:
        found = [account.claim.id for account in ledger.claims(ClaimQuery())]
        try:
            ledger.judge(Verdict(found[0], Decision.ACCEPT, "ann", ""))
        except LedgerError as error:
            return f"{len(found)}\n{error}"
    return f"{len(found)}\nwritten"


ADDER = """
import sys
from dragoman.ledger import open_ledger
from tests.ledger.make import call
path, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with open_ledger(path, create=True) as ledger:
    for n in range(first, last):
        ledger.add([call(f"{n}.txt", f"Report {n}: Oslo and Bern spoke, Lima says.")])
        print(n, flush=True)
"""


def adder(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", ADDER, str(path), str(first), str(last)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=os.getcwd())


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "both.ledger"
    both = [adder(path, 0, 60), adder(path, 30, 90)]
    for one in both:
        one.communicate(timeout=60)
    assert [one.returncode for one in both] == [0, 0]
    assert count(path) == 90


@pytest.mark.parametrize("moment", [0, 1, 7, 20])
def test_a_killed_writer_loses_nothing_that_it_reported(tmp_path: Path, moment: int) -> None:
    path = tmp_path / "killed.ledger"
    started = adder(path, 0, 100_000)
    assert started.stdout is not None
    reported = [int(started.stdout.readline()) for _ in range(moment + 1)]
    started.kill()
    reported += [int(line) for line in started.stdout.read().split()]
    started.wait()
    started.stdout.close()
    kept = count(path)
    assert kept in (len(reported), len(reported) + 1)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        halves = "SELECT count(*) FROM document WHERE no NOT IN (SELECT document FROM reading)"
        assert raw.execute(halves).fetchone() == (0,)
    raw.close()


def test_ten_readers_beside_a_writer(path: Path) -> None:
    readers: list[Ledger] = [open_ledger(str(path)) for _ in range(10)]
    with open_ledger(str(path)) as writer:
        for reading in many(60):
            writer.add([reading])
            for reader in readers:
                assert sum(1 for _ in reader.claims(ClaimQuery())) >= 30
    for reader in readers:
        reader.close()
    assert count(path) == 60
