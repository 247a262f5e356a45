"""Log odds of probabilities, as the regressions take them."""

from __future__ import annotations

import math

LEAST = 1e-4  # probabilities are kept this far from 0 and 1


def odds(share: float) -> float:
    """The natural logarithm of the odds of a probability."""
    kept = min(max(share, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def probability(log_odds: float) -> float:
    """The probability of log odds."""
    return 1 / (1 + math.exp(-log_odds))
