"""Facts about actors: dates of offices, and complaints about malformed rows."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from dragoman.actors import Directory
from dragoman.actors.directory import FOLDER
from dragoman.model import LexiconError


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory.load()


@pytest.mark.parametrize(
    ("person", "day", "office"),
    [
        ("Mark Rutte", date(2020, 1, 1), "prime_minister"),
        ("Mark Rutte", date(2025, 1, 1), "secretary_general"),
        ("Mark Rutte", None, "secretary_general"),
        ("Dmitry Medvedev", date(2010, 1, 1), "president"),
    ],
)
def test_office_of_the_day(
    directory: Directory, person: str, day: date | None, office: str
) -> None:
    assert directory.people[person].at(day).office == office


def test_every_holding_has_a_known_office_and_place(directory: Directory) -> None:
    for person in directory.people.values():
        for held in person.holdings:
            assert held.office in directory.offices, person.name
            place = held.country
            assert place in directory.states or f"org:{place}" in directory.organisations


def test_bodies_of_organisations_count_for_the_organisation(directory: Directory) -> None:
    assert directory.organisation("org:UNO/who", "WHO").party == "UNO"
    assert directory.officer("org:EUR", "spokesperson").party == "EUR"


def test_malformed_day_names_the_person(tmp_path: Path) -> None:
    for table in FOLDER.glob("*.tsv"):
        shutil.copy(table, tmp_path)
    (tmp_path / "holders.tsv").write_text("Ann Example\tUSA\tpresident\tsoon\t\n", "utf-8")
    with pytest.raises(LexiconError, match="Ann Example"):
        Directory.load(tmp_path)
