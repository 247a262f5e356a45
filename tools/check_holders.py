"""Checks the tables of office holders: `python tools/check_holders.py [FILE …]`.

Tells every mistake with file and line: columns, ids, states, offices, days, alphabets of the
spellings, and two holders of one office at the same time. Part of `make test`.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "actors" / "data"
COLUMNS = 12  # id person country office start end flags en de fr es ru uk, the last may be left out
IDENTITY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
LATIN = re.compile(r"[^А-Яа-яЁёЄєІіЇїҐґ]+")
CYRILLIC = re.compile(r"[^A-Za-z]+")
JOINT = "j"  # flag of whoever shares an office with others ("fj": a woman who does)
# One person at a time. Days are compared as exactly as both are known.
SINGLE = frozenset("president prime_minister chancellor foreign_minister defense_minister".split())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table, with where it stands."""

    place: str
    cells: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The six spellings, empty for a further office of the same person."""
        return (*self.cells[7:], *[""] * 6)[:6]


def rows(path: Path) -> Iterator[Row]:
    """Lines that are no comment."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield Row(f"{path.name}:{number}", tuple(line.split("\t")))


def mistakes(paths: Sequence[Path]) -> Iterator[str]:
    """What is wrong in some tables, a line each."""
    states = {row.cells[0] for row in rows(DATA / "states.tsv")}
    bodies = {row.cells[0].removeprefix("org:") for row in rows(DATA / "organisations.tsv")}
    offices = {row.cells[0] for row in rows(DATA / "offices.tsv")}
    found = [row for path in paths for row in rows(path)]
    persons: dict[str, str] = {}
    spelled: set[str] = set()
    for row in found:
        if len(row.cells) < 6:
            yield f"{row.place}: too few columns; write id, person, country, office, start, end"
            continue
        identity, person, country, office, *days = row.cells[:6]
        if not IDENTITY.fullmatch(identity):
            yield f"{row.place}: id {identity!r} is not of the form sergey_lavrov"
        if persons.setdefault(identity, person) != person:
            yield f"{row.place}: {identity} is {persons[identity]} elsewhere, here {person}"
        if country not in states | bodies:
            yield f"{row.place}: no state or organisation {country!r}"
        if office not in offices:
            yield f"{row.place}: no office {office!r} in offices.tsv"
        yield from (
            f"{row.place}: {day!r} is no day; write 2024-05-31, 2024-05 or 2024"
            for day in days
            if day and not DAY.fullmatch(day)
        )
        if all(days) and days[0][: len(days[1])] > days[1][: len(days[0])]:
            yield f"{row.place}: ends before it starts"
        yield from _spelling(row, spelled)
    yield from (f"{person}: no line has its spellings" for person in sorted(set(persons) - spelled))
    yield from _overlaps(found)


def _spelling(row: Row, spelled: set[str]) -> Iterator[str]:
    if not any(row.names):
        return
    if row.cells[0] in spelled:
        yield f"{row.place}: {row.cells[0]} is spelled twice"
    spelled.add(row.cells[0])
    english, german, french, spanish, russian, ukrainian = row.names
    if not english or not russian:
        yield f"{row.place}: the English and the Russian spelling must be there"
    for name in (english, german, french, spanish):
        if not LATIN.fullmatch(name or "="):
            yield f"{row.place}: {name!r} has Cyrillic letters"
    for name in (russian, ukrainian):
        if not CYRILLIC.fullmatch(name or "-"):
            yield f"{row.place}: {name!r} has Latin letters"


def _overlaps(found: Sequence[Row]) -> Iterator[str]:
    held: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in found:
        if len(row.cells) >= 6 and row.cells[3] in SINGLE and row.cells[4]:
            held[row.cells[2], row.cells[3]].append(row)
    for (country, office), terms in held.items():
        terms.sort(key=lambda row: row.cells[4])
        for earlier, later in pairwise(terms):
            end, start = earlier.cells[5] or "9999", later.cells[4]
            size = min(len(end), len(start))
            joint = JOINT in "".join((*earlier.cells[6:7], *later.cells[6:7]))
            if end[:size] > start[:size] and earlier.cells[0] != later.cells[0] and not joint:
                yield (
                    f"{later.place}: {later.cells[1]} begins as {office} of {country} on {start}, "
                    f"{earlier.cells[1]} ends on {end} ({earlier.place})"
                )


def main(arguments: Sequence[str]) -> int:
    """Prints the mistakes of the given tables, by default all; 1 if there are any."""
    paths = [Path(a) for a in arguments] or sorted((DATA / "holders").glob("*.tsv"))
    found = list(mistakes(paths))
    sys.stdout.writelines(line + "\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
