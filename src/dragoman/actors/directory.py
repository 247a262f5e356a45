"""Facts about actors, in no language: states, organisations, offices, and who held which when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.model import Actor, Holding, LexiconError

FOLDER = Path(__file__).parent / "data"
FILES = ("states.tsv", "organisations.tsv", "offices.tsv", "holders.tsv")
ORGANISATION, GROUP, MEDIUM = "org:", "group:", "media:"
WOMAN, COMMON = "f", "a"


@dataclass(frozen=True, slots=True)
class Office:
    """An office or body: `kind` is person (one holder), body, or people (a group)."""

    id: str
    name: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, armed group or medium; `country` is that to which a group belongs."""

    id: str
    name: str
    sector: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an office; `common` if the surname alone does not tell who is meant."""

    name: str
    woman: bool
    common: bool
    holdings: tuple[Holding, ...]

    def at(self, day: date | None) -> Holding:
        """The office held on a day; without a day, or with none held then, the latest."""
        if day is not None:
            for held in self.holdings:
                if _covers(held, day):
                    return held
        return max(self.holdings, key=lambda held: held.start or date.min)

    def serves(self, day: date) -> bool:
        """Whether any office was held on a day."""
        return any(_covers(held, day) for held in self.holdings)


@dataclass(frozen=True, slots=True)
class Directory:
    """States by ISO code, organisations and offices by id, people by English name."""

    states: Mapping[str, str]
    organisations: Mapping[str, Organisation]
    offices: Mapping[str, Office]
    people: Mapping[str, Person]
    fingerprint: str

    @classmethod
    def load(cls, path: Path | None = None) -> Directory:
        """The directory of a folder, by default the one that comes with dragoman.

        Raises:
            LexiconError: a row is malformed; names file and row.
        """
        folder = FOLDER if path is None else path
        digest = hashlib.sha256()
        for name in FILES:
            digest.update((folder / name).read_bytes())
        return cls(
            states={row[0]: row[1] for row in rows(folder / "states.tsv", 2)},
            organisations={
                row[0]: Organisation(row[0], row[3], row[2], row[1] or None)
                for row in rows(folder / "organisations.tsv", 4)
            },
            offices={
                row[0]: Office(row[0], row[1], row[2], row[3])
                for row in rows(folder / "offices.tsv", 4)
            },
            people=_people(folder / "holders.tsv"),
            fingerprint=digest.hexdigest()[:12],
        )

    def has(self, country: str, office: str) -> bool:
        """Whether a state is known to have an office: Germany a chancellor, Mexico none."""
        return any(
            held.country == country and held.office == office
            for person in self.people.values()
            for held in person.holdings
        )

    def state(self, iso: str, sector: str | None = None) -> Actor:
        """A state as an actor; the sector is set where a capital stands for its government."""
        return Actor(iso, self.states.get(iso, iso), iso, sector)

    def organisation(self, identity: str, written: str) -> Actor:
        """An organisation, armed group or medium; media are called as they are written."""
        known = self.organisations[identity]
        name = written if identity.startswith(MEDIUM) else known.name
        return Actor(identity, name, known.country, known.sector)

    def officer(self, whom: str, office: str, name: str | None = None) -> Actor:
        """Who holds an office of a state, or of an organisation ("org:EUR"); a body likewise."""
        known = self.offices[office]
        if whom in self.organisations:
            body = self.organisations[whom]
            title = name or f"{known.name} of {body.name}"
            return Actor(f"{whom}/{office}", title, body.country, body.sector, known.name)
        title = name or f"{known.name} of {self.states.get(whom, whom)}"
        return Actor(f"{whom}/{office}", title, whom, known.sector, known.name)

    def person(self, person: Person, day: date | None, office: str | None = None) -> Actor:
        """A known person, with the office that the text names or else the one held on a day."""
        held = person.at(day)
        known = self.offices[office or held.office]
        slug = person.name.lower().replace(" ", "_")
        whom = f"{ORGANISATION}{held.country}"
        if whom in self.organisations:
            return Actor(f"{whom}/{slug}", person.name, None, "IGO", known.name)
        return Actor(f"person:{slug}", person.name, held.country, known.sector, known.name)


def _covers(held: Holding, day: date) -> bool:
    return (held.start or date.min) <= day <= (held.end or date.max)


def rows(path: Path, columns: int) -> Iterator[list[str]]:
    """Rows of a tab-separated file, comments left out.

    Raises:
        LexiconError: a row has fewer columns than are asked for.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) < columns:
                raise LexiconError(f"{path}, line {number}: fewer than {columns} columns")
            yield row


def _people(path: Path) -> Mapping[str, Person]:
    held: dict[str, list[Holding]] = {}
    flags: dict[str, str] = {}
    for row in rows(path, 5):
        name, country, office, *days = row[:5]
        try:
            start, end = _day(days[0], last=False), _day(days[1], last=True)
        except ValueError as error:
            raise LexiconError(f"{path}, {name}: {error}; write 2024-05-31 or 2024") from error
        held.setdefault(name, []).append(Holding(name, country, office, start, end))
        flags.setdefault(name, row[5] if len(row) > 5 else "")
    return {
        name: Person(name, WOMAN in flags[name], COMMON in flags[name], tuple(holdings))
        for name, holdings in held.items()
    }


def _day(written: str, last: bool) -> date | None:
    """A day, or the first or last day of a year of which no more is known."""
    if not written:
        return None
    if len(written) == 4:
        return date(int(written), 12, 31) if last else date(int(written), 1, 1)
    return date.fromisoformat(written)
