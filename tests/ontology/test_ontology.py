"""Acts and their codes."""

from __future__ import annotations

import pytest

from dragoman.model import LexiconError, Status
from dragoman.ontology import Content, Ontology


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


def test_there_are_acts_of_every_type(ontology: Ontology) -> None:
    assert len(ontology.plover.types) == 16
    assert {act.type for act in ontology.acts.values()} == set(ontology.plover.types)
    assert len(ontology.acts) >= 60


@pytest.mark.parametrize("status", list(Status))
def test_every_act_has_codes_in_every_status(ontology: Ontology, status: Status) -> None:
    for name in ontology.acts:
        coding = ontology.code(name, status)
        assert coding.quad in (1, 2, 3, 4)
        assert coding.cameo.isdigit()


@pytest.mark.parametrize(
    ("act", "status", "kind", "cameo", "intensity"),
    [
        ("call", Status.OCCURRED, "CONSULT", "041", 1.5),
        ("meet", Status.PLANNED, "AGREE", "036", 2.5),
        ("aid_militarily", Status.OCCURRED, "AID", "072", 10),
        ("aid_militarily", Status.PLANNED, "AGREE", "033", 2.5),
        ("sanction", Status.OCCURRED, "SANCTION", "163", -6),
        ("sanction", Status.PLANNED, "THREATEN", "131", -3),
        ("expel_diplomats", Status.OCCURRED, "SANCTION", "166", -5.5),
        ("recall_ambassador", Status.OCCURRED, "SANCTION", "161", -6),
        ("summon_ambassador", Status.OCCURRED, "ACCUSE", "114", -2),
        ("withdraw_troops", Status.PLANNED, "CONCEDE", "035", 4.5),
        ("veto", Status.OCCURRED, "REJECT", "129", -2),
    ],
)
def test_codes(
    ontology: Ontology, act: str, status: Status, kind: str, cameo: str, intensity: float
) -> None:
    coding = ontology.code(act, status)
    assert (coding.type, coding.cameo, coding.intensity) == (kind, cameo, intensity)


def test_a_planned_meeting_stays_planned_and_a_threat_has_been_made(ontology: Ontology) -> None:
    assert ontology.code("meet", Status.PLANNED).status is Status.PLANNED
    assert ontology.code("sanction", Status.PLANNED).status is Status.OCCURRED


def test_turns_name_acts_that_exist(ontology: Ontology) -> None:
    turns = ontology.turns
    named = [*turns.cancel.values(), *turns.end.values(), *turns.narrow]
    named += [act for table in turns.narrow.values() for act in table.values()]
    assert all(name in ontology.acts for name in named)
    assert turns.content_of("demand", "REQUEST") is Content.PART
    assert turns.turned("cancel", "CONSULT") == "refuse_meeting"


def test_what_a_demand_is_about_narrows_it_by_act_or_else_by_type(ontology: Ontology) -> None:
    turns = ontology.turns
    assert turns.narrowed("demand", "release", "RETREAT") == "demand_release"
    assert turns.narrowed("demand", "meet", "CONSULT") == "request_meeting"
    assert turns.narrowed("demand", "shell", "ASSAULT") == "demand"
    keys = {key for table in turns.narrow.values() for key in table}
    assert keys <= {*ontology.acts, *ontology.plover.types}


def test_an_unknown_act_is_named(ontology: Ontology) -> None:
    with pytest.raises(LexiconError, match="no act 'greet'"):
        ontology.act("greet")


def test_every_act_says_what_it_covers_and_what_it_does_not() -> None:
    for act in Ontology.load().acts.values():
        assert act.covers
        assert act.but.startswith("not ")


def test_every_mode_has_an_act() -> None:
    ontology = Ontology.load()
    acts = {(act.type, mode) for act in ontology.acts.values() for mode in act.modes}
    assert acts >= {
        (name, mode) for name, kind in ontology.plover.types.items() for mode in kind.modes
    }
