"""Analysts' decisions: added, taken back, never changed and never lost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.ledger.database import Database, Row, insert, marks
from dragoman.ledger.pairs import Pair
from dragoman.ledger.query import moment_of
from dragoman.model import Decision, Judgement, Subject, UsageError

COLUMNS = "id, subject, target, decision, author, reason, at, other, changes, undone, undone_by"
Changes = tuple[tuple[str, str], ...]


def identity(subject: Subject, target: str, decision: Decision, by: str, at: int) -> str:
    """The id of a judgement: the same for the same decision at the same moment."""
    parts = "\x1f".join((subject, target, decision, by, str(at)))
    return f"j{hashlib.sha256(parts.encode()).hexdigest()[:11]}"


def add(db: Database, judgement: Judgement, at: int, about: Iterable[Pair]) -> None:
    """Adds a judgement, with the pairs where what it is about stands."""
    insert(
        db,
        "judgement",
        id=judgement.id,
        subject=str(judgement.subject),
        target=judgement.target,
        decision=str(judgement.decision),
        other=judgement.other,
        author=judgement.by,
        reason=judgement.reason,
        at=at,
        changes=msgspec.json.encode(judgement.changes).decode(),
        pairs=msgspec.json.encode(sorted(about)).decode(),
    )


def pairs(db: Database, identity: str) -> set[Pair]:
    """Where that which a judgement is about stood when it was made."""
    rows = db.rows("SELECT pairs FROM judgement WHERE id = ?", identity)
    return {pair for row in rows for pair in msgspec.json.decode(row[0], type=list[Pair])}


def one(db: Database, identity: str) -> Judgement | None:
    """The judgement of that id."""
    rows = db.rows(f"SELECT {COLUMNS} FROM judgement WHERE id = ?", identity)
    return _judgement(rows[0]) if rows else None


def take_back(db: Database, identity: str, by: str, at: int) -> None:
    """Takes a judgement back; it stays in the log.

    Raises:
        UsageError: there is none, or it is taken back already.
    """
    sql = "UPDATE judgement SET undone = ?, undone_by = ? WHERE id = ? AND undone IS NULL"
    if not db.run(sql, at, by, identity):
        raise UsageError(
            f"no judgement {identity!r} holds; `dragoman judge --log` lists all of them"
        )


def log(db: Database, about: str | None) -> Iterator[Judgement]:
    """All judgements in the order of their making; those about one claim, event or thread."""
    where, values = "", list[str]()
    if about is not None:
        where, values = " WHERE target = ? OR other = ? OR id = ?", [about] * 3
    for row in db.rows(f"SELECT {COLUMNS} FROM judgement{where} ORDER BY no", *values):
        yield _judgement(row)


def holding(
    db: Database, as_of: int, targets: Iterable[str] | None = None
) -> dict[str, list[Judgement]]:
    """Judgements that hold, by what they are about, in the order of their making.

    Args:
        as_of: the moment before which they were made and not taken back.
        targets: what they are about; None for all.
    """
    sql = f"SELECT {COLUMNS} FROM judgement WHERE at < ? AND (undone IS NULL OR undone >= ?)"
    values: list[object] = [as_of, as_of]
    if targets is not None:
        wanted = list(targets)
        sql += f" AND target IN ({marks(wanted)})"
        values += wanted
    found: dict[str, list[Judgement]] = {}
    for row in db.rows(sql + " ORDER BY no", *values):
        judgement = _judgement(row)
        found.setdefault(judgement.target, []).append(judgement)
    return found


def corrected_claims(db: Database, as_of: int) -> list[str]:
    """Ids of claims that a judgement corrects: their columns do not say what they count as."""
    return [
        row[0]
        for row in db.rows(
            "SELECT DISTINCT target FROM judgement WHERE subject = ? AND decision = ?"
            " AND at < ? AND (undone IS NULL OR undone >= ?)",
            str(Subject.CLAIM),
            str(Decision.CORRECT),
            as_of,
            as_of,
        )
    ]


def judged_claims(db: Database, as_of: int) -> list[str]:
    """Ids of claims about which a judgement says something."""
    sql = (
        "SELECT DISTINCT target FROM judgement WHERE subject = ?"
        " AND at < ? AND (undone IS NULL OR undone >= ?)"
    )
    return [row[0] for row in db.rows(sql, str(Subject.CLAIM), as_of, as_of)]


def _judgement(row: Row) -> Judgement:
    identity, subject, target, decision, by, reason, at, other, changes, undone, undone_by = row
    return Judgement(
        id=identity,
        subject=Subject(subject),
        target=target,
        decision=Decision(decision),
        by=by,
        reason=reason,
        at=moment_of(at),
        other=other,
        changes=msgspec.json.decode(changes, type=Changes),
        undone=None if undone is None else moment_of(undone),
        undone_by=undone_by,
    )
