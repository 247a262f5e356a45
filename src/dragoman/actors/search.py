"""Whom a name can mean, over the names of all languages: for people who ask, not for reading.

Case and diacritics count for nothing here, nor do the blanks between tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.actors.directory import ORGANISATION, Directory
from dragoman.actors.extension import Extension
from dragoman.actors.items import ORDER
from dragoman.actors.people import Person
from dragoman.actors.words import CALLED
from dragoman.lang.load import FOLDER

# How a name of a kind means somebody.
HOW = {
    "person": "full name",
    "surname": "surname alone",
    "country": "name",
    "adjective": "adjective",
    "people": "inhabitants",
    "capital": "capital",
    "place": "place",
    "prefix": "beginning of a compound",
    "seat": "seat",
    "org": "name",
    "group": "name",
    "media": "name",
    "office": "office",
    "offices": "office, several holders",
}
COMMON = "only beside the office or behind the full name: the surname is common"
STALE = "only beside the office or behind the full name: long out of office"
ANY_STATE = "of any state"
PARTS = re.compile(r"\w+|[^\w\s]")
MARKS = re.compile("[\u0300-\u036f]")
# What NFKD leaves together, and the apostrophes.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'", "`": "'"}
)
PERSON = "person:"
PARTIES = ("country", "org")  # kinds of names that mean a state or an organisation
Hit = tuple[str, str, str]  # kind, target, form


@dataclass(frozen=True, slots=True)
class Match:
    """A form that has the name asked for, how it means somebody, and in which languages."""

    form: str
    how: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a name can mean.

    Attributes:
        id: as `show` and a file of actors take it.
        country: state, or organisation ("EUR").
        office: held on the day or, if none was, last; of people.
        start, end: of that office, or of a state of the past.
        note: what must be so that a text means this one, if it is not always so.
    """

    id: str
    name: str
    country: str | None
    office: str | None
    start: date | None
    end: date | None
    matches: tuple[Match, ...]
    note: str | None


