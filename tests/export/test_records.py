"""Claims on the wire."""

from __future__ import annotations

from typing import Any

import msgspec

from dragoman.export.records import records
from tests.export.sample import TEXT, reading

WIRE = (
    "id document act type modes contexts quad cameo intensity status symmetric actors recipients "
    "claimant date place topics content evidence confidence trace run"
).split()


def plain(number: int) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(records(reading())[number])
    return found


def test_fields_come_in_the_order_that_is_documented() -> None:
    assert list(plain(0)) == WIRE
    assert list(plain(0)["document"]) == [
        "id", "source", "language", "title", "publisher", "published",
    ]  # fmt: skip
    assert list(plain(0)["evidence"]) == ["text", "start", "end", "sentence", "trigger"]


def test_a_day_without_a_year_has_no_start() -> None:
    day = plain(0)["date"]
    assert (day["start"], day["end"], day["month_day"]) == (None, None, "05-12")


def test_a_known_day_is_written_as_iso() -> None:
    assert plain(1)["date"]["start"] == plain(1)["date"]["end"] == "2025-05-12"
    assert plain(1)["document"]["published"] == "2025-05-13"


def test_unknown_things_are_null() -> None:
    assert plain(2)["date"] is None
    assert plain(2)["claimant"] is None
    assert plain(2)["place"] is None


def test_every_span_says_what_stands_there() -> None:
    found = list(spans(plain(0)))
    assert len(found) == 6
    for text, start, end in found:
        assert TEXT[start:end] == text


def spans(value: Any) -> Any:
    """Every text with its offsets, however deep."""
    if isinstance(value, dict):
        if "start" in value and isinstance(value["start"], int):
            yield value["text"], value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from spans(inner)
