"""Whose the people and bodies of a place are, and what a place is: own sentences."""

from __future__ import annotations

import pytest

from .conftest import Read


@pytest.mark.parametrize(
    ("code", "text", "means"),
    [
        ("en", "Protesters clashed with police in Tehran.", {"Protesters": "IRN", "police": "IRN"}),
        ("de", "Demonstranten zogen durch Tiflis.", {"Demonstranten": "GEO"}),
        ("fr", "Des manifestants ont défilé à Dakar.", {"manifestants": "SEN"}),
        ("en", "French police used water cannon. Demonstrators fled.", {"Demonstrators": "FRA"}),
    ],
)
def test_protesters_and_those_against_them_are_of_the_place(
    code: str, text: str, means: dict[str, str], read: Read
) -> None:
    found = {m.span.text: m for m in read(code, text)}
    for words, state in means.items():
        assert [actor.country for actor in found[words].actors] == [state]
        assert found[words].rule == "office-here"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Police in Berlin arrested a thief."),  # a crime: no protest
        ("en", "Protesters marched."),  # nobody says where
        ("en", "Protesters from Chad and Niger marched."),  # two states
    ],
)
def test_the_police_alone_and_protesters_of_nowhere_are_nobodys(
    code: str, text: str, read: Read
) -> None:
    assert "office-here" not in {m.rule for m in read(code, text)}


@pytest.mark.parametrize(
    ("code", "text", "words", "rule", "state"),
    [
        ("en", "Shells fell on Kharkiv.", "Kharkiv", "place", "UKR"),
        ("ru", "Снаряды упали на Харьков.", "Харьков", "place", "UKR"),
        ("de", "In Almaty wurde protestiert.", "Almaty", "place", "KAZ"),
        ("es", "Hubo protestas en Guayaquil.", "Guayaquil", "place", "ECU"),
        ("en", "Rome (ABC) – Nobody spoke.", "Rome", "dateline", "ITA"),
        ("de", "Athen. Keiner sprach.", "Athen", "dateline", "GRC"),
        ("ru", "РИМ, 3 мая. Никто не говорил.", "РИМ", "dateline", "ITA"),
    ],
)
def test_a_place_means_its_state_and_is_no_party(
    code: str, text: str, words: str, rule: str, state: str, read: Read
) -> None:
    mention = {m.span.text: m for m in read(code, text)}[words]
    assert (mention.rule, mention.vague) == (rule, True)
    assert [actor.country for actor in mention.actors] == [state]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "«Вашингтон» обыграл соперника."),  # a club
        ("en", "Whoever saw Whitney Houston sang."),  # a singer
    ],
)
def test_what_is_called_like_a_place_is_none(code: str, text: str, read: Read) -> None:
    assert read(code, text) == []
