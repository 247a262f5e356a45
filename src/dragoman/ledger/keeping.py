"""Readings into the ledger: texts, the sources they stand at, and their claims.

A text is kept once, however many sources show it, and counts as long as one of them does. It is
dated by the earliest publication among these. One reading of a text stands at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.ledger.codec import coding_of, pack_claim, pack_id, pack_regions, pack_text
from dragoman.ledger.database import Database, insert, one
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.pairs import claimant_code, pairs_of
from dragoman.ledger.query import pack_day, unpack_day
from dragoman.ledger.relations import mark_homes
from dragoman.ledger.words import folded
from dragoman.model import Claim, Document, Reading, Run

LONGEST = 1000  # characters of a source's name; longer ones end in a digest


class Change(StrEnum):
    """What became of a document."""

    NEW = "new"  # its text was not known
    CHANGED = "changed"  # its source had another text before
    AGAIN = "again"  # its text was known: at most another source is noted
    REREAD = "read again"  # its text was known, and its claims are replaced


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it stands at a source."""

    no: int
    language: str
    published: date | None


def knows(db: Database, document: Document, run: Run) -> bool:
    """Whether reading a document with that run would change nothing but its sources."""
    row = one(db, "SELECT no FROM document WHERE sha256 = ?", bytes.fromhex(document.sha256))
    if row is None:
        return False
    number = int(row[0])
    versions = _open_versions(db, number, but_at=plain(document.source))
    dating = _dating([*versions, Version(0, document.language, document.published)])
    if dating.no != 0:
        return True
    return _same_reading(db, number, dating, run) is not None


@dataclass(slots=True)
class Keeper:
    """Keeps readings; each call stands inside a transaction.

    Args:
        now: when, for all that is kept by this one.
    """

    db: Database
    numbers: NumberTable
    now: int

    def keep(self, document: Document, run: Run, reading: Reading | None) -> Change:
        """Keeps a document and what a run made of it; None for one that `knows` says is known."""
        text, new = self._text(document)
        version, changed = self._version(document, text)
        reread = self._stand(text, version, run, reading)
        if new:
            return Change.CHANGED if changed else Change.NEW
        if changed:
            return Change.CHANGED
        return Change.REREAD if reread else Change.AGAIN

    def _text(self, document: Document) -> tuple[int, bool]:
        """The number of a text, and whether it is new."""
        digest = bytes.fromhex(document.sha256)
        row = one(self.db, "SELECT no FROM document WHERE sha256 = ?", digest)
        if row is not None:
            return int(row[0]), False
        text = pack_text(document.text)
        number = insert(self.db, "document", sha256=digest, text=text)
        self.db.add_words(number, folded(document.title or ""), folded(document.text))
        return number, True

    def _version(self, document: Document, text: int) -> tuple[int, bool]:
        """The number of the text at its source, and whether it takes another text's place."""
        source = self.numbers.source(plain(document.source))
        facts = (
            document.language,
            _plain(document.title),
            _plain(document.publisher),
            pack_day(document.published),
            _plain(document.url),
        )
        row = one(
            self.db,
            "SELECT no, document, language, title, publisher, published, url FROM version"
            " WHERE source = ? AND until IS NULL",
            source,
        )
        if row is not None and row[1] == text and row[2:] == facts:
            return int(row[0]), False
        if row is not None:
            self.db.run("UPDATE version SET until = ? WHERE no = ?", self.now, row[0])
        language, title, publisher, published, url = facts
        number = insert(
            self.db,
            "version",
            source=source,
            document=text,
            language=language,
            title=title,
            publisher=publisher,
            published=published,
            url=url,
            since=self.now,
        )
        changed = row is not None and row[1] != text
        if row is not None and changed and not _open_versions(self.db, int(row[1])):
            self._fall(int(row[1]))
        return number, changed

    def _stand(self, text: int, version: int, run: Run, reading: Reading | None) -> bool:
        """Lets the right reading of a text stand; whether it is another than before."""
        dating = _dating(_open_versions(self.db, text))
        standing = self._standing(text)
        wanted = _same_reading(self.db, text, dating, run)
        if wanted is None and (dating.no != version or reading is None):
            # A later copy was read, or nothing: what was read of the text before is right.
            wanted = standing or _same_reading(self.db, text, dating, None)
        if wanted is None and reading is not None:
            wanted = self._add(reading, text, version)
        if wanted is None or wanted == standing:
            return False
        self._fall(text)
        self._rise(wanted)
        return True

    def _standing(self, text: int) -> int | None:
        row = one(
            self.db,
            "SELECT reading.no FROM reading JOIN standing ON standing.reading = reading.no"
            " WHERE reading.document = ? AND standing.until IS NULL",
            text,
        )
        return None if row is None else int(row[0])

    def _fall(self, text: int) -> None:
        """The claims of a text count no longer."""
        standing = self._standing(text)
        if standing is not None:
            self.db.run(
                "UPDATE standing SET until = ? WHERE reading = ? AND until IS NULL",
                self.now,
                standing,
            )
            self._touch(standing)

    def _rise(self, reading: int) -> None:
        """The claims of a reading count from now on."""
        # A reading that fell and rises at one moment has never fallen.
        sql = "UPDATE standing SET until = NULL WHERE reading = ? AND since = ?"
        if not self.db.run(sql, reading, self.now):
            self.db.run("INSERT INTO standing (reading, since) VALUES (?, ?)", reading, self.now)
        self._touch(reading)

    def _touch(self, reading: int) -> None:
        """The events of these claims must be computed again."""
        mark_homes(self.db, "?", reading, self.now)

    def _add(self, reading: Reading, text: int, version: int) -> int:
        number = insert(
            self.db,
            "reading",
            document=text,
            version=version,
            run=self.numbers.run(reading.run),
            regions=pack_regions(reading.document.regions),
            words=reading.words,
            note=reading.note,
        )
        for claim in reading.claims:
            self._claim(claim, number)
        return number

    def _claim(self, claim: Claim, reading: int) -> None:
        when = claim.when
        home, *others = map(self.numbers.pair, pairs_of(claim))
        number = insert(
            self.db,
            "claim",
            id=pack_id(claim.id),
            reading=reading,
            coding=self.numbers.coding(coding_of(claim)),
            home=home,
            claimant=claimant_code(claim.claimant),
            starts=pack_day(when.start if when else None),
            ends=pack_day(when.end if when else None),
            confidence=claim.confidence,
            record=pack_claim(claim, self.numbers),
        )
        for pair in others:
            self.db.run("INSERT INTO claim_pair (pair, claim) VALUES (?, ?)", pair, number)


