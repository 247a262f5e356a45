"""The fit of who is meant, on choices of our own."""

from __future__ import annotations

from benchmarks.counterparts import UNTOLD, Choice, _gold, fit
from dragoman.coding.counterparts import Option


def _choice(right: tuple[bool, ...], told: bool = True) -> Choice:
    options = (Option((), {"nobody": 1.0}), Option((), {"near": 1.0}), Option((), {}))
    return Choice("d", "articles", options, right, told, alone=right[0])


def test_what_is_mostly_right_is_likelier() -> None:
    near, nobody = _choice((False, True, False)), _choice((True, False, False))
    names = ["nobody", "near"]
    weights = dict(zip(names, fit([near] * 60 + [nobody] * 30, names), strict=True))
    assert weights["near"] > weights["nobody"] > 0


def test_either_of_two_that_are_right_will_do() -> None:
    (alone,) = fit([_choice((False, True, False))] * 50, ["near"])
    (either,) = fit([_choice((True, True, False))] * 50, ["near"])
    assert alone > either > 0


def test_a_choice_of_an_act_that_is_not_there_counts_less() -> None:
    assert _choice((True, False, False), told=False).weight == UNTOLD


def test_gold_of_a_sentence_has_its_place_and_who_may_be_left_out() -> None:
    event = {
        "type": "REQUEST",
        "alt": [{"type": "ACCUSE"}],
        "actors": [{"country": "NOR", "igo": None}],
        "recipients": [{"country": None, "igo": "UNO", "optional": True}],
        "sentence": 1,
    }
    (told,) = _gold([event], ["Four", "It asked."])
    assert told.sentence == 5
    assert told.types == frozenset({"REQUEST", "ACCUSE"})
    assert told.parties == frozenset({"NOR", "UN"})
    assert told.needed == frozenset({"NOR"})
