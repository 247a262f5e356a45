"""What the ledger asks of a database, whichever it is.

SQL here and in the rooms' other modules is what SQLite and PostgreSQL have in common; values stand
for question marks. What they do not share are the methods of `Database`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from typing import Any, Protocol

from dragoman.model import LedgerError

Row = tuple[Any, ...]
VERSION = 6  # of the schema: the highest number in schema/*/


class Database(Protocol):
    """A connection to one database.

    Every method raises `LedgerError`, which says what is wrong and what would help.
    """

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query."""
        ...

    def run(self, sql: str, *values: object) -> int:
        """Runs a statement; how many rows it changed."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing, one writer at a time; the second one waits."""
        ...

    def add_words(self, document: int, title: str, text: str) -> None:
        """Makes a document findable by the folded words of its title and text."""
        ...

    def found(self, words: Sequence[str]) -> tuple[str, tuple[object, ...]]:
        """A query, with its values, for (document, rank) of documents with all these folded words.

        The lowest rank is best. A word that ends in "*" stands for all that begin so.
        """
        ...

    def limit(self, seconds: float | None) -> None:
        """All that is asked from now on must be done in so many seconds; None: however long."""
        ...

    def close(self) -> None:
        """Ends the connection."""
        ...


def insert(db: Database, table: str, **columns: object) -> int:
    """Inserts a row; its number."""
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING no"
    return int(db.rows(sql, *columns.values())[0][0])


def one(db: Database, sql: str, *values: object) -> Row | None:
    """The first row of a query."""
    found = db.rows(sql, *values)
    return found[0] if found else None


def marks(values: Sequence[object]) -> str:
    """Question marks for a list of values.

    >>> marks([1, 2, 3])
    '?, ?, ?'
    """
    return ", ".join("?" * len(values))


def migration(dialect: str, version: int) -> list[str]:
    """The statements that bring a ledger of the version before to this one."""
    path = files(__package__).joinpath("schema", dialect, f"{version}.sql")
    text = path.read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("--"))
    return [part for part in "\n".join(lines).split(";\n") if part.strip()]


def check_version(name: str, version: int) -> None:
    """Refuses a ledger that a newer program has made.

    Raises:
        LedgerError: it is newer than we are.
    """
    if version > VERSION:
        raise LedgerError(
            f"{name} is a ledger of version {version}, and this dragoman knows versions up to "
            f"{VERSION}; install a newer dragoman (pip install --upgrade dragoman)"
        )
