"""Facts about actors, in no language: states, organisations, offices, and who held which when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.actors.people import People, Person, day_of, persons, rows
from dragoman.model import MEDIUM, Actor

FOLDER = Path(__file__).parent / "data"
FILES = (
    "states.tsv",
    "organisations.tsv",
    "offices.tsv",
    "members.tsv",
    "complete.txt",
    "borders.tsv",
    "kinds.tsv",
)
ORGANISATION, GROUP = "org:", "group:"
FORMER = "ELI"  # PLOVER's sector of former officials


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a place that counts as its sovereign.

    Attributes:
        id: ISO 3166 alpha-3, of a partially recognised entity a code of ours ("GEO-AB").
        cow, fips: numbers of other schemes, or "".
        sovereign: of a dependency or partially recognised entity, else None.
        mark: "PRE" for a partially recognised entity, else None.
        start, end: of a state of the past.
    """

    id: str
    name: str
    cow: str
    fips: str
    sovereign: str | None
    mark: str | None
    start: date | None
    end: date | None


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
class Membership:
    """That a state belongs to an organisation ("NATO"), from and to which day (both inclusive)."""

    organisation: str
    state: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Directory:
    """States by ISO code, organisations and offices by id, people, who belongs to what, and which
    states are neighbours or of a kind ("the kingdom")."""

    states: Mapping[str, State]
    organisations: Mapping[str, Organisation]
    offices: Mapping[str, Office]
    people: People
    members: tuple[Membership, ...]
    borders: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    fingerprint: str

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Directory:
        """The directory of a folder, by default the one that comes with dragoman.

        Raises:
            LexiconError: a row is malformed; names file and row.
        """
        holders = sorted((folder / "holders").glob("*.tsv"))
        digest = hashlib.sha256()
        for path in (*(folder / name for name in FILES), *holders):
            digest.update(path.read_bytes())
        complete = date.fromisoformat((folder / "complete.txt").read_text("utf-8").strip())
        return cls(
            states={row[0]: _state(row) for row in rows(folder / "states.tsv", 2)},
            organisations={
                row[0]: Organisation(row[0], row[3], row[2], row[1] or None)
                for row in rows(folder / "organisations.tsv", 4)
            },
            offices={
                row[0]: Office(row[0], row[1], row[2], row[3])
                for row in rows(folder / "offices.tsv", 4)
            },
            people=People.of(persons(holders), complete),
            members=tuple(_members(folder / "members.tsv")),
            borders=_borders(folder / "borders.tsv"),
            kinds={row[0]: frozenset(row[1].split()) for row in rows(folder / "kinds.tsv", 2)},
            fingerprint=digest.hexdigest()[:12],
        )

    def extended(
        self, people: Sequence[Person], organisations: Sequence[Organisation], fingerprint: str
    ) -> Directory:
        """With further people and organisations, who take the place of those with their ids.

        Args:
            fingerprint: of what says so.
        """
        digest = hashlib.sha256(f"{self.fingerprint} {fingerprint}".encode())
        return replace(
            self,
            organisations={**self.organisations, **{o.id: o for o in organisations}},
            people=self.people.extended(people),
            fingerprint=digest.hexdigest()[:12],
        )

    def state(self, iso: str, sector: str | None = None) -> Actor:
        """A state as an actor; the sector is set where a capital stands for its government."""
        known = self.states[iso]
        return Actor(iso, known.name, known.sovereign or iso, known.mark or sector)

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
        state = self.states[whom]
        title = name or f"{known.name} of {state.name}"
        sector = state.mark or known.sector
        return Actor(f"{whom}/{office}", title, state.sovereign or whom, sector, known.name)

    def person(
        self,
        person: Person,
        day: date | None,
        office: str | None = None,
        whom: Sequence[str] = (),
    ) -> Actor:
        """A known person, with the office that the text names, of the states or organisations
        `whom` that it names, or else the one held on a day."""
        places = {one.removeprefix(ORGANISATION).partition("/")[0] for one in whom}
        held = person.at(day, office, places)
        known = self.offices[office or held.office]
        title, sector = known.name, known.sector
        if office is None and day is not None and held.end is not None and held.end < day:
            title, sector = f"former {title}", FORMER
        whom = f"{ORGANISATION}{held.country}"
        if whom in self.organisations:
            return Actor(f"{whom}/{person.id}", person.name, None, "IGO", title)
        return Actor(f"person:{person.id}", person.name, held.country, sector, title)


def _state(row: list[str]) -> State:
    identity, name, cow, fips, sovereign, mark, start, end = (row + [""] * 8)[:8]
    return State(
        identity, name, cow, fips, sovereign or None, mark or None, day_of(start), day_of(end)
    )


def _borders(path: Path) -> dict[str, frozenset[str]]:
    """Neighbours of each state; the table has each pair once."""
    found: dict[str, set[str]] = {}
    for state, others in rows(path, 2):
        for other in others.split():
            found.setdefault(state, set()).add(other)
            found.setdefault(other, set()).add(state)
    return {state: frozenset(others) for state, others in found.items()}


def _members(path: Path) -> Iterator[Membership]:
    for row in rows(path, 2):
        organisation, state, start, end = (row + [""] * 4)[:4]
        yield Membership(organisation, state, day_of(start), day_of(end, last=True))
