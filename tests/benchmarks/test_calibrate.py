"""The arithmetic of the calibration, on claims of our own."""

from __future__ import annotations

import numpy as np

from benchmarks.calibrate import Judged, _fit, _matrix, bins, diagram


def test_a_circumstance_that_tells_wrong_claims_lowers_the_odds() -> None:
    good = [Judged("a", (), i % 10 > 0) for i in range(500)]
    bad = [Judged("b", ("doubtful",), i % 10 > 5) for i in range(500)]
    judged = [*good, *bad]
    right = np.array([claim.right for claim in judged], float)
    base, doubtful = _fit(_matrix(judged, ["doubtful"]), right)
    assert base > 1
    assert -2 < doubtful < -0.5


def test_bins_tell_how_often_claims_of_like_confidence_are_right() -> None:
    told, right = np.array([0.5, 0.5, 0.95, 0.95]), np.array([0.0, 1.0, 1.0, 1.0])
    low, high = bins(told, right)
    assert (low.count, low.told, low.right) == (2, 0.5, 0.5)
    assert (high.count, high.right) == (2, 1.0)


def test_the_diagram_has_a_dot_for_each_bin() -> None:
    told, right = np.array([0.5, 0.95]), np.array([1.0, 1.0])
    assert diagram(bins(told, right)).count("<circle") == 2
