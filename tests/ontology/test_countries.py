"""Countries by every scheme's code."""

from __future__ import annotations

import pytest

from dragoman.ontology import Crosswalk

COUNTRIES = Crosswalk.load().countries
ALL = list(COUNTRIES.by_code.values())


@pytest.mark.parametrize("country", ALL, ids=lambda country: country.iso3)
def test_every_code_leads_back(country: object) -> None:
    found = next(c for c in ALL if c is country)
    assert COUNTRIES.code(found.iso3) == found.iso3
    if found.cow is not None:
        assert COUNTRIES.of_cow(found.cow) == found.iso3
    if found.fips is not None:
        assert COUNTRIES.of_fips(found.fips) == found.iso3
    assert COUNTRIES.of_name(found.icews) == found.iso3
    assert found.sovereign is None or found.sovereign in COUNTRIES.by_code


def test_there_are_all_members_of_the_state_system() -> None:
    assert len([c for c in ALL if c.cow is not None]) == 195
    assert all(c.fips and c.sovereign is None for c in ALL if c.cow is not None)


@pytest.mark.parametrize(
    ("fips", "iso"),
    [
        ("RS", "RUS"), ("CH", "CHN"), ("GM", "DEU"), ("AS", "AUS"), ("UP", "UKR"), ("UK", "GBR"),
        ("VM", "VNM"), ("SZ", "CHE"), ("AU", "AUT"), ("SP", "ESP"), ("KV", "XKX"), ("GZ", "PSE"),
    ],
)  # fmt: skip
def test_fips_is_not_iso(fips: str, iso: str) -> None:
    assert COUNTRIES.of_fips(fips) == iso


def test_one_kosovo_and_many_spellings() -> None:
    for spelled in ("KOS", "XKX", "KSV", "XK"):
        assert COUNTRIES.code(spelled) == "XKX"
    kosovo = COUNTRIES.by_code["XKX"]
    assert (kosovo.plover, kosovo.cameo, kosovo.cow, kosovo.iso2) == ("KOS", "KSV", 347, "XK")


def test_numbers_of_the_past_that_turn_up_are_taken() -> None:
    assert (COUNTRIES.of_cow(260), COUNTRIES.of_cow(255)) == ("DEU", "DEU")
    assert (COUNTRIES.of_cow(817), COUNTRIES.of_cow(816)) == ("VNM", "VNM")
    assert COUNTRIES.of_cow(1) is None


def test_dependencies_fold_into_their_sovereign_in_plover() -> None:
    by_code = COUNTRIES.by_code
    assert by_code["ABW"].plover == "NLD"
    assert by_code["HKG"].plover == "HKG"
    assert by_code["PSE"].plover == "PSE"
    assert (by_code["GEO-AB"].plover, by_code["GEO-AB"].partly) == ("GEO", True)
    assert by_code["ABW"].cameo == "ABW"
    assert all(len(c.plover) == len(c.cameo) == 3 for c in ALL)


def test_names_of_icews() -> None:
    assert COUNTRIES.by_code["RUS"].icews == "Russian Federation"
    assert COUNTRIES.of_name("russian federation") == "RUS"
    assert COUNTRIES.of_name("the former Yugoslav Republic of Macedonia") == "MKD"
    assert COUNTRIES.of_name("Atlantis") is None