def find(
    name: str, actors: Extension, day: date | None, languages: Sequence[str]
) -> list[Candidate]:
    """Whom a name can mean, in the order in which readers think of them.

    Args:
        day: on which offices are asked for; None for the latest.
    """
    parts = PARTS.findall(loose(name))
    if not parts:
        return []
    pattern = " ?".join(map(re.escape, parts))
    found: dict[str, dict[Hit, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code in languages:
        for hit in dict.fromkeys(_hits(pattern, code, actors)):
            found[_identity(*hit)][hit].append(code)
    ordered = sorted(found.items(), key=lambda pair: _rank(pair[0], pair[1], actors.directory, day))
    return [_candidate(identity, hits, actors.directory, day) for identity, hits in ordered]


def parties(name: str, actors: Extension, languages: Sequence[str]) -> list[str]:
    """Codes of the states and organisations that are called so: "RUS", "EUR"."""
    parts = PARTS.findall(loose(name))
    if not parts:
        return []
    pattern = " ?".join(map(re.escape, parts))
    hits = (hit for code in languages for hit in _named(pattern, code, actors))
    return sorted(
        {target.removeprefix(ORGANISATION) for kind, target, _ in hits if kind in PARTIES}
    )


def loose(text: str) -> str:
    """Small letters without diacritics.

    >>> loose("Lāvrøv"), loose("Воробйов"), loose("Weiß")
    ('lavrov', 'воробиов', 'weiss')
    """
    return MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(LETTERS)


# --- names


def _hits(pattern: str, code: str, actors: Extension) -> Iterator[Hit]:
    """Forms of a language that have a name."""
    replaced = _replaced(code, actors)
    for line in _lines(FOLDER / code / "people.tsv", rf"^{pattern}(?=\t)"):
        form, _, whom = line.partition("\t")
        for called in whom.split():
            short, _, target = called.partition(":")
            if target not in replaced:
                yield CALLED[short], target, form.title()
    yield from _named(pattern, code, actors)


def _named(pattern: str, code: str, actors: Extension) -> Iterator[Hit]:
    """Forms of a language by which states, organisations and offices are called."""
    replaced = _replaced(code, actors)
    for line in _lines(FOLDER / code / "names.tsv", rf"^{pattern}(?=\t)"):
        for sense in line.partition("\t")[2].split("|"):
            kind, target, form = sense.split(" ", 2)
            if target not in replaced:
                yield kind, target, form
    for name in actors.called:
        if name.language == code and re.fullmatch(pattern, loose(name.form)):
            yield name.kind, name.target, name.form


def _replaced(code: str, actors: Extension) -> set[str]:
    return {whom for language, whom in actors.replaced if language == code}


def _lines(path: Path, pattern: str) -> Iterator[str]:
    """Lines of a table in which a pattern is found."""
    text = path.read_text("utf-8")
    folded = loose(text)
    lines: list[str] = []
    for found in re.finditer(pattern, folded, re.MULTILINE):
        lines = lines or text.splitlines()
        yield lines[folded.count("\n", 0, found.start())]


def _identity(kind: str, target: str, form: str) -> str:
    return PERSON + target if kind in CALLED.values() else target


# --- candidates


def _rank(
    identity: str, hits: Iterable[Hit], directory: Directory, day: date | None
) -> tuple[int, bool, int, str]:
    """Readers think of states first, then of full names; of namesakes those in office, and the
    later."""
    best = min(ORDER[kind] for kind, _, _ in hits)
    person = directory.people.by_id.get(identity.removeprefix(PERSON))
    if person is None:
        return best, False, 0, identity
    held = person.at(day)
    away = held.end is not None if day is None else not person.serves(day)
    return best, away, -(held.start or date.min).toordinal(), identity


def _candidate(
    identity: str, hits: Mapping[Hit, list[str]], directory: Directory, day: date | None
) -> Candidate:
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, _, form), codes in hits.items():
        forms[form, HOW[kind]] += codes
    matches = tuple(Match(form, how, tuple(codes)) for (form, how), codes in forms.items())
    if identity.startswith(PERSON):
        person = directory.people.by_id[identity.removeprefix(PERSON)]
        alone = all(match.how == HOW["surname"] for match in matches)
        return _person(person, directory, day, matches, alone)
    if identity in directory.states:
        state = directory.states[identity]
        owner = state.sovereign or identity
        return Candidate(identity, state.name, owner, None, state.start, state.end, matches, None)
    if identity in directory.organisations:
        body = directory.organisations[identity]
        return Candidate(identity, body.name, body.country, None, None, None, matches, None)
    whom, slash, office = identity.partition("/")
    if slash:
        actor = directory.officer(whom, office)
        return Candidate(identity, actor.name, actor.country, None, None, None, matches, None)
    return _office(identity, directory, day, matches)


def _office(
    identity: str, directory: Directory, day: date | None, matches: tuple[Match, ...]
) -> Candidate:
    """An office: of a state if the word says so ("Bundeskanzler"), else of any."""
    office, _, country = identity.partition("@")
    if not country:
        name = directory.offices[office].name
        return Candidate(office, name, None, None, None, None, matches, ANY_STATE)
    body = ORGANISATION + country
    actor = directory.officer(body if body in directory.organisations else country, office)
    holder = directory.people.holder(country, office, day or directory.people.complete)
    note = f"held by {holder.name}" if holder is not None else None
    return Candidate(actor.id, actor.name, country, None, None, None, matches, note)


def _person(
    person: Person, directory: Directory, day: date | None, matches: tuple[Match, ...], alone: bool
) -> Candidate:
    held = person.at(day)
    actor = directory.person(person, day)
    note = None
    if alone and person.common:
        note = COMMON
    elif alone and not person.is_fresh(day or directory.people.complete, day is not None):
        note = STALE
    return Candidate(
        PERSON + person.id,
        person.name,
        held.country.removeprefix(ORGANISATION),
        actor.office,
        held.start,
        held.end,
        matches,
        note,
    )
