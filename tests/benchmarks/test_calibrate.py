"""The arithmetic of the calibration, on claims of our own."""

from __future__ import annotations

import numpy as np

from benchmarks.calibrate import _unseen, _weights
from benchmarks.gold import Case
from benchmarks.reliability import bins, diagram, error
from dragoman.coding import By


def _cases(source: str, count: int, features: dict[str, float], wrong: int) -> list[Case]:
    """Cases of which `wrong` in ten are wrong, each in a group of its own."""
    return [
        Case(source, "en", f"{source}-{features}-{i}", By.BOTH, features, i % 10 >= wrong)
        for i in range(count)
    ]


def test_a_circumstance_that_tells_wrong_claims_lowers_the_odds() -> None:
    weights = _weights([*_cases("dev", 500, {}, 1), *_cases("dev", 500, {"doubtful": 1.0}, 6)])
    assert weights.base > 1
    assert weights.add["doubtful"] < -1


def test_odds_are_told_as_they_hold_on_the_sealed_articles() -> None:
    sealed, test = _cases("sealed", 100, {}, 1), _cases("test", 400, {}, 6)
    sure = _weights([*sealed, *test]).probability({})
    assert 0.85 < sure < 0.95


def test_what_is_left_out_is_told_nearly_as_well() -> None:
    found = [*_cases("dev", 500, {}, 1), *_cases("dev", 500, {"doubtful": 1.0}, 6)]
    told = _unseen(found)
    right = np.array([case.right for case in found], float)
    assert error(bins(told, right)) < 0.05


def test_bins_tell_how_often_claims_of_like_confidence_are_right() -> None:
    told, right = np.array([0.5, 0.5, 0.95, 0.95]), np.array([0.0, 1.0, 1.0, 1.0])
    low, high = bins(told, right)
    assert (low.count, low.told, low.right) == (2, 0.5, 0.5)
    assert (high.count, high.right) == (2, 1.0)
    assert error([low, high]) == 0.5 * 0 + 0.5 * (1.0 - 0.95)


def test_the_diagram_has_a_dot_for_each_bin() -> None:
    told, right = np.array([0.5, 0.95]), np.array([1.0, 1.0])
    assert diagram(bins(told, right)).count("<circle") == 2
