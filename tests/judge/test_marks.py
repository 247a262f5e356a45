"""Who the judge is told that the parties are."""

from __future__ import annotations

from dragoman.judge import PartyKey, marked
from dragoman.judge.marks import KINDS, PARTIES, kind_of
from dragoman.model import Actor, Mention, Span, Token, Via

MINISTER = Actor("RUS/foreign_minister", "minister", "RUS", "GOV", "foreign minister")
ARMY = Actor("RUS/army", "army", "RUS", "MIL")
PROTESTERS = Actor("RUS/protesters", "protesters", "RUS", "CVL")
NATO = Actor("org:NATO", "NATO", None, "IGO")
NOBODY = Actor("person:somebody", "somebody", None)


def _mention(start: int, end: int, *actors: Actor) -> Mention:
    return Mention(Span(0, 1, "x"), 0, (start, end), actors, Via.NAME, "test")


def _tokens(count: int) -> tuple[Token, ...]:
    return tuple(Token("word", 5 * i, 5 * i + 4) for i in range(count))


def test_all_who_act_for_a_state_are_one_party_and_its_people_another() -> None:
    mentions = [_mention(0, 1, MINISTER), _mention(2, 3, ARMY), _mention(4, 5, PROTESTERS)]
    shown = marked(_tokens(6), ((),) * 6, mentions)
    assert shown.parties == (PartyKey("RUS", apart=False), PartyKey("RUS", apart=True))
    assert [mark.parties for mark in shown.marks] == [(0,), (0,), (1,)]
    assert [KINDS[mark.kind] for mark in shown.marks] == ["GOV", "MIL", "CVL"]


def test_a_mention_of_two_marks_both_and_one_without_a_country_none() -> None:
    mentions = [_mention(0, 1, MINISTER, NATO), _mention(2, 3, NOBODY)]
    shown = marked(_tokens(4), ((),) * 4, mentions)
    assert [mark.parties for mark in shown.marks] == [(0, 1)]
    assert shown.parties[1].code == "NATO"


def test_parties_beyond_the_last_stay_unmarked() -> None:
    many = [_mention(i, i + 1, Actor(f"A{i}", f"A{i}", f"A{i}")) for i in range(PARTIES + 3)]
    shown = marked(_tokens(PARTIES + 3), ((),) * (PARTIES + 3), many)
    assert len(shown.parties) == len(shown.marks) == PARTIES


def test_a_kind_that_the_judge_does_not_know_is_that_of_a_state() -> None:
    assert kind_of(None) == kind_of("XYZ") == KINDS.index("")
    assert KINDS[kind_of("MIL")] == "MIL"
