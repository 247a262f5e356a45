"""How sure claims tell to be, bent to text that nobody tuned on."""

from __future__ import annotations

from benchmarks.gold import Case
from benchmarks.told import bend
from dragoman.coding import By, Weighed
from dragoman.model import Clause, Span, Status

CLAUSE = Clause(
    act="meet",
    sentence=0,
    trigger=Span(0, 3, "met"),
    trigger_index=0,
    agents=(),
    patients=(),
    status=Status.OCCURRED,
    claimant=None,
    when=None,
    content=None,
    place=None,
    topics=(),
    trace=(),
)


def _cases(sure: float, right: int) -> list[Case]:
    """A hundred claims of one sureness, so many of them right."""
    weighed = Weighed(CLAUSE, By.BOTH, {}, sure)
    return [
        Case("sealed", "en", str(i), By.BOTH, {}, i < right, weighed=weighed) for i in range(100)
    ]


def test_claims_that_are_too_sure_are_told_less_sure() -> None:
    news = bend([*_cases(0.9, 70), *_cases(0.6, 40)])
    assert 0.65 < news.probability(0.9) < 0.75
    assert 0.35 < news.probability(0.6) < 0.45


def test_claims_that_hold_are_told_as_they_are() -> None:
    news = bend([*_cases(0.9, 90), *_cases(0.6, 60)])
    assert abs(news.probability(0.9) - 0.9) < 0.02
