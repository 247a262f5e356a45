"""What every format keeps to, and what each is for."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dragoman.export import FORMATS, writer
from dragoman.export.csv import COLUMNS
from dragoman.export.table import ClaimTable
from dragoman.model import Reading, UsageError
from tests.export.sample import reading


def written(name: str, *readings: Reading) -> str:
    stream = io.StringIO()
    made = writer(name, stream)
    made.begin()
    for one in readings:
        made.write(one)
    made.end()
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_readings_give_the_same_text(name: str) -> None:
    assert written(name, reading(), reading()) == written(name, reading(), reading())


@pytest.mark.parametrize("name", FORMATS)
def test_readings_are_written_at_once_and_not_kept(name: str) -> None:
    stream = io.StringIO()
    made = writer(name, stream)
    made.begin()
    made.write(reading())
    assert "Norway" in stream.getvalue()


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'xml'.*table, jsonl, csv"):
        writer("xml", io.StringIO())


def test_jsonl_has_a_claim_a_line() -> None:
    lines = written("jsonl", reading()).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["c1", "c2", "c3"]


def test_csv_has_one_header_and_a_row_a_claim() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", reading(), reading()))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["actor_countries"] == "NOR"
    assert row["contexts"] == "economic; diplomatic"
    assert row["date_start"] == "05-12"
    assert row["claimant"] == "Peru"
    assert row["intensity"] == "-5.0"  # a number stays a number


def test_no_cell_of_the_csv_is_a_formula() -> None:
    rows = csv.DictReader(io.StringIO(written("csv", reading())))
    assert next(rows)["evidence"].startswith("'=Oslo")


def test_the_table_says_who_claims_what_in_which_words() -> None:
    table = written("table", reading())
    assert "news/a.txt · en · 2025-05-13" in table
    for words in ("Norway", "Foreign minister", "demand", "occurred", "05-12", "Peru", "=Oslo"):
        assert words in table
    assert "\x1b" not in table


@pytest.mark.parametrize("width", [40, 80, 119, 120, 200])
def test_the_table_keeps_to_the_width_of_the_terminal(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    stream = io.StringIO()
    ClaimTable(stream, colour=True).write(reading())
    plain = "".join(part.partition("m")[2] for part in ("m" + stream.getvalue()).split("\x1b["))
    assert max(len(line) for line in plain.splitlines()) <= width
    assert "Norway" in plain


def test_a_document_without_claims_is_left_out_of_the_table() -> None:
    full = reading()
    empty = Reading(full.document, (), full.run, 0, "empty")
    assert written("table", empty) == ""
