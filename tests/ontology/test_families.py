"""Families of acts and rules of threads name what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lang
from dragoman.model import LexiconError
from dragoman.ontology import Families, Ontology, ThreadRules

ACTS = Ontology.load().acts
FAMILIES = Families.load()
RULES = ThreadRules.load()


def topics() -> set[str]:
    return {topic for code in lang.codes() for topic in lang.cues(code).topics}


def test_families_name_acts_and_topics_that_exist() -> None:
    assert set(FAMILIES.by_act) <= set(ACTS)
    for family in FAMILIES.by_act.values():
        assert family.kinds.keys() <= family.acts | family.planned
        assert family.implied <= topics()
    assert set(FAMILIES.states) <= topics()


def test_an_act_without_a_family_has_its_own() -> None:
    assert FAMILIES.of("recognize").acts == {"recognize"}


def test_topics_that_tell_nothing_are_left_out() -> None:
    told = FAMILIES.telling("sanction", ["sanctions", "Ukraine", "gas"], ["RUS", "UKR"])
    assert told == {"gas"}
    assert FAMILIES.telling("call", ["sanctions", "Ukraine"], ["RUS", "USA"]) == {
        "sanctions",
        "Ukraine",
    }


def test_rules_of_threads_name_families_and_acts_that_exist() -> None:
    names = {family.name for family in FAMILIES.by_act.values()} | set(ACTS)
    named = {*RULES.commitments, *RULES.pledges, *RULES.measures}
    named |= {RULES.meetings.held, RULES.meetings.proposed}
    for pledge in RULES.pledges.values():
        named |= pledge.kept
    assert named <= names
    acts = set(RULES.breach | RULES.meetings.cancelled)
    for measure in RULES.measures.values():
        acts |= measure.eased | measure.lifted | measure.demanded
    for commitment in RULES.commitments.values():
        acts |= commitment.broken
    for pledge in RULES.pledges.values():
        acts |= pledge.broken
    assert acts <= set(ACTS)


def test_an_act_in_two_families_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "families.yaml"
    path.write_text(
        "offices: {head: [], other: [], vague: []}\nstates: {}\n"
        "families: {talks: {acts: [meet]}, trips: {acts: [visit, meet]}}\n"
    )
    with pytest.raises(LexiconError, match=r"trips: 'meet' stands in talks too"):
        Families.load(path)


@pytest.mark.parametrize("load", [Families.load, ThreadRules.load])
def test_a_malformed_file_is_named(load: object, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("days: 3\n")
    with pytest.raises(LexiconError, match=r"rules\.yaml"):
        load(path)  # type: ignore[operator]
    with pytest.raises(LexiconError, match="cannot be read"):
        load(tmp_path / "none.yaml")  # type: ignore[operator]
