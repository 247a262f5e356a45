"""Families of acts with sets of parties, by number, and which sets hold which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.ledger.database import Database
from dragoman.ledger.numbers import NumberTable

KIND, BEYOND, OF, BETWEEN = "bucket:", "bucket;", ":", "|"  # "bucket:contact:RUS|USA", as a word


class Buckets:
    """The buckets of a ledger; there are far fewer than events, so all are kept in memory."""

    def __init__(self, db: Database, terms: NumberTable) -> None:
        self._db = db
        self._terms = terms
        self._members: dict[int, tuple[str, frozenset[str]]] = {}
        self._numbers: dict[tuple[str, frozenset[str]], int] = {}
        self._naming: dict[tuple[str, str], set[int]] = defaultdict(set)

    def renew(self) -> None:
        """Learns those that other programs have added."""
        last = max(self._members, default=0)
        rows = self._db.rows(
            "SELECT no, text FROM term WHERE text >= ? AND text < ? AND no > ?", KIND, BEYOND, last
        )
        for number, text in rows:
            family, _, parties = text.removeprefix(KIND).partition(OF)
            self._know(number, family, filter(None, parties.split(BETWEEN)))

    def forget(self) -> None:
        """Numbers that a failed transaction gave are not to be used."""
        for known in (self._members, self._numbers, self._naming):
            known.clear()

    def number(self, family: str, parties: tuple[str, ...]) -> int:
        """The number of a bucket; a new one is kept."""
        number = self._numbers.get((family, frozenset(parties)))
        if number is None:
            text = BETWEEN.join(sorted(parties))
            number = self._terms.term(f"{KIND}{family}{OF}{text}")
            self._know(number, family, parties)
        return number

    def above(self, number: int) -> list[int]:
        """Buckets of the family with all its parties and more."""
        family, parties = self._members[number]
        naming = [self._naming[family, party] for party in parties]
        found = set.intersection(*naming) if naming else set()
        return sorted(one for one in found if one != number)

    def below(self, number: int) -> list[int]:
        """Buckets of the family with some of its parties and no others."""
        family, parties = self._members[number]
        found = {one for party in parties for one in self._naming[family, party]}
        return sorted(one for one in found if self._members[one][1] < parties)

    def _know(self, number: int, family: str, parties: Iterable[str]) -> None:
        members = frozenset(parties)
        self._members[number] = family, members
        self._numbers[family, members] = number
        for party in members:
            self._naming[family, party].add(number)
