"""Actors of one project: a YAML file that adds to the known actors and overrides them.

docs/actors.md shows the file, `entries` has its shapes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from dragoman import lang
from dragoman.actors.directory import FOLDER, GROUP, ORGANISATION, Directory, Organisation
from dragoman.actors.entries import (
    Entry,
    GroupEntry,
    Names,
    Office,
    OrganisationEntry,
    PersonEntry,
    StateNameEntry,
    entries,
)
from dragoman.actors.marked import Marked, Mistake, Step, complain
from dragoman.actors.people import Person, day_of
from dragoman.actors.words import Added, Sense
from dragoman.model import Holding

EVERY, NONE = "*", "none"
SORTS = ("country", "adjective", "people", "capital", "place", "seat")
SECTOR = re.compile(r"[A-Z]{3}")
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
# What an id looks like behind its prefix, by the prefix.
IDS = {
    "person:": ("jaan_tamm", re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")),
    ORGANISATION: ("org:NATO", re.compile(r"[A-Za-z0-9_]+(/[a-z0-9_]+)?")),
    GROUP: ("group:hezbollah", re.compile(r"[a-z0-9_]+")),
}
# The ways in which a form may be cut into tokens, these separated by spaces.
Cuts = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Called:
    """A name that the file gives somebody in a language, as it is written there."""

    language: str
    kind: str
    target: str
    form: str


@dataclass(frozen=True, slots=True)
class Extension:
    """The known actors with what a project's file says.

    Attributes:
        directory: the facts, with the people and organisations of the file.
        called: the names of the file.
        replaced: languages and ids of those whose known names count no longer.
    """

    directory: Directory
    called: tuple[Called, ...] = ()
    replaced: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def load(cls, path: Path | None, known: Directory | None = None) -> Extension:
        """What a file makes of the known actors; without one, these alone.

        Raises:
            UsageError: the file has mistakes; names file, line and remedy of each.
        """
        known = known or Directory.load()
        if path is None:
            return cls(known)
        marked = Marked.read(path)
        found, mistakes = entries(marked)
        draft = _Draft(marked, known, mistakes)
        draft.bodies_first(found)
        for place, entry in found:
            draft.add(place, entry)
        complain(path, mistakes)
        fingerprint = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        directory = known.extended(draft.people, list(draft.bodies.values()), fingerprint)
        return cls(directory, tuple(draft.called), frozenset(draft.replaced))

    def added(self, language: str, cuts: Cuts) -> Added:
        """What changes in the words of a language."""
        senses = dict.fromkeys(
            Sense(name.kind, name.target, cut)
            for name in self.called
            if name.language == language
            for cut in cuts(name.form)
        )
        replaced = frozenset(whom for code, whom in self.replaced if code == language)
        return Added(tuple(senses), replaced)


@dataclass(slots=True)
class _Draft:
    """What has been made of the file so far."""

    marked: Marked
    known: Directory
    mistakes: list[Mistake]
    people: list[Person] = field(default_factory=list)
    bodies: dict[str, Organisation] = field(default_factory=dict)
    called: list[Called] = field(default_factory=list)
    replaced: set[tuple[str, str]] = field(default_factory=set)
    seen: dict[str, int] = field(default_factory=dict)

    def bodies_first(self, found: Iterable[tuple[int, Entry]]) -> None:
        """Organisations and groups: people may be theirs, wherever these stand in the file."""
        for place, entry in found:
            if isinstance(entry, OrganisationEntry | GroupEntry):
                prefix = GROUP if isinstance(entry, GroupEntry) else ORGANISATION
                self._body(place, entry, prefix)

    def add(self, place: int, entry: Entry) -> None:
        """A person, or further names of a state."""
        if isinstance(entry, PersonEntry):
            self._person(place, entry)
        elif isinstance(entry, StateNameEntry):
            self._state_name(place, entry)

    # --- kinds

    def _body(self, place: int, entry: OrganisationEntry | GroupEntry, prefix: str) -> None:
        identity = self._identity(place, entry.id, prefix)
        known = self.known.organisations.get(identity)
        name = entry.name or (known.name if known else "")
        sector = entry.sector or (known.sector if known else "")
        country = known.country if known and not entry.country else None
        if entry.country not in ("", NONE):
            country = entry.country
            if country not in self.known.states:
                self._wrong(self._no_country(country), place, "country")
        if not SECTOR.fullmatch(sector):
            said = f"{sector!r} is no sector" if sector else "sector is missing"
            self._wrong(f"{said}; write one of PLOVER, such as IGO, BUS or REB", place, "sector")
        self._named(place, name)
        self.bodies[identity] = Organisation(identity, name, sector, country)
        kind = prefix.rstrip(":")
        for code, form in self._forms(place, entry.names, identity, known is not None, name):
            self.called.append(Called(code, kind, identity, form))

    def _person(self, place: int, entry: PersonEntry) -> None:
        identity = self._identity(place, entry.id, "person:").removeprefix("person:")
        known = self.known.people.by_id.get(identity)
        name = entry.name or (known.name if known else "")
        self._named(place, name)
        holdings = tuple(self._holdings(place, entry, identity))
        if not holdings and known is not None:
            holdings = known.holdings
        if not holdings:
            self._wrong("a person needs an office; write “office: foreign_minister”", place)
            return
        woman = known is not None and known.woman if entry.woman is None else entry.woman
        common = known is not None and known.common if entry.common is None else entry.common
        self.people.append(Person(identity, name, woman, common, holdings))
        for code, form in self._forms(place, entry.names, identity, known is not None, name):
            *before, last = form.split()
            self.called.append(Called(code, "person" if before else "surname", identity, form))
            if before and entry.surname:
                self.called.append(Called(code, "surname", identity, last))

    def _state_name(self, place: int, entry: StateNameEntry) -> None:
        state, slash, body = entry.id.partition("/")
        target = entry.id
        if entry.sort not in SORTS:
            self._wrong(f"{entry.sort!r} is none of {', '.join(SORTS)}", place, "as")
        if entry.sort == "seat":
            target = f"{state}/{body or 'government'}"
        elif slash:
            self._wrong(f"only a seat can be of a body; write id: {state}", place, "id")
        if state not in self.known.states:
            self._wrong(self._no_country(state), place, "id")
        if body and body not in self.known.offices:
            self._wrong(self._no_office(body, "body"), place, "id")
        if not entry.names:
            self._wrong('names is empty; write “names: {"*": […]}”', place, "names")
        for code, forms in self._names(place, entry.names).items():
            self.called += [Called(code, entry.sort, target, form) for form in forms]

    # --- parts

    def _wrong(self, what: str, place: int, *steps: Step) -> None:
        self.mistakes.append(Mistake(self.marked.line("actors", place, *steps), what))

    def _named(self, place: int, name: str) -> None:
        if not name.strip():
            self._wrong("'name' is missing; write “name: …”, in English", place)

    def _identity(self, place: int, written: str, prefix: str) -> str:
        """An id with its prefix, which may be left out in the file."""
        example, shape = IDS[prefix]
        identity = written if written.startswith(prefix) else prefix + written
        if not shape.fullmatch(identity.removeprefix(prefix)):
            self._wrong(f"{written!r} is no id; write one like {example}", place, "id")
        if identity in self.seen:
            line = self.marked.line("actors", self.seen[identity], "id")
            self._wrong(f"{written!r} stands in line {line} too; make one of the two", place, "id")
        self.seen[identity] = place
        return identity

    def _holdings(self, place: int, entry: PersonEntry, identity: str) -> Iterator[Holding]:
        listed: list[tuple[tuple[Step, ...], Office]] = [
            (("offices", number), held) for number, held in enumerate(entry.offices)
        ]
        if entry.office:
            listed.insert(0, ((), Office(office=entry.office, start=entry.start, end=entry.end)))
        elif not entry.offices and (entry.start or entry.end or entry.country):
            self._wrong("there is no office; write “office: …” too", place)
        for steps, held in listed:
            known = self.known.offices.get(held.office)
            if known is None or known.kind != "person":
                self._wrong(self._no_office(held.office, "person"), place, *steps, "office")
            country = (held.country or entry.country).removeprefix(ORGANISATION)
            if country not in self.known.states and not self._is_body(ORGANISATION + country):
                what = self._no_country(country, " or organisation")
                self._wrong(what, place, *(steps if held.country else ()), "country")
            start = self._day(place, steps, held.start, "from")
            end = self._day(place, steps, held.end, "to")
            if start and end and end < start:
                self._wrong("'to' is before 'from'; change one of them", place, *steps, "to")
            yield Holding(identity, country, held.office, start, end)

    def _is_body(self, identity: str) -> bool:
        return identity in self.known.organisations or identity in self.bodies

    def _names(self, place: int, names: Names) -> dict[str, tuple[str, ...]]:
        """The forms of each language, those of all languages among them."""
        codes = lang.codes()
        for code, forms in names.items():
            if code != EVERY and code not in codes:
                what = f'{code!r} is no language; write one of {", ".join(codes)}, or "*"'
                self._wrong(what, place, "names", code)
            if not all(any(map(str.isalpha, form)) for form in _listed(forms)):
                self._wrong("a name without letters; write it out", place, "names", code)
        every = _listed(names.get(EVERY, ()))
        found = {code: (*_listed(names.get(code, ())), *every) for code in codes}
        return {code: tuple(dict.fromkeys(forms)) for code, forms in found.items() if forms}

    def _forms(
        self, place: int, names: Names, identity: str, known: bool, name: str
    ) -> Iterator[tuple[str, str]]:
        """Languages with forms. Where the file has none for a language, known actors keep theirs
        and new ones are called by their name."""
        written = self._names(place, names)
        for code in lang.codes():
            forms = written.get(code, ())
            if forms and known:
                self.replaced.add((code, identity))
            elif not forms and not known and name.strip():
                forms = (name,)
            for form in forms:
                yield code, form

    def _day(self, place: int, steps: tuple[Step, ...], written: str, key: str) -> date | None:
        try:
            if written and not DAY.fullmatch(written):
                raise ValueError
            return day_of(written, last=key == "to")
        except ValueError:
            what = f"{written!r} is no day; write 2031-04-01, 2031-04 or 2031"
            self._wrong(what, place, *steps, key)
            return None

    def _no_country(self, written: str, more: str = "") -> str:
        if not written:
            return "'country' is missing; write “country: EST”"
        for state in self.known.states.values():
            if written.lower() in (state.name.lower(), state.fips.lower(), state.id.lower()):
                return f"{written!r} is no code of a state{more}; write {state.id}"
        return (
            f"{written!r} is no code of a state{more}; write its three letters, "
            "which “dragoman actors find NAME” tells"
        )

    def _no_office(self, written: str, kind: str) -> str:
        offices = [o.id for o in self.known.offices.values() if o.kind == kind]
        near = get_close_matches(written, offices, 3, 0.5)
        there = " or ".join(near) if near else f"an id that {FOLDER / 'offices.tsv'} has"
        return f"{written!r} is no office of a {kind}; write {there}"


def _listed(forms: tuple[str, ...] | str) -> tuple[str, ...]:
    """Forms without superfluous blanks; a single one needs no list."""
    return tuple(" ".join(form.split()) for form in ((forms,) if isinstance(forms, str) else forms))
