"""A ledger in a PostgreSQL database, in the schema that the address selects."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from dragoman.ledger.database import VERSION, Row, check_version, migration
from dragoman.model import LedgerError

LOCK = 0x64726167  # one writer at a time, as with SQLite: adding is never what takes time
LONGEST = 250_000  # characters of a text that are indexed: a tsvector has at most a megabyte
LATE = "the question took too long; ask for less (a pair, a period, a page)"
PATIENCE = 60.0  # seconds that a second writer waits for the first


class Postgres:
    """A connection to a ledger in PostgreSQL.

    Args:
        url: `postgresql://user:password@host/database`.
        create: whether tables are made where there are none.
        patience: seconds that a writer waits for another.

    Raises:
        LedgerError: the driver is missing, the server cannot be reached, there is no ledger, or
            it is a newer program's.
    """

    readonly = False

    def __init__(self, url: str, *, create: bool = False, patience: float = PATIENCE) -> None:
        try:
            import psycopg
        except ImportError as error:
            raise LedgerError(
                "PostgreSQL needs its driver: pip install 'dragoman[postgres]'"
            ) from error
        self._name = _shown(url)
        self._ends: float | None = None
        self._psycopg = psycopg
        self._patience = patience
        with self._named():
            self._connection = psycopg.connect(url, autocommit=True)
        try:
            self._prepare(create)
        except BaseException:
            self._connection.close()
            raise

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        if self._ends is not None and time.monotonic() > self._ends:
            raise LedgerError(f"{self._name}: {LATE}")
        with self._named():
            return self._connection.execute(_marked(sql), values).fetchall()

    def run(self, sql: str, *values: object) -> int:
        """Runs a statement; how many rows it changed."""
        with self._named():
            return self._connection.execute(_marked(sql), values).rowcount

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a second writer waits."""
        with self._named(), self._connection.transaction():
            self.run(f"SET LOCAL lock_timeout = {round(self._patience * 1000)}")
            self.run("SELECT pg_advisory_xact_lock(?)", LOCK)
            yield

    def add_words(self, document: int, title: str, text: str) -> None:
        """Makes a document findable."""
        self.run(
            "INSERT INTO words (rowid, words) VALUES (?, setweight(to_tsvector('simple', ?), 'A')"
            " || setweight(to_tsvector('simple', ?), 'D'))",
            document,
            title,
            text[:LONGEST],
        )

    def found(self, words: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """Documents with all these words; those with a word in the title come first."""
        terms = (f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'" for word in words)
        sql = (
            "SELECT rowid AS document, -ts_rank(words, query) AS rank"
            " FROM words, to_tsquery('simple', ?) AS query WHERE words @@ query"
        )
        return sql, (" & ".join(terms),)

    def limit(self, seconds: float | None) -> None:
        """All that is asked from now on must be done in so many seconds."""
        self._ends = None if seconds is None else time.monotonic() + seconds
        self.run(f"SET statement_timeout = {0 if seconds is None else round(seconds * 1000)}")

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def _prepare(self, create: bool) -> None:
        version = self._version()
        check_version(self._name, version)
        if version == 0 and not create:
            raise LedgerError(
                f"{self._name}: there is no ledger; make one with "
                f"`dragoman add PATH… --ledger {self._name}`"
            )
        if version < VERSION:
            with self.transaction():
                self._migrate()

    def _version(self) -> int:
        if self.rows("SELECT to_regclass('ledger_version')")[0][0] is None:
            return 0
        return int(self.rows("SELECT max(version) FROM ledger_version")[0][0])

    def _migrate(self) -> None:
        """Brings the schema to our version; another may have done it by now."""
        for version in range(self._version() + 1, VERSION + 1):
            for statement in migration("postgres", version):
                self.run(statement)
            if version == 1:
                self.run("CREATE TABLE ledger_version (version BIGINT PRIMARY KEY)")
            self.run("INSERT INTO ledger_version (version) VALUES (?)", version)

    @contextmanager
    def _named(self) -> Iterator[None]:
        errors = self._psycopg.errors
        try:
            yield
        except errors.LockNotAvailable as error:
            raise LedgerError(
                f"{self._name}: another program is writing to it; try again when that has finished"
            ) from error
        except errors.QueryCanceled as error:
            raise LedgerError(f"{self._name}: {LATE}") from error
        except errors.DiskFull as error:
            raise LedgerError(
                f"{self._name}: the server has no space left; make room and give the same command "
                "again: what was added stays, and it goes on from there"
            ) from error
        except (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction) as error:
            raise LedgerError(
                f"{self._name}: the user may not write there; ask for the rights"
            ) from error
        except self._psycopg.OperationalError as error:
            raise LedgerError(
                f"{self._name}: the server cannot be reached or has gone ({_first(error)}); start "
                "it, check the address, and give the command again"
            ) from error
        except self._psycopg.Error as error:
            raise LedgerError(f"{self._name}: {_first(error)}") from error


def _marked(sql: str) -> str:
    """A statement with PostgreSQL's marks for values; none of ours has a "?" in its words."""
    return sql.replace("?", "%s")


def _first(error: Exception) -> str:
    """The first line of what the server says."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _shown(url: str) -> str:
    """The address without its password.

    >>> _shown("postgresql://ann:secret@db.example/news")
    'postgresql://ann@db.example/news'
    """
    parts = urlsplit(url)
    user, at, place = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{user.partition(':')[0]}{at}{place}{parts.path}"
