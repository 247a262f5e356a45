"""Documents out of the ledger: lists, texts, and what a search finds."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from dragoman.ledger.claims import heading
from dragoman.ledger.codec import unpack_regions, unpack_text
from dragoman.ledger.database import Database, Row, marks, one
from dragoman.ledger.query import DocumentQuery, before, moment_of, pack_day, paged
from dragoman.ledger.words import excerpt, terms
from dragoman.model import Document, Heading

TOGETHER = 200  # documents that are fetched at once
ENTRIES = (
    "SELECT version.no, document.sha256, version.since, version.until, origin.sha256,"
    " (SELECT count(*) FROM claim JOIN reading ON reading.no = claim.reading"
    " JOIN standing ON standing.reading = reading.no WHERE reading.document = document.no"
    " AND standing.since < ? AND (standing.until IS NULL OR standing.until >= ?)),"
    " source.name, version.language, version.title, version.publisher, version.published,"
    " version.url FROM version JOIN document ON document.no = version.document"
    " JOIN source ON source.no = version.source"
    " LEFT JOIN document AS origin ON origin.no = document.origin"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it stands, or stood, at a source.

    Attributes:
        added: since when the source is known to show it.
        superseded: when the source was found to show another text, or None.
        claims: how many of its claims count.
    """

    heading: Heading
    added: datetime
    superseded: datetime | None
    claims: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that a search found: a stretch of it, and where the words stand therein."""

    entry: Entry
    excerpt: str
    found: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Documents:
    """Documents of a ledger."""

    db: Database

    def find(self, query: DocumentQuery) -> Iterator[Entry]:
        """The documents that are asked for, in the order in which they came."""
        where, values = _conditions(query)
        last = query.page is not None and query.page.newest
        order = "version.no DESC" if last else "version.no"
        sql, values = paged(
            "SELECT version.no FROM version JOIN source ON source.no = version.source"
            f" WHERE {where} ORDER BY {order}",
            values,
            query.page,
        )
        chosen = array("q", (row[0] for row in self.db.rows(sql, *values)))
        moment = before(query.as_of)
        for start in range(0, len(chosen), TOGETHER):
            some = chosen[start : start + TOGETHER].tolist()
            sql = f"{ENTRIES} WHERE version.no IN ({marks(some)}) ORDER BY {order}"
            for row in self.db.rows(sql, moment, moment, *some):
                yield _entry(row)

    def search(self, words: str, query: DocumentQuery, limit: int) -> Iterator[Hit]:
        """The documents with all these words, the best first; a text counts once.

        Raises:
            UsageError: there is no word in `words`.
        """
        asked = terms(words)
        sql, found = self.db.found(asked)
        where, values = _conditions(query)
        rows = self.db.rows(
            f"WITH hit AS MATERIALIZED ({sql}) SELECT min(version.no), hit.document FROM hit"
            " JOIN version ON version.document = hit.document"
            f" JOIN source ON source.no = version.source WHERE {where}"
            " GROUP BY hit.document, hit.rank ORDER BY hit.rank, hit.document LIMIT ?",
            *found,
            *values,
            limit,
        )
        moment = before(query.as_of)
        for version, document in rows:
            entry = one(self.db, f"{ENTRIES} WHERE version.no = ?", moment, moment, version)
            text = one(self.db, "SELECT text FROM document WHERE no = ?", document)
            assert entry is not None
            assert text is not None
            yield Hit(_entry(entry), *excerpt(unpack_text(text[0]), asked))

    def ids(self, beginning: str) -> list[str]:
        """Ids of documents whose digest begins so; at most a few."""
        digest = beginning.removeprefix("sha256:")
        whole = digest[: len(digest) // 2 * 2]
        try:
            low = bytes.fromhex(whole)
        except ValueError:
            return []
        rows = self.db.rows(
            "SELECT sha256 FROM document WHERE sha256 >= ? AND sha256 <= ? LIMIT 500",
            low,
            low.ljust(32, b"\xff"),
        )
        names = (row[0].hex() for row in rows)
        return [f"sha256:{name}" for name in names if name.startswith(digest)][:5]

    def get(self, identity: str) -> Document | None:
        """A document with its text, under the heading of its newest reading."""
        row = one(
            self.db,
            "SELECT document.text, document.sha256, reading.regions, reading.note, source.name,"
            " version.language, version.title, version.publisher, version.published, version.url"
            " FROM document JOIN reading ON reading.document = document.no"
            " JOIN version ON version.no = reading.version"
            " JOIN source ON source.no = version.source"
            " WHERE document.sha256 = ? ORDER BY reading.no DESC LIMIT 1",
            bytes.fromhex(identity.removeprefix("sha256:")),
        )
        if row is None:
            return None
        text, sha, regions, note, *facts = row
        about = heading(identity, None, facts)
        return Document(
            text=unpack_text(text),
            language=about.language,
            source=about.source,
            sha256=sha.hex(),
            regions=unpack_regions(regions),
            title=about.title,
            publisher=about.publisher,
            published=about.published,
            url=about.url,
            note=note,
        )


def _conditions(query: DocumentQuery) -> tuple[str, list[object]]:
    moment = before(query.as_of)
    conditions, values = ["version.since < ?"], list[object]([moment])

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if not query.superseded:
        ask("(version.until IS NULL OR version.until >= ?)", moment)
    if query.language is not None:
        ask("version.language = ?", query.language)
    if query.publisher is not None:
        ask("lower(version.publisher) = ?", query.publisher.lower())
    if query.source is not None:
        ask("source.name LIKE ? ESCAPE '!'", f"%{_literal(query.source)}%")
    if query.since is not None:
        ask("version.published >= ?", pack_day(query.since))
    if query.until is not None:
        ask("version.published <= ?", pack_day(query.until))
    return " AND ".join(conditions), values


def _literal(words: str) -> str:
    """Words in which nothing means anything but itself to LIKE."""
    for sign in "!%_":
        words = words.replace(sign, f"!{sign}")
    return words


def _entry(row: Row) -> Entry:
    _, sha, since, until, origin, claims, *facts = row
    return Entry(
        heading(f"sha256:{sha.hex()}", origin, facts),
        moment_of(since),
        None if until is None else moment_of(until),
        claims,
    )
