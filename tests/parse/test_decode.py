"""Heads are always a tree."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parse.decode import is_tree, tree


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_any_scores_give_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size + 1, size + 1)).astype(np.float32)
    assert is_tree(tree(scores))


def test_cycles_are_broken_at_the_lowest_cost() -> None:
    scores = np.full((4, 4), -10.0, np.float32)
    scores[1, 2] = scores[2, 1] = 5.0  # a cycle
    scores[1, 0], scores[3, 1] = 4.0, 3.0
    assert tree(scores)[1:].tolist() == [0, 1, 1]
