"""A ledger in one file: SQLite, with write-ahead log and full-text search."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from dragoman.ledger.database import VERSION, Row, check_version, migration
from dragoman.model import LedgerError

APPLICATION = 0x64726167  # "drag": marks the file as a ledger of ours
PATIENCE = 60.0  # seconds that a second writer waits for the first
CACHE = -16_000  # kilobytes of pages kept in memory
STEPS = 20_000  # steps of a query between two looks at the clock
REMEDIES = {
    "SQLITE_BUSY": "another program is writing to it; try again when that has finished",
    "SQLITE_LOCKED": "another program is writing to it; try again when that has finished",
    "SQLITE_FULL": (
        "no space left; make room and give the same command again: what was added stays, "
        "and it goes on from there"
    ),
    "SQLITE_READONLY": "it may only be read; check the rights of the file and of its folder",
    "SQLITE_CANTOPEN": "it cannot be opened; check the path and the rights of its folder",
    "SQLITE_PERM": "it cannot be opened; check the rights of the file and of its folder",
    "SQLITE_NOTADB": "it is not a ledger; give another path, or move the file away",
    "SQLITE_CORRUPT": (
        "it is damaged or cut off; restore a copy, or save what can be saved with "
        "`sqlite3 LEDGER .recover`"
    ),
    "SQLITE_INTERRUPT": "the question took too long; ask for less (a pair, a period, a page)",
    "SQLITE_IOERR": "the disk cannot be read or written; check it and give the command again",
}


class Sqlite:
    """A connection to a ledger in a file.

    Args:
        path: the file; `create` makes it if it is missing.
        patience: seconds that a writer waits for another.

    Raises:
        LedgerError: there is none, it is no ledger, is damaged, or of a newer program.
    """

    def __init__(self, path: Path, *, create: bool = False, patience: float = PATIENCE) -> None:
        self._path = path
        self._ends: float | None = None
        if not create and not path.exists():
            raise LedgerError(
                f"{path}: there is no ledger; make one with `dragoman add PATH… --ledger {path}`"
            )
        if path.is_dir():
            raise LedgerError(f"{path}: it is a folder; name a file in it")
        self.readonly = path.exists() and not os.access(path, os.W_OK)
        try:
            self._connection = sqlite3.connect(
                _address(path, self.readonly), uri=True, isolation_level=None, timeout=patience
            )
        except sqlite3.Error as error:
            raise self._named(error) from error
        try:
            self._prepare(patience)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        self._check()
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._named(error) from error

    def run(self, sql: str, *values: object) -> int:
        """Runs a statement; how many rows it changed."""
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise self._named(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a second writer waits, and then is told so."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # SQLite itself has rolled back after some errors; then there is nothing to do.
            with suppress(LedgerError):
                self.run("ROLLBACK")
            raise

    def add_words(self, document: int, title: str, text: str) -> None:
        """Makes a document findable."""
        self.run("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", document, title, text)

    def found(self, words: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """Documents with all these words; those with a word in the title come first."""
        terms = (f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in words)
        sql = (
            "SELECT rowid AS document, bm25(words, 4.0, 1.0) AS rank FROM words WHERE words MATCH ?"
        )
        return sql, (" ".join(terms),)

    def limit(self, seconds: float | None) -> None:
        """All that is asked from now on must be done in so many seconds."""
        self._ends = None if seconds is None else time.monotonic() + seconds
        late = None if seconds is None else self._is_late
        self._connection.set_progress_handler(late, STEPS)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def _is_late(self) -> bool:
        return self._ends is not None and time.monotonic() > self._ends

    def _check(self) -> None:
        """Ends what asks one short question after the other."""
        if self._is_late():
            raise LedgerError(f"{self._path}: {REMEDIES['SQLITE_INTERRUPT']}")

    def _prepare(self, patience: float) -> None:
        self.run("PRAGMA foreign_keys = ON")
        self.run(f"PRAGMA cache_size = {CACHE}")
        version = self._version()
        check_version(str(self._path), version)
        if self.readonly:
            if version < VERSION:
                raise LedgerError(
                    f"{self._path} is a ledger of version {version} and must be brought to "
                    f"version {VERSION}, but it may only be read; make it writable once"
                )
            return
        self._use_log(patience)
        if version < VERSION:
            with self.transaction():
                self._migrate()

    def _use_log(self, patience: float) -> None:
        """Readers and a writer beside each other. No lock is waited for here, so we do."""
        ends = time.monotonic() + patience
        while True:
            try:
                self.run("PRAGMA journal_mode = WAL")
                return
            except LedgerError:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.05)

    def _version(self) -> int:
        """The version of the schema: 0 for a new file.

        Raises:
            LedgerError: the database is another program's.
        """
        application = int(self.rows("PRAGMA application_id")[0][0])
        tables = int(self.rows("SELECT count(*) FROM sqlite_schema")[0][0])
        if tables and application != APPLICATION:
            raise LedgerError(
                f"{self._path}: it is a database of another program; give another path"
            )
        return int(self.rows("PRAGMA user_version")[0][0])

    def _migrate(self) -> None:
        """Brings the schema to our version; another program may have done it by now."""
        for version in range(self._version() + 1, VERSION + 1):
            for statement in migration("sqlite", version):
                self.run(statement)
            self.run(f"PRAGMA user_version = {version}")
        self.run(f"PRAGMA application_id = {APPLICATION}")

    def _named(self, error: sqlite3.Error) -> LedgerError:
        """What is wrong, and what would help."""
        name = getattr(error, "sqlite_errorname", "")
        remedy = REMEDIES.get("_".join(name.split("_")[:2]), f"{error} ({name or 'sqlite'})")
        return LedgerError(f"{self._path}: {remedy}")


def _address(path: Path, readonly: bool) -> str:
    """The file as SQLite is told of it. Where even the folder may only be read and nobody has
    left a log, the file cannot change, and SQLite must be told not to look for one."""
    address = f"file:{quote(str(path.absolute()), errors='surrogateescape')}"
    if not readonly:
        return address
    log = path.with_name(path.name + "-wal")
    still = not os.access(path.absolute().parent, os.W_OK) and not log.exists()
    return f"{address}?immutable=1" if still else f"{address}?mode=ro"
