"""Every view has an address that keeps."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import State, Status, ThreadKind, UsageError
from dragoman.web.filters import FURTHEST, MOST, Filters
from dragoman.web.words import load

WORDS = st.none() | st.text('abc &?=#%+/äЖ"<', min_size=1, max_size=20).map(str.strip).filter(bool)
DAYS = st.none() | st.dates()
FILTERS = st.builds(
    Filters,
    since=DAYS,
    until=DAYS,
    as_of=DAYS,
    topic=WORDS,
    claimant=WORDS,
    status=st.none() | st.sampled_from(Status),
    language=WORDS,
    confidence=st.none() | st.floats(0, 1),
    party=st.none() | st.sampled_from(["NOR", "EUR", "NATO"]),
    other=st.none() | st.sampled_from(["CHE"]),
    act=WORDS,
    type=WORDS,
    kind=st.none() | st.sampled_from(ThreadKind),
    state=st.none() | st.sampled_from(State),
    words=WORDS,
    offset=st.integers(0, FURTHEST),
    limit=st.integers(1, MOST),
)


@given(FILTERS)
def test_an_address_asks_for_what_it_was_made_from(filters: Filters) -> None:
    parts = urlsplit(filters.address("/events"))
    assert parts.path == "/events"
    assert Filters.of(dict(parse_qsl(parts.query))) == filters


def test_what_is_empty_is_not_asked_for() -> None:
    assert Filters.of({"since": "", "topic": " ", "mark": "x"}) == Filters()
    assert Filters().address("/events") == "/events"


def test_pages_follow_each_other() -> None:
    filters = Filters(topic="gas", limit=10)
    assert filters.further("/events", 10) is None
    assert filters.further("/events", 11) == "/events?topic=gas&limit=10&offset=10"
    assert filters.former("/events") is None
    second = Filters(topic="gas", limit=10, offset=10)
    assert second.former("/events") == "/events?topic=gas&limit=10"


def test_a_code_may_be_written_small() -> None:
    given = {"party": "nor", "other": "CHE", "since": "2025-02-12"}
    asked = Filters.of(given, load()["en"].party_code)
    assert asked.pair == ("CHE", "NOR")
    assert asked.since == date(2025, 2, 12)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("since", "12.2.2025"),
        ("status", "maybe"),
        ("kind", "promise"),
        ("state", "x"),
        ("confidence", "nan"),
        ("confidence", "1.1"),
        ("offset", "-1"),
        ("offset", "99999999"),
        ("limit", "0"),
        ("limit", "²"),
        ("limit", "1_0"),
        ("topic", "x" * 201),
        ("words", "a\0b"),
    ],
)
def test_what_means_nothing_is_told_with_what_may_be_written(key: str, value: str) -> None:
    with pytest.raises(UsageError, match=key):
        Filters.of({key: value})
