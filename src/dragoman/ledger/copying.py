"""Which documents copy which: signatures, bands, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.database import Database, marks, one
from dragoman.ledger.relations import EVENTS
from dragoman.model import LedgerError

LATEST = 50  # documents of a band that a new one is compared with


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with its signature, its bands, and the id of the document that it copies."""

    document: str
    signature: bytes
    bands: tuple[int, ...]
    origin: str | None


def unsigned(db: Database, limit: int) -> list[str]:
    """Ids of documents without a signature, in the order in which they came.

    These are the ones behind the last that has one: documents are signed in their order, and one
    program at a time numbers and signs them.
    """
    rows = db.rows(
        "SELECT sha256 FROM document"
        " WHERE no > (SELECT coalesce(max(document), 0) FROM signature) ORDER BY no LIMIT ?",
        limit,
    )
    return [f"sha256:{row[0].hex()}" for row in rows]


def alike(db: Database, bands: Sequence[int]) -> list[tuple[str, bytes]]:
    """Ids and signatures of documents that share a band, in the order in which they came.

    Of each band the latest are looked at: words that come back in thousands of texts tell nothing,
    and the time that a document takes must not grow with the ledger.
    """
    latest = f"SELECT document FROM band WHERE band = ? ORDER BY document DESC LIMIT {LATEST}"
    asked = [f"SELECT document FROM ({latest}) AS band_{place}" for place in range(len(bands))]
    found = [row[0] for row in db.rows(" UNION ".join(asked), *bands)] if bands else []
    if not found:
        return []
    rows = db.rows(
        "SELECT document.sha256, signature.signature FROM signature"
        " JOIN document ON document.no = signature.document"
        f" WHERE document.no IN ({marks(found)}) ORDER BY document.no",
        *found,
    )
    return [(f"sha256:{sha.hex()}", signature) for sha, signature in rows]


def sign(db: Database, signed: Signed, now: int) -> None:
    """Keeps a signature; where the document turns out a copy, its events become stale."""
    number = _number(db, signed.document)
    sql = "INSERT INTO signature (document, signature) VALUES (?, ?) ON CONFLICT DO NOTHING"
    if not db.run(sql, number, signed.signature):
        return  # another program has been faster
    rows = [value for band in sorted({*signed.bands}) for value in (band, number)]
    if rows:
        values = ", ".join(["(?, ?)"] * (len(rows) // 2))
        db.run(f"INSERT INTO band (band, document) VALUES {values}", *rows)
    if signed.origin not in (None, signed.document):
        # What copies a copy has the origin of that.
        sql = "SELECT coalesce(origin, no) FROM document WHERE no = ?"
        origin = db.rows(sql, _number(db, str(signed.origin)))[0][0]
        db.run("UPDATE document SET origin = ? WHERE no = ?", origin, number)
        db.run(
            "INSERT INTO stale (pair, part, since) SELECT DISTINCT claim.home, ?, ? FROM claim"
            " JOIN reading ON reading.no = claim.reading WHERE reading.document = ?"
            " ON CONFLICT (pair, part) DO UPDATE SET since = excluded.since",
            EVENTS,
            now,
            number,
        )


def _number(db: Database, identity: str) -> int:
    digest = bytes.fromhex(identity.removeprefix("sha256:"))
    row = one(db, "SELECT no FROM document WHERE sha256 = ?", digest)
    if row is None:
        raise LedgerError(f"there is no document {identity} in the ledger")
    return int(row[0])
