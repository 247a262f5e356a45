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
        ("mark_rutte", date(2020, 1, 1), "prime_minister"),
        ("mark_rutte", date(2025, 1, 1), "secretary_general"),
        ("mark_rutte", None, "secretary_general"),
        ("dmitry_medvedev", date(2010, 1, 1), "president"),
    ],
)
def test_office_of_the_day(
    directory: Directory, person: str, day: date | None, office: str
) -> None:
    assert directory.people.by_id[person].at(day).office == office


def test_every_holding_has_a_known_office_and_place(directory: Directory) -> None:
    for person in directory.people.by_id.values():
        for held in person.holdings:
            assert held.office in directory.offices, person.name
            place = held.country
            assert place in directory.states or f"org:{place}" in directory.organisations


def test_bodies_of_organisations_count_for_the_organisation(directory: Directory) -> None:
    assert directory.organisation("org:UNO/who", "WHO").party == "UNO"
    assert directory.officer("org:EUR", "spokesperson").party == "EUR"


def test_malformed_day_names_the_person(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(FOLDER, folder)
    row = "ann_example\tAnn Example\tUSA\tpresident\tsoon\t\n"
    (folder / "holders" / "example.tsv").write_text(row, "utf-8")
    with pytest.raises(LexiconError, match="Ann Example"):
        Directory.load(folder)


def test_borders_are_between_known_states_and_hold_both_ways(directory: Directory) -> None:
    assert "UGA" in directory.borders["RWA"]
    for state, others in directory.borders.items():
        assert {state, *others} <= directory.states.keys()
        assert all(state in directory.borders[other] for other in others)
