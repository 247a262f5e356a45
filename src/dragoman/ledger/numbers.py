"""Numbers for what many records share: actors, words, codes, pairs, sources, runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from dragoman.ledger.codec import Coding, pack_actor, pack_coding, unpack_actor
from dragoman.ledger.database import Database, Row, insert, one
from dragoman.ledger.pairs import Pair
from dragoman.model import Actor, LedgerError, Run

Key = TypeVar("Key")
Value = TypeVar("Value")
KEPT = 50_000  # entries of a cache; it is emptied when it is full, so that memory stays flat


class NumberTable:
    """Numbers by what they stand for, and back; what was looked up is kept for a while.

    Numbers are given inside a transaction; `forget` must be called if it fails.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._numbers: dict[object, int] = {}
        self._actors: dict[int, Actor] = {}
        self._texts: dict[int, str] = {}
        self._runs: dict[int, Run] = {}

    def forget(self) -> None:
        """Empties the caches: numbers that a failed transaction gave are not to be used."""
        self._numbers.clear()
        self._actors.clear()
        self._texts.clear()
        self._runs.clear()

    def term(self, text: str) -> int:
        """The number of a word."""
        return self._number(("term", text), "term", {"text": text})

    def text(self, number: int) -> str:
        """The word of a number."""
        return self._kept(self._texts, number, self._find_text)

    def actor(self, actor: Actor) -> int:
        """The number of an actor."""
        record = pack_actor(actor)
        return self._number(actor, "actor", {"record": record}, {"id": actor.id})

    def actor_of(self, number: int) -> Actor:
        """The actor of a number."""
        return self._kept(self._actors, number, self._find_actor)

    def coding(self, coding: Coding) -> int:
        """The number of some codes."""
        more = {"act": coding.act, "type": coding.type, "status": str(coding.status)}
        return self._number(coding, "coding", {"record": pack_coding(coding)}, more)

    def pair(self, pair: Pair) -> int:
        """The number of a pair."""
        return self._number(("pair", pair), "pair", {"first": pair.first, "second": pair.second})

    def run(self, run: Run) -> int:
        """The number of a run."""
        columns = {"dragoman": run.dragoman, "model": run.model, "lexicon": run.lexicon}
        return self._number(run, "run", columns)

    def run_of(self, number: int) -> Run:
        """The run of a number."""
        return self._kept(self._runs, number, self._find_run)

    def source(self, name: str) -> int:
        """The number of a source; these are too many to be kept."""
        return self._look_up("source", {"name": name}, {})

    def _number(
        self,
        key: object,
        table: str,
        columns: Mapping[str, object],
        more: Mapping[str, object] | None = None,
    ) -> int:
        return self._kept(self._numbers, key, lambda _: self._look_up(table, columns, more or {}))

    def _look_up(
        self, table: str, columns: Mapping[str, object], more: Mapping[str, object]
    ) -> int:
        where = " AND ".join(f"{name} = ?" for name in columns)
        row = one(self._db, f"SELECT no FROM {table} WHERE {where}", *columns.values())
        return int(row[0]) if row else insert(self._db, table, **columns, **more)

    def _find_text(self, number: int) -> str:
        return str(self._row("SELECT text FROM term WHERE no = ?", number)[0])

    def _find_run(self, number: int) -> Run:
        return Run(*self._row("SELECT dragoman, model, lexicon FROM run WHERE no = ?", number))

    def _find_actor(self, number: int) -> Actor:
        return unpack_actor(self._row("SELECT record FROM actor WHERE no = ?", number)[0])

    def _row(self, sql: str, number: int) -> Row:
        row = one(self._db, sql, number)
        if row is None:
            raise LedgerError(f"the ledger is damaged: number {number} is missing; restore a copy")
        return row

    def _kept(self, cache: dict[Key, Value], key: Key, find: Callable[[Key], Value]) -> Value:
        found = cache.get(key)
        if found is None:
            if len(cache) >= KEPT:
                cache.clear()
            found = cache[key] = find(key)
        return found
