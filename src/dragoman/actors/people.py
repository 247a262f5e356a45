"""People who hold or held an office: who held which office of which state on which day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.model import Holding, LexiconError

WOMAN, COMMON = "f", "a"
# Offices of which a state has one holder at a time, so that the office alone tells who is meant.
SOLE = frozenset(
    "president prime_minister chancellor foreign_minister defense_minister interior_minister "
    "finance_minister monarch supreme_leader pope secretary_general commission_president "
    "council_president foreign_policy_chief security_adviser security_council_secretary".split()
)
# How long after the last day of which the tables know an open end still counts.
TRUSTED = timedelta(days=400)
# How long before and after an office somebody's surname alone tells who is meant, in a report of
# a known day and in one that may be older than the tables.
FRESH = timedelta(days=5 * 365)
DATELESS = timedelta(days=15 * 365)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an office.

    Attributes:
        id: stable, also where the name is corrected later ("sergey_lavrov").
        common: whether the surname alone does not tell who is meant.
        holdings: in the order of the table, never empty.
    """

    id: str
    name: str
    woman: bool
    common: bool
    holdings: tuple[Holding, ...]

    def at(
        self, day: date | None, office: str | None = None, places: Collection[str] = ()
    ) -> Holding:
        """The office held on a day, the one begun last if there are several; without a day, or
        with none held then, the latest.

        An office and states or organisations that the text gives the person go before the day:
        "the German foreign minister" is of Germany whatever she has become since.
        """
        known: Sequence[Holding] = self.holdings
        for fits in (lambda h: not places or h.country in places, lambda h: h.office == office):
            known = [h for h in known if fits(h)] or known
        held = [h for h in known if day is not None and covers(h, day)]
        return max(held or known, key=lambda h: h.start or date.min)

    def has_held(self, office: str) -> bool:
        """Whether an office of this kind was ever held."""
        return any(held.office == office for held in self.holdings)

    def serves(self, day: date) -> bool:
        """Whether any office was held on a day."""
        return any(covers(held, day) for held in self.holdings)

    def is_fresh(self, day: date, known: bool) -> bool:
        """Whether a report of that day may well call the person by the surname alone.

        Args:
            known: whether the day is that of the report, or only the last of the tables.
        """
        reach = FRESH if known else DATELESS
        return any(
            (held.start or day) <= day + reach and (held.end or day) >= day - reach
            for held in self.holdings
        )


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the tables, by id and by office.

    Attributes:
        complete: the day as of which the tables are complete.
        sure: ids of those whose open terms count for good: a project says so itself.
    """

    by_id: Mapping[str, Person]
    by_office: Mapping[tuple[str, str], tuple[Holding, ...]]
    complete: date
    sure: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, persons: Iterable[Person], complete: date, sure: frozenset[str] = frozenset()
    ) -> People:
        """The people with an index of their offices."""
        by_id = {person.id: person for person in persons}
        by_office: dict[tuple[str, str], list[Holding]] = {}
        for person in by_id.values():
            for held in person.holdings:
                by_office.setdefault((held.country, held.office), []).append(held)
        return cls(by_id, {k: tuple(v) for k, v in by_office.items()}, complete, sure)

    def extended(self, added: Sequence[Person]) -> People:
        """With further people, who take the place of those with their ids."""
        sure = frozenset(
            person.id
            for person in added
            if person.id not in self.by_id or self.by_id[person.id].holdings != person.holdings
        )
        return People.of(_succeeded(self, added), self.complete, sure)

    def holder(self, country: str, office: str, day: date) -> Person | None:
        """Who held an office on a day; None if nobody is known, several are, or the day is long
        after the tables end."""
        if office not in SOLE:
            return None
        late = day > self.complete + TRUSTED
        found = {
            held.person
            for held in self.by_office.get((country, office), ())
            if covers(held, day) and (held.end or not late or held.person in self.sure)
        }
        return self.by_id[found.pop()] if len(found) == 1 else None

    def has(self, country: str, office: str) -> bool:
        """Whether a state is known to have an office: Germany a chancellor, Mexico none."""
        return (country, office) in self.by_office


def _succeeded(known: People, added: Sequence[Person]) -> Iterator[Person]:
    """The known people, and the added, who take the place of those with their ids; whoever takes
    an office of which a state has one ends the open term of its known holder."""
    ids = {person.id for person in added}
    begun: dict[tuple[str, str], list[date]] = {}
    for person in added:
        for held in person.holdings:
            if held.office in SOLE and held.start is not None:
                begun.setdefault((held.country, held.office), []).append(held.start)
    for person in known.by_id.values():
        if person.id not in ids:
            ended = tuple(_ended(held, begun) for held in person.holdings)
            yield person if ended == person.holdings else replace(person, holdings=ended)
    yield from added


def _ended(held: Holding, begun: Mapping[tuple[str, str], Sequence[date]]) -> Holding:
    """An open term with the day before its first successor's as its end."""
    if held.end is not None:
        return held
    later = [
        day for day in begun.get((held.country, held.office), ()) if day > (held.start or date.min)
    ]
    return replace(held, end=min(later) - timedelta(days=1)) if later else held


def covers(held: Holding, day: date) -> bool:
    """Whether an office was held on a day."""
    return (held.start or date.min) <= day <= (held.end or date.max)


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """Rows of a tab-separated file, comments left out.

    Raises:
        LexiconError: a row has fewer columns than are asked for.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and line[0] != "#":
            row = line.split("\t")
            if len(row) < columns:
                raise LexiconError(f"{path}, line {number}: fewer than {columns} columns")
            yield row


def persons(paths: Iterable[Path]) -> Iterator[Person]:
    """The people of some tables; a person's lines may stand in several of them.

    Raises:
        LexiconError: a row is malformed; names file and person.
    """
    held: dict[str, list[Holding]] = {}
    names: dict[str, str] = {}
    flags: dict[str, str] = {}
    for path in paths:
        for row in rows(path, 5):
            identity, name, country, office, start = row[:5]
            end = row[5] if len(row) > 5 else ""
            try:
                days = day_of(start), day_of(end, last=True)
            except ValueError as error:
                raise LexiconError(
                    f"{path}, {name}: {error}; write 2024-05-31, 2024-05 or 2024"
                ) from error
            held.setdefault(identity, []).append(Holding(identity, country, office, *days))
            names.setdefault(identity, name)
            if len(row) > 6 and row[6]:
                flags[identity] = row[6]
    for identity, holdings in held.items():
        marks = flags.get(identity, "")
        yield Person(identity, names[identity], WOMAN in marks, COMMON in marks, tuple(holdings))


def day_of(written: str, last: bool = False) -> date | None:
    """A day; or the first or last day of a year or month of which no more is known; or None.

    >>> day_of("2024-02", last=True)
    datetime.date(2024, 2, 29)

    Raises:
        ValueError: it is none of these.
    """
    if not written:
        return None
    year, *rest = map(int, written.split("-"))
    month = rest[0] if rest else 12 if last else 1
    if len(rest) == 2:
        return date(year, month, rest[1])
    return date(year, month, monthrange(year, month)[1] if last else 1)
