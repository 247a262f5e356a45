"""Whom a name can mean over all languages, and who holds which office on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import lang
from dragoman.actors import Extension
from dragoman.actors.roster import Question, Roster
from dragoman.actors.search import Candidate, find
from dragoman.model import DragomanError

DAY = date(2025, 2, 15)
FILE = """\
actors:
  - id: jaan_tamm
    kind: person
    name: Jaan Tamm
    country: EST
    office: foreign_minister
    from: 2025-02-01
  - {id: sergey_lavrov, kind: person, names: {en: Serge Lawroff}}
  - {id: EST, kind: state_name, as: seat, names: {en: Stenbock House}}
"""


@pytest.fixture(scope="module")
def known() -> Extension:
    return Extension.load(None)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Extension:
    path: Path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(FILE, "utf-8")
    return Extension.load(path)


def candidates(
    name: str, actors: Extension, day: date | None = DAY, *codes: str
) -> dict[str, Candidate]:
    found = find(name, actors, day, codes or lang.codes())
    assert len({candidate.id for candidate in found}) == len(found)
    return {candidate.id: candidate for candidate in found}


@pytest.mark.parametrize(
    ("name", "how", "languages"),
    [
        ("Lawrow", "surname alone", {"de"}),
        ("lavrov", "surname alone", {"en", "es", "fr"}),
        ("ЛАВРОВА", "surname alone", {"ru", "uk"}),
        ("sergej lawrow", "full name", {"de"}),
        ("Serguei Lavrov", "full name", {"fr", "es"}),  # the tables have Sergueï and Serguéi
    ],
)
def test_one_man_is_found_by_the_names_of_all_languages(
    known: Extension, name: str, how: str, languages: set[str]
) -> None:
    found = candidates(name, known)
    lavrov = found["person:sergey_lavrov"]
    assert (lavrov.name, lavrov.country) == ("Sergey Lavrov", "RUS")
    assert (lavrov.office, lavrov.start) == ("foreign minister", date(2004, 3, 9))
    assert {match.how for match in lavrov.matches} == {how}
    assert {code for match in lavrov.matches for code in match.languages} == languages


@pytest.mark.parametrize(
    ("name", "whom", "how"),
    [
        ("cote d'ivoire", "CIV", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("guinea-bissau", "GNB", "name"),
        ("французский", "FRA", "adjective"),
        ("Kreml", "RUS/government", "seat"),
        ("quai d'orsay", "FRA/foreign_ministry", "seat"),
        ("Brussels", "org:EUR", "seat"),
        ("Europäische Union", "org:EUR", "name"),
        ("hisbollah", "group:hezbollah", "name"),
        ("МИД", "foreign_ministry", "office"),
        ("Bundeskanzler", "DEU/chancellor", "office"),
    ],
)
def test_all_kinds_of_actors_are_found(known: Extension, name: str, whom: str, how: str) -> None:
    found = candidates(name, known)
    assert whom in found
    assert how in {match.how for match in found[whom].matches}


def test_the_office_is_that_of_the_day(known: Extension) -> None:
    for day, office in [(date(2020, 1, 1), "prime minister"), (None, "secretary general")]:
        assert candidates("Rutte", known, day)["person:mark_rutte"].office == office
    assert candidates("Merkel", known)["person:angela_merkel"].office == "former chancellor"
    assert candidates("Bundeskanzler", known)["DEU/chancellor"].note == "held by Olaf Scholz"


def test_of_namesakes_those_in_office_come_first(known: Extension) -> None:
    for day, first in [
        (date(1990, 1, 1), "person:george_h_w_bush"),
        (date(2005, 1, 1), "person:george_w_bush"),
    ]:
        assert next(iter(candidates("Bush", known, day))) == first


def test_a_note_says_what_must_be_so(known: Extension) -> None:
    bush = candidates("Bush", known)
    assert "surname is common" in str(bush["person:george_h_w_bush"].note)
    assert "long out of office" in str(candidates("Blair", known)["person:tony_blair"].note)
    assert candidates("Tony Blair", known)["person:tony_blair"].note is None


def test_the_names_of_one_language_can_be_asked_for(known: Extension) -> None:
    assert candidates("Lawrow", known, DAY, "en") == {}
    assert candidates("qwxyz", known) == {}
    assert candidates("…", known) == {}
    assert candidates(".*", known) == {}


def test_names_of_a_file_are_found(extended: Extension) -> None:
    tamm = candidates("tamm", extended)["person:jaan_tamm"]
    assert tamm.matches[0].languages == lang.codes()
    assert "EST/government" in candidates("stenbock house", extended)
    assert "person:sergey_lavrov" in candidates("Serge Lawroff", extended)
    assert candidates("Lavrov", extended, DAY, "en") == {}
    assert "person:sergey_lavrov" in candidates("Lawrow", extended)


# --- who holds which office


def about(whom: str, actors: Extension, day: date = DAY, language: str = "en") -> Roster:
    return Question(actors, day, language).about(whom)


def test_a_state_is_shown_with_holders_members_and_institutions(known: Extension) -> None:
    russia = about("RUS", known)
    assert dict(russia.facts) == {"COW": "365", "FIPS": "RS"}
    held = {(term.office, term.name) for term in russia.terms}
    assert ("foreign minister", "Sergey Lavrov") in held
    assert ("president", "Vladimir Putin") in held
    assert "G20" in {member.id for member in russia.members}
    bodies = {body.id: body.called for body in russia.institutions}
    assert "Kremlin" in bodies["RUS/government"]
    german = about("RUS", known, language="de").institutions
    assert "Kreml" in {name for body in german for name in body.called}


def test_holders_and_members_are_those_of_the_day(known: Extension) -> None:
    for day, holder, member in [
        (date(2019, 1, 1), "Theresa May", True),
        (date(2025, 1, 1), "Keir Starmer", False),
    ]:
        britain = about("GBR", known, day)
        assert [t.name for t in britain.terms if t.office == "prime minister"] == [holder]
        assert ("EUR" in {m.id for m in britain.members}) is member
        assert ("GBR" in {m.id for m in about("EUR", known, day).members}) is member


@pytest.mark.parametrize("whom", ["EUR", "eur", "org:EUR", "European Union", "european union"])
def test_an_organisation_is_shown(known: Extension, whom: str) -> None:
    union = about(whom, known)
    assert (union.id, union.kind) == ("org:EUR", "organisation")
    assert ("president of the commission", "person:ursula_von_der_leyen") in {
        (term.office, term.id) for term in union.terms
    }
    assert {"org:EUR/commission", "org:EUR"} <= {body.id for body in union.institutions}


def test_dependencies_and_states_of_the_past_are_shown(known: Extension) -> None:
    assert ("sovereign", "GEO Georgia") in about("Abkhazia", known).facts
    assert ("to", "1990-10-03") in about("ddr", known).facts


@pytest.mark.parametrize("whom", ["mark_rutte", "person:mark_rutte"])
def test_a_person_is_shown_with_all_offices(known: Extension, whom: str) -> None:
    rutte = about(whom, known)
    assert [(term.office, term.of) for term in rutte.terms] == [
        ("prime minister", "NLD"),
        ("secretary general", "NATO"),
    ]


def test_a_file_is_shown_too(extended: Extension) -> None:
    estonia = about("EST", extended)
    assert [t.name for t in estonia.terms if t.office == "foreign minister"] == ["Jaan Tamm"]
    assert "Stenbock House" in {name for body in estonia.institutions for name in body.called}


def test_who_is_not_known_is_told(known: Extension) -> None:
    with pytest.raises(DragomanError, match="has the id 'XXX'; “dragoman actors find NAME”"):
        about("XXX", known)
