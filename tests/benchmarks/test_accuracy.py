"""Floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy import compared


@pytest.fixture
def floors(tmp_path: Path) -> Path:
    path = tmp_path / "floors.json"
    path.write_text('{"de": 0.5, "en": 0.6}', "utf-8")
    return path


def test_scores_above_the_floors_pass_and_change_nothing(floors: Path) -> None:
    before = floors.read_bytes()
    assert compared({"de": 0.7, "en": 0.6}, floors, pin=False) == 0
    assert floors.read_bytes() == before


@pytest.mark.parametrize("scores", [{"de": 0.7, "en": 0.59}, {"de": 0.7}])
def test_a_lower_score_fails_and_is_not_pinned(floors: Path, scores: dict[str, float]) -> None:
    before = floors.read_bytes()
    assert compared(scores, floors, pin=True) == 1
    assert floors.read_bytes() == before


def test_higher_scores_are_pinned(floors: Path) -> None:
    assert compared({"en": 0.6, "de": 0.7, "fr": 0.4}, floors, pin=True) == 0
    assert json.loads(floors.read_text("utf-8")) == {"de": 0.7, "en": 0.6, "fr": 0.4}


def test_without_floors_nothing_is_missed(tmp_path: Path) -> None:
    assert compared({"de": 0.1}, tmp_path / "none.json", pin=False) == 0
