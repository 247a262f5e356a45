"""Which documents copy which: signatures, bands, origins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.database import Database, one
from dragoman.ledger.query import pack_day
from dragoman.ledger.relations import mark_homes
from dragoman.model import LedgerError

LATEST = 20  # documents of a band that are looked at
MOST = 8  # documents that a new one is compared with
NEVER = 99_999_999  # after every day
LATEST_OF = (
    "SELECT document FROM band WHERE band = ? AND day BETWEEN ? AND ?"
    f" ORDER BY day DESC, document DESC LIMIT {LATEST}"
)
Days = tuple[date, date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with its signature, its bands, the day of its publication if that is known, and
    the id of the document that it copies."""

    document: str
    signature: bytes
    bands: tuple[int, ...]
    day: date | None
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


def alike(db: Database, bands: Sequence[int], days: Days | None) -> list[tuple[str, bytes]]:
    """Ids and signatures of the documents that share most bands, in the order in which they came.

    Of each band the latest are looked at: words that come back in thousands of texts tell nothing,
    and the time that a document takes must not grow with the ledger.

    Args:
        days: between which of them a document was published, if it is known when; None for any.
    """
    if not bands:
        return []
    stretches = [(0, NEVER)] if days is None else [(0, 0), (pack_day(days[0]), pack_day(days[1]))]
    values = [value for band in bands for stretch in stretches for value in (band, *stretch)]
    number = len(bands) * len(stretches)
    parts = (f"SELECT document FROM ({LATEST_OF}) AS band_{place}" for place in range(number))
    rows = db.rows(
        "SELECT document.sha256, signature.signature FROM ("
        f" SELECT document AS no FROM ({' UNION ALL '.join(parts)}) AS found"
        f" GROUP BY document ORDER BY count(*) DESC, document DESC LIMIT {MOST}"
        ") AS alike JOIN signature ON signature.document = alike.no"
        " JOIN document ON document.no = alike.no ORDER BY document.no",
        *values,
    )
    return [(f"sha256:{sha.hex()}", signature) for sha, signature in rows]


def sign(db: Database, signed: Signed, now: int) -> None:
    """Keeps a signature; where the document turns out a copy, its events become stale."""
    number = _number(db, signed.document)
    sql = "INSERT INTO signature (document, signature) VALUES (?, ?) ON CONFLICT DO NOTHING"
    if not db.run(sql, number, signed.signature):
        return  # another program has been faster
    bands, day = sorted({*signed.bands}), pack_day(signed.day) or 0
    if bands:
        values = ", ".join(["(?, ?, ?)"] * len(bands))
        rows = (value for band in bands for value in (band, day, number))
        db.run(f"INSERT INTO band (band, day, document) VALUES {values}", *rows)
    if signed.origin not in (None, signed.document):
        # What copies a copy has the origin of that.
        sql = "SELECT coalesce(origin, no) FROM document WHERE no = ?"
        origin = db.rows(sql, _number(db, str(signed.origin)))[0][0]
        db.run("UPDATE document SET origin = ? WHERE no = ?", origin, number)
        mark_homes(db, "SELECT no FROM reading WHERE document = ?", number, now)


def _number(db: Database, identity: str) -> int:
    digest = bytes.fromhex(identity.removeprefix("sha256:"))
    row = one(db, "SELECT no FROM document WHERE sha256 = ?", digest)
    if row is None:
        raise LedgerError(f"there is no document {identity} in the ledger")
    return int(row[0])
