"""Facts about actors: states, offices and bodies, and who held which office when."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.model import Holding, LexiconError

FOLDER = Path(__file__).parent / "data"
FILES = ("states.tsv", "organisations.tsv", "offices.tsv", "holders.tsv")
PERSON, PLACE, OFFICE, START, END, GIVEN, AMBIGUOUS = 0, 1, 2, 3, 4, 8, 9


@dataclass(frozen=True, slots=True)
class Office:
    """An office or body of a state."""

    id: str
    sector: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """A known person: offices held, given names, and whether the surname alone is too common."""

    name: str
    holdings: tuple[Holding, ...]
    given: frozenset[str]
    ambiguous: bool

    def at(self, day: date | None) -> Holding:
        """The office held on a day; without one, or with none held then, the latest."""
        if day is not None:
            for held in self.holdings:
                if (held.start is None or held.start <= day) and (
                    held.end is None or day <= held.end
                ):
                    return held
        return max(self.holdings, key=lambda h: h.start or date.min)


@dataclass(frozen=True, slots=True)
class Directory:
    """English names of states and organisations by code, offices by id, people by name."""

    states: Mapping[str, str]
    organisations: Mapping[str, str]
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    fingerprint: str

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Directory:
        """The directory of a folder, by default the one that comes with dragoman.

        Raises:
            LexiconError: a row is malformed; names file and row.
        """
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((folder / name).read_bytes())
        return cls(
            states={row[0]: row[1] for row in rows(folder / "states.tsv", 2)},
            organisations={r[0]: r[1] for r in rows(folder / "organisations.tsv", 2)},
            offices={row[0]: Office(*row[:3]) for row in rows(folder / "offices.tsv", 3)},
            people=_people(folder / "holders.tsv"),
            fingerprint=digest.hexdigest()[:12],
        )


def rows(path: Path, columns: int) -> list[list[str]]:
    """Rows of a tab-separated file, comments left out, padded to `columns`.

    Raises:
        LexiconError: a row has more columns.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) > columns:
                raise LexiconError(f"{path}, line {number}: more than {columns} columns")
            found.append(row + [""] * (columns - len(row)))
    return found


def _people(path: Path) -> Mapping[str, Person]:
    held: dict[str, list[Holding]] = {}
    given: dict[str, frozenset[str]] = {}
    ambiguous: set[str] = set()
    for row in rows(path, 10):
        name = row[PERSON]
        try:
            start, end = _day(row[START]), _day(row[END])
        except ValueError as error:
            raise LexiconError(f"{path}, {name}: {error}") from error
        held.setdefault(name, []).append(Holding(name, row[PLACE], row[OFFICE], start, end))
        given[name] = frozenset(part.lower() for part in row[GIVEN].split(",") if part)
        if row[AMBIGUOUS]:
            ambiguous.add(name)
    return {
        name: Person(name, tuple(holdings), given[name], name in ambiguous)
        for name, holdings in held.items()
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
