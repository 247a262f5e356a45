"""The interface says the same in every language, and nothing that nobody wrote."""

from __future__ import annotations

import re
import string
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import Decision, Stance, State, Status, ThreadKind
from dragoman.ontology import Lanes, Ontology
from dragoman.web.words import FOLDER, Words, load, preferred

ROOM = FOLDER.parent
WORDS = load()
USED = re.compile(r"""\b(?:t|counted|words\.text|text)\(\s*["']([a-z0-9_]+)["']""")
LISTED = re.compile(r'\("[a-z/_]*", "([a-z_]+)"\)')


def used() -> set[str]:
    """Keys that templates and pages ask for by name."""
    pages = "\n".join(path.read_text("utf-8") for path in ROOM.glob("templates/*.html"))
    code = "\n".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    return set(USED.findall(pages + code)) | set(LISTED.findall(pages))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_language_has_the_same_texts_with_the_same_facts(code: str) -> None:
    texts, english = WORDS[code].file.texts, WORDS["en"].file.texts
    assert set(texts) == set(english)
    for key, text in texts.items():
        assert _names(text) == _names(english[key]), key
        assert text.strip(), key


def test_every_text_that_is_asked_for_is_there() -> None:
    known = {key.partition(".")[0] for key in WORDS["en"].file.texts}
    asked = {key for key in used() if not key.endswith("_")}
    assert len(asked) > 100
    assert asked <= known


def test_every_text_is_asked_for() -> None:
    made = re.compile(r"^(stage|change|period|trend|lane)_")
    sections = {"contacts", "all_events", "meetings", "commitments", "measures"}
    known = {key.partition(".")[0] for key in WORDS["en"].file.texts}
    assert {key for key in known - used() - sections if not made.match(key)} == set()


@pytest.mark.parametrize("code", sorted(set(WORDS) - {"en"}))
def test_every_code_has_a_name(code: str) -> None:
    codes, ontology = WORDS[code].file.codes, Ontology.load()
    assert set(codes["acts"]) == set(ontology.acts)
    assert set(codes["types"]) == set(ontology.plover.types)
    assert set(codes["statuses"]) == set(map(str, Status))
    assert set(codes["states"]) == set(map(str, State))
    assert set(codes["kinds"]) == set(map(str, ThreadKind))
    assert set(codes["decisions"]) == set(map(str, Decision))
    assert set(codes["stances"]) == set(map(str, Stance))


def test_every_lane_has_a_name_and_every_type_a_lane() -> None:
    lanes = Lanes.load()
    assert {f"lane_{lane.name}" for lane in lanes.lanes} <= set(WORDS["en"].file.texts)
    assert set(lanes.by_type) == set(Ontology.load().plover.types)


@pytest.mark.parametrize(
    ("wished", "accepted", "code"),
    [(None, "", "en"), (None, "fr, de;q=0.8", "de"), ("de", "en", "de"), ("xx", "de-AT", "de")],
)
def test_the_reader_is_answered_in_a_language_of_his(
    wished: str | None, accepted: str, code: str
) -> None:
    assert preferred(WORDS, wished, accepted).code == code


@pytest.mark.parametrize(
    ("words", "first", "last", "written"),
    [
        ("en", date(2025, 2, 3), None, "3 Feb 2025"),
        ("en", date(2025, 2, 3), date(2025, 2, 5), "3–5 Feb 2025"),
        ("en", date(2024, 12, 31), date(2025, 1, 1), "31 Dec 2024 – 1 Jan 2025"),
        ("de", date(2025, 3, 3), date(2025, 3, 5), "3.–5. März 2025"),
    ],
)
def test_days_are_written_as_people_write_them(
    words: str, first: date, last: date | None, written: str
) -> None:
    assert WORDS[words].days(first, last) == written


def test_parties_have_names(tmp_path: Path) -> None:
    english, german = WORDS["en"], WORDS["de"]
    assert (english.party("RUS"), german.party("RUS")) == ("Russia", "Russland")
    assert english.party("EUR") == "European Union"
    assert english.party("XQX") == "XQX"
    assert english.party(None) == "the documents themselves"


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_number_has_its_noun() -> None:
    words: Words = WORDS["en"]
    assert words.counted("claims_n", 1) == "1 claim"
    assert words.counted("claims_n", 12_000) == "12,000 claims"


@pytest.mark.parametrize(
    ("language", "written", "code"),
    [
        ("en", "nor", "NOR"),
        ("en", "Norway", "NOR"),
        ("de", "norwegen", "NOR"),
        ("de", "Europäische Union", "EUR"),
        ("de", "Deutschland", "DEU"),
        ("en", "Hamas", "hamas"),
        ("en", "group:nobody", "group:nobody"),
    ],
)
def test_a_party_is_written_as_code_or_name(language: str, written: str, code: str) -> None:
    assert WORDS[language].party_code(written) == code
