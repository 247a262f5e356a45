"""Claims out of the ledger: which are asked for, and what they were."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.ledger import judgements
from dragoman.ledger.codec import (
    Columns,
    id_range,
    pack_id,
    unpack_claim,
    unpack_id,
    unpack_text,
)
from dragoman.ledger.database import Database, Row, marks
from dragoman.ledger.effective import Vocabulary, counted
from dragoman.ledger.numbers import NumberTable
from dragoman.ledger.query import (
    ALWAYS,
    OWN_VOICE,
    ClaimQuery,
    Page,
    before,
    pack_day,
    paged,
    unpack_day,
)
from dragoman.model import Account, Heading

TOGETHER = 200  # claims that are fetched at once
TABLES = (
    " FROM claim JOIN coding ON coding.no = claim.coding"
    " JOIN reading ON reading.no = claim.reading"
    " JOIN version ON version.no = reading.version"
    " JOIN document ON document.no = reading.document"
)
ACCOUNTS = (
    "SELECT claim.no, claim.record, claim.id, coding.record, claim.starts, claim.ends,"
    " claim.confidence,"
    " document.no, document.text, document.sha256, origin.sha256, source.name, version.language,"
    f" version.title, version.publisher, version.published, version.url, run.no{TABLES}"
    " JOIN source ON source.no = version.source JOIN run ON run.no = reading.run"
    " LEFT JOIN document AS origin ON origin.no = document.origin"
)


@dataclass(slots=True)
class Claims:
    """Accounts of a ledger."""

    db: Database
    numbers: NumberTable
    vocabulary: Vocabulary

    def find(self, query: ClaimQuery) -> Iterator[Account]:
        """The accounts that are asked for, in the order of their days, or of their reading if it is
        a page; with judgements applied."""
        chosen = self._chosen(query) if query.page is None else self._paged(query, query.page)
        moment = before(query.as_of)
        for start in range(0, len(chosen), TOGETHER):
            found = list(self._fetch(chosen[start : start + TOGETHER]))
            if not query.raw:
                found = self._counted(found, moment)
            yield from (account for account in found if query.fits(account))

    def newest(self, identity: str) -> Account | None:
        """A claim as it was last read, whether it still stands or not, without judgements."""
        rows = self.db.rows("SELECT max(no) FROM claim WHERE id = ?", pack_id(identity))
        return None if rows[0][0] is None else next(self._fetch([rows[0][0]]))

    def by_number(self, numbers: Sequence[int], moment: int = ALWAYS) -> dict[int, Account]:
        """Accounts by the numbers of their claims, with the judgements that hold applied."""
        found: dict[int, Account] = {}
        for start in range(0, len(numbers), TOGETHER):
            some = numbers[start : start + TOGETHER]
            accounts = list(self._fetch(some))
            about = judgements.holding(self.db, moment, [a.claim.id for a in accounts])
            for number, account in zip(some, accounts, strict=True):
                judged = counted(account, about.get(account.claim.id, ()), self.vocabulary)
                if judged is not None:
                    found[number] = judged
        return found

    def ids(self, beginning: str) -> list[str]:
        """Ids of claims that begin so; at most a few."""
        low, high = id_range(beginning)
        sql = "SELECT DISTINCT id FROM claim WHERE id >= ? AND id <= ? LIMIT 500"
        found = (unpack_id(row[0]) for row in self.db.rows(sql, low, high))
        return [identity for identity in found if identity.startswith(beginning)][:5]

    def _paged(self, query: ClaimQuery, page: Page) -> array[int]:
        """Numbers of the claims of a page. A claim that nobody has judged fits as its columns do;
        only the others must be looked at."""
        moment = before(query.as_of)
        judged = set() if query.raw else self._judged(moment)
        if len(query.parties) > 2:  # of these the columns do not tell enough
            chosen = self._chosen(query)
            asked = chosen.tolist()
        else:
            chosen = self._chosen(query, page.offset + page.limit + len(judged))
            asked = [number for number in chosen if number in judged]
        known = self.by_number(asked, moment)
        fitting = {number for number, account in known.items() if query.fits(account)}
        dropped = set(asked) - fitting
        left = [number for number in chosen if number not in dropped]
        return array("q", left[page.offset : page.offset + page.limit])

    def _judged(self, moment: int) -> set[int]:
        """Numbers of the claims that somebody has judged."""
        found: set[int] = set()
        ids = judgements.judged_claims(self.db, moment)
        for start in range(0, len(ids), TOGETHER):
            some = ids[start : start + TOGETHER]
            sql = f"SELECT no FROM claim WHERE id IN ({marks(some)})"
            found.update(row[0] for row in self.db.rows(sql, *map(pack_id, some)))
        return found

    def _counted(self, accounts: list[Account], moment: int) -> list[Account]:
        about = judgements.holding(self.db, moment, [a.claim.id for a in accounts])
        judged = (counted(a, about.get(a.claim.id, ()), self.vocabulary) for a in accounts)
        return [account for account in judged if account is not None]

    def _chosen(self, query: ClaimQuery, most: int | None = None) -> array[int]:
        """Numbers of the claims whose columns fit, or that a judgement has made another; at most
        the first so many."""
        moment = before(query.as_of)
        where, values = _columns(query)
        if where and not query.raw:
            corrected = judgements.corrected_claims(self.db, moment)
            if corrected:
                where = f"({where} OR claim.id IN ({marks(corrected)}))"
                values += map(pack_id, corrected)
        conditions, more = _standing(query, moment)
        if where:
            conditions.append(where)
        order = (
            "coalesce(claim.starts, version.published, 0), claim.no"
            if query.page is None
            else "claim.no"
        )
        sql = (
            f"SELECT claim.no{TABLES} JOIN standing ON standing.reading = claim.reading"
            f" WHERE {' AND '.join(conditions)}"
            f" ORDER BY {order}"
        )
        page = None if most is None else Page(most)
        sql, values = paged(sql, [*more, *values], page)
        return array("q", (row[0] for row in self.db.rows(sql, *values)))

    def _fetch(self, numbers: Iterable[int]) -> Iterator[Account]:
        wanted = list(numbers)
        rows = {
            row[0]: row
            for row in self.db.rows(f"{ACCOUNTS} WHERE claim.no IN ({marks(wanted)})", *wanted)
        }
        texts: dict[int, str] = {}
        for number in wanted:
            yield self._account(rows[number], texts)

    def _account(self, row: Row, texts: dict[int, str]) -> Account:
        _, record, identity, coding, starts, ends, confidence, document, packed, *rest = row
        sha, origin, *facts, run = rest
        text = texts.get(document)
        if text is None:
            text = texts[document] = unpack_text(packed)
        name = f"sha256:{sha.hex()}"
        start, end = unpack_day(starts), unpack_day(ends)
        columns = Columns(identity, name, coding, start, end, confidence)
        claim = unpack_claim(columns, record, text, self.numbers)
        return Account(claim, heading(name, origin, facts), self.numbers.run_of(run))


def heading(identity: str, origin: bytes | None, facts: Sequence[Any]) -> Heading:
    """A heading, of source, language, title, publisher, published and url."""
    source, language, title, publisher, published, url = facts
    return Heading(
        id=identity,
        source=source,
        language=language,
        title=title,
        publisher=publisher,
        published=unpack_day(published),
        url=url,
        origin=identity if origin is None else f"sha256:{origin.hex()}",
    )


def _standing(query: ClaimQuery, moment: int) -> tuple[list[str], list[object]]:
    """What corrections do not touch: the document, and whether its claims counted then."""
    conditions = ["standing.since < ?", "(standing.until IS NULL OR standing.until >= ?)"]
    values: list[object] = [moment, moment]
    if query.language is not None:
        conditions.append("version.language = ?")
        values.append(query.language)
    if query.document is not None:
        conditions.append("document.sha256 = ?")
        values.append(bytes.fromhex(query.document.removeprefix("sha256:")))
    if query.ids:
        conditions.append(f"claim.id IN ({marks(query.ids)})")
        values += map(pack_id, query.ids)
    return conditions, values


def _columns(query: ClaimQuery) -> tuple[str, list[object]]:
    """What the columns of a claim must say, as it was read."""
    conditions: list[str] = []
    values: list[object] = []

    def ask(condition: str, *given: object) -> None:
        conditions.append(condition)
        values.extend(given)

    if query.home is not None:
        ask("claim.home = (SELECT no FROM pair WHERE first = ? AND second = ?)", *query.home)
    if query.parties:
        pairs, given = _pairs(query.parties)
        ask(
            f"(claim.home IN ({pairs}) OR claim.no IN"
            f" (SELECT claim FROM claim_pair WHERE pair IN ({pairs})))",
            *given,
            *given,
        )
    for name, wanted in (("coding.act", query.acts), ("coding.type", query.types)):
        if wanted:
            ask(f"{name} IN ({marks(wanted)})", *wanted)
    if query.statuses:
        ask(f"coding.status IN ({marks(query.statuses)})", *map(str, query.statuses))
    if query.claimant == OWN_VOICE:
        ask("claim.claimant IS NULL")
    elif query.claimant is not None:
        ask("claim.claimant = ?", query.claimant)
    if query.confidence > 0:
        ask("claim.confidence >= ?", query.confidence)
    if query.since is not None:
        ask("coalesce(claim.ends, version.published, 0) >= ?", pack_day(query.since))
    if query.until is not None:
        ask("coalesce(claim.starts, version.published, 99999999) <= ?", pack_day(query.until))
    return " AND ".join(conditions), values


def _pairs(parties: tuple[str, ...]) -> tuple[str, list[object]]:
    """A query for the pairs that two parties make, or in which one stands."""
    if len(parties) == 1:
        return "SELECT no FROM pair WHERE first = ? OR second = ?", [parties[0], parties[0]]
    # Of more than two, the first two: all the others are asked of what they bring.
    first, second = sorted(parties)[:2]
    return "SELECT no FROM pair WHERE first = ? AND second = ?", [first, second]
