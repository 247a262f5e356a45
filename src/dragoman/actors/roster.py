"""Who holds which office of a state or organisation on a day, and what else is known of it: for
people who ask, not for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.actors.directory import ORGANISATION, Directory, Membership, Organisation, State
from dragoman.actors.extension import Extension
from dragoman.actors.people import Person, covers
from dragoman.lang.load import FOLDER
from dragoman.model import DragomanError, Holding

PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Term:
    """An office that somebody holds, of a state or organisation ("EUR")."""

    office: str
    of: str
    name: str
    id: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A state that belongs to an organisation, or an organisation to which a state belongs."""

    id: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Institution:
    """A body that is known by names of its own ("Kremlin")."""

    id: str
    name: str
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """What is known of a state, organisation or person on a day.

    Attributes:
        facts: further ones, each with its name ("COW": "365"), none of them empty.
        terms: who holds which office, or of a person all offices at any time.
        members: of an organisation, or organisations of which a state is one.
        complete: the day as of which office holders are complete.
    """

    id: str
    name: str
    kind: str
    day: date
    facts: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]
    members: tuple[Member, ...]
    institutions: tuple[Institution, ...]
    complete: date


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: as of which day, and in which language institutions are called."""

    actors: Extension
    day: date
    language: str

    def about(self, whom: str) -> Roster:
        """What is known of whom an id or English name means.

        Raises:
            DragomanError: nobody is known by it.
        """
        directory = self.actors.directory
        for identity in _identities(whom, directory):
            if identity in directory.states:
                return self._state(directory.states[identity])
            if identity in directory.organisations:
                return self._organisation(directory.organisations[identity])
            person = directory.people.by_id.get(identity.removeprefix(PERSON))
            if person is not None:
                return self._person(person)
        hint = "“dragoman actors find NAME” tells ids"
        raise DragomanError(f"no state, organisation or person has the id {whom!r}; {hint}")

    def _state(self, state: State) -> Roster:
        directory = self.actors.directory
        sovereign = directory.states[state.sovereign] if state.sovereign else None
        facts = {
            "COW": state.cow,
            "FIPS": state.fips,
            "sovereign": f"{sovereign.id} {sovereign.name}" if sovereign else "",
            "mark": state.mark or "",
            "from": str(state.start or ""),
            "to": str(state.end or ""),
        }
        bodies = directory.organisations
        of = (
            (m, bodies.get(ORGANISATION + m.organisation))
            for m in directory.members
            if m.state == state.id and _within(m, self.day)
        )
        members = (
            Member(m.organisation, body.name if body else m.organisation, m.start, m.end)
            for m, body in of
        )
        return self._roster(state.id, state.name, "state", facts, members)

    def _organisation(self, body: Organisation) -> Roster:
        directory = self.actors.directory
        code = body.id.removeprefix(ORGANISATION)
        of = (
            (m, directory.states.get(m.state))
            for m in directory.members
            if m.organisation == code and _within(m, self.day)
        )
        members = (
            Member(m.state, state.name if state else m.state, m.start, m.end) for m, state in of
        )
        facts = {"sector": body.sector, "country": body.country or ""}
        return self._roster(body.id, body.name, "organisation", facts, members)

    def _person(self, person: Person) -> Roster:
        terms = sorted(person.holdings, key=lambda held: held.start or date.min)
        return Roster(
            id=PERSON + person.id,
            name=person.name,
            kind="person",
            day=self.day,
            facts=(),
            terms=tuple(self._term(held) for held in terms),
            members=(),
            institutions=(),
            complete=self.actors.directory.people.complete,
        )

    def _roster(
        self,
        identity: str,
        name: str,
        kind: str,
        facts: Mapping[str, str],
        members: Iterable[Member],
    ) -> Roster:
        directory = self.actors.directory
        code = identity.removeprefix(ORGANISATION)
        terms = (
            self._term(held)
            for office in directory.offices
            for held in directory.people.by_office.get((code, office), ())
            if covers(held, self.day)
        )
        return Roster(
            id=identity,
            name=name,
            kind=kind,
            day=self.day,
            facts=tuple((key, value) for key, value in facts.items() if value),
            terms=tuple(terms),
            members=tuple(sorted(members, key=lambda member: member.name)),
            institutions=tuple(self._institutions(identity)),
            complete=directory.people.complete,
        )

    def _term(self, held: Holding) -> Term:
        directory = self.actors.directory
        person = directory.people.by_id[held.person]
        office = directory.offices[held.office].name
        whom = PERSON + person.id
        return Term(office, held.country, person.name, whom, held.start, held.end)

    def _institutions(self, identity: str) -> Iterator[Institution]:
        """Bodies of a state or organisation that have names of their own, and its seats."""
        directory = self.actors.directory
        called: dict[str, list[str]] = {}
        for kind, target, form in self._names():
            if target.startswith(f"{identity}/") or (kind == "seat" and target == identity):
                called.setdefault(target, []).append(form)
        for target, forms in called.items():
            _, _, office = target.partition("/")
            if target in directory.organisations:
                name = directory.organisations[target].name
            else:
                name = directory.offices[office].name
            yield Institution(target, name, tuple(dict.fromkeys(forms)))

    def _names(self) -> Iterator[tuple[str, str, str]]:
        """Kind, target and form of the names of the language."""
        for line in (FOLDER / self.language / "names.tsv").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                for sense in line.partition("\t")[2].split("|"):
                    kind, target, form = sense.split(" ", 2)
                    yield kind, target, form
        for name in self.actors.called:
            if name.language == self.language:
                yield name.kind, name.target, name.form


def _identities(whom: str, directory: Directory) -> Iterator[str]:
    """What may be meant: an id, in capitals or not, or the English name of one."""
    yield from (whom, whom.upper(), ORGANISATION + whom, ORGANISATION + whom.upper())
    named = whom.casefold()
    yield from (s.id for s in directory.states.values() if s.name.casefold() == named)
    yield from (o.id for o in directory.organisations.values() if o.name.casefold() == named)


def _within(membership: Membership, day: date) -> bool:
    return (membership.start or date.min) <= day <= (membership.end or date.max)