def plain(name: str) -> str:
    """A name as every database can keep it: file names need not be text, and may be long."""
    text = name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST]}…{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _plain(name: str | None) -> str | None:
    return None if name is None else plain(name)


def _open_versions(db: Database, text: int, but_at: str | None = None) -> list[Version]:
    """Where a text stands, one source left out."""
    rows = db.rows(
        "SELECT version.no, version.language, version.published, source.name FROM version"
        " JOIN source ON source.no = version.source"
        " WHERE version.document = ? AND version.until IS NULL ORDER BY version.no",
        text,
    )
    return [
        Version(no, language, unpack_day(day)) for no, language, day, name in rows if name != but_at
    ]


def _dating(versions: Iterable[Version]) -> Version:
    """The version that dates a text: the one published first, or else kept first."""
    return min(versions, key=lambda v: (v.published is None, v.published or date.min))


def _same_reading(db: Database, text: int, version: Version, run: Run | None) -> int | None:
    """A reading of a text in that language and of that date: by a run, or else the newest."""
    sql = (
        "SELECT reading.no FROM reading JOIN version ON version.no = reading.version"
        " JOIN run ON run.no = reading.run WHERE reading.document = ? AND version.language = ?"
        " AND coalesce(version.published, 0) = ?"
    )
    values: list[object] = [text, version.language, pack_day(version.published) or 0]
    if run is not None:
        sql += " AND run.dragoman = ? AND run.model = ? AND run.lexicon = ?"
        values += [run.dragoman, run.model, run.lexicon]
    row = one(db, sql + " ORDER BY reading.no DESC", *values)
    return None if row is None else int(row[0])
