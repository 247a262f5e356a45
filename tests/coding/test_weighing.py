"""Rules and judge together: what stands, what is withheld, what the judge adds; and the trace."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from dragoman import lang
from dragoman.coding import By, Coder, News, Rule, Scene, Table, Weighed, Weigher, Weights
from dragoman.coding.counterparts import Counterparts
from dragoman.judge import Labels, PartyKey, Verdict
from dragoman.model import Status
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.text import Declared

EVEN = Weights(0.0, {})
TABLE = Table(
    rules=EVEN,
    both=Weights(0.0, {"odds of any type": 1.0}),
    judge=Weights(0.0, {"odds of its type": 1.0, "rules have the pair": -2.0}),
    asked=Weights(0.0, {"odds of the rule": 1.0, "odds of its type": 1.0}),
    keep=0.3,
    make=0.7,
)
LENIENT = msgspec.structs.replace(TABLE, keep=0.0)
NORWAY, SWEDEN = PartyKey("NOR", apart=False), PartyKey("SWE", apart=False)


def _verdict(ontology: Ontology, kind: str, share: float, act: str, trigger: int) -> Verdict:
    """Norway does something of a type to Sweden with a probability, and else nothing happens."""
    types, acts = ("none", *ontology.plover.types), ("none", *ontology.acts)
    labels = Labels(types, acts, tuple(map(str, Status)), ("none",), ("none",))
    told = np.zeros((2, 3, len(types)), np.float32)
    told[..., 0] = 1.0
    told[0, 1, 0], told[0, 1, types.index(kind)] = 1 - share, share
    finer = np.full((2, 3, len(acts)), 0.001, np.float32)
    finer[..., acts.index(act)] = 0.8
    status = np.zeros((2, 3, len(labels.statuses)), np.float32)
    status[..., 0] = 1.0
    triggers = np.full((2, 3), trigger, np.int64)
    return Verdict(labels, (NORWAY, SWEDEN), told, finer, status, triggers)


def _weighed(
    reader: Reader, ontology: Ontology, text: str, verdict: Verdict, table: Table = TABLE
) -> list[Weighed]:
    document = reader.texts.document(text, Declared("en"))
    (report,) = reader.explain(document)
    scene = Scene.of(document.text, lang.load("en"), report.tree, report.mentions)
    outcomes = tuple(Coder(ontology).clauses(scene, None))
    weigher = Weigher(ontology, table, Counterparts.load(ontology))
    return list(weigher.together(scene, outcomes, verdict, None, None))


def test_a_clause_that_the_judge_confirms_stands_and_says_so(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "ACCUSE", 0.9, "criticize", 1)
    (one,) = _weighed(reader, ontology, "Norway condemned Sweden.", verdict)
    assert one.by is By.BOTH
    assert one.clause.confidence == 0.9
    assert one.clause.trace[-1] == f"{Rule.JUDGE}:ACCUSE 0.90"


def test_confidence_is_bent_to_other_news_and_what_stands_is_not(
    reader: Reader, ontology: Ontology
) -> None:
    table = msgspec.structs.replace(TABLE, news={"both": News(-2.0, 1.0)})
    verdict = _verdict(ontology, "ACCUSE", 0.9, "criticize", 1)
    (one,) = _weighed(reader, ontology, "Norway condemned Sweden.", verdict, table)
    assert (one.sure, one.clause.confidence) == (0.9, 0.55)


def test_confidence_is_no_higher_than_what_was_seen(reader: Reader, ontology: Ontology) -> None:
    table = msgspec.structs.replace(TABLE, news={"both": News(-2.0, 1.0, 0.8)})
    verdict = _verdict(ontology, "ACCUSE", 0.9, "criticize", 1)
    (one,) = _weighed(reader, ontology, "Norway condemned Sweden.", verdict, table)
    assert (one.sure, one.clause.confidence) == (0.9, 0.35)


def test_a_clause_of_which_the_judge_is_sure_that_nothing_happens_is_withheld(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "ACCUSE", 0.05, "criticize", 1)
    assert _weighed(reader, ontology, "Norway condemned Sweden.", verdict) == []


@pytest.mark.parametrize(("share", "towards"), [(0.4, ["SWE"]), (0.02, [])])
def test_the_judge_says_towards_whom_an_act_is_that_names_one_side(
    reader: Reader, ontology: Ontology, share: float, towards: list[str]
) -> None:
    text = "The Swedes burned the flag; Norway demanded an apology."
    verdict = _verdict(ontology, "REQUEST", share, "demand", 7)
    found = [w.clause for w in _weighed(reader, ontology, text, verdict, LENIENT)]
    (one,) = (clause for clause in found if clause.act == "demand")
    assert [p.actor.country for p in one.agents] == ["NOR"]
    assert [p.actor.country for p in one.patients] == towards
    assert (str(Rule.LIKELIEST_SIDE) in one.trace) is bool(towards)


def test_the_judge_says_who_did_what_was_suffered(reader: Reader, ontology: Ontology) -> None:
    text = "Norway looked on while Swedish towns were shelled."
    verdict = _verdict(ontology, "ASSAULT", 0.4, "shell", 7)
    (one,) = (w.clause for w in _weighed(reader, ontology, text, verdict))
    assert [p.actor.country for p in (*one.agents, *one.patients)] == ["NOR", "SWE"]


def test_sides_that_rules_have_found_are_not_the_judges(reader: Reader, ontology: Ontology) -> None:
    verdict = _verdict(ontology, "ACCUSE", 0.9, "criticize", 1)
    (one,) = _weighed(reader, ontology, "Sweden condemned Norway.", verdict, LENIENT)
    assert [p.actor.country for p in (*one.clause.agents, *one.clause.patients)] == ["SWE", "NOR"]
    assert str(Rule.LIKELIEST_SIDE) not in one.clause.trace


def test_what_no_rule_names_is_made_if_the_judge_is_sure(
    reader: Reader, ontology: Ontology
) -> None:
    text = "Norway gave Sweden a piece of its mind."
    verdict = _verdict(ontology, "ACCUSE", 0.9, "criticize", 1)
    (one,) = _weighed(reader, ontology, text, verdict)
    assert one.by is By.JUDGE
    assert one.clause.act == "criticize"
    assert one.clause.trace[0] == str(Rule.JUDGED)
    assert one.clause.trigger.text == "gave"
    assert [p.actor.country for p in (*one.clause.agents, *one.clause.patients)] == ["NOR", "SWE"]


def test_what_no_rule_names_is_not_made_if_the_judge_is_unsure(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "ACCUSE", 0.6, "criticize", 1)
    assert _weighed(reader, ontology, "Norway gave Sweden a piece of its mind.", verdict) == []


def test_the_act_is_as_deep_as_the_judge_knows(reader: Reader, ontology: Ontology) -> None:
    verdict = _verdict(ontology, "ASSAULT", 0.9, "visit", 1)
    (one,) = _weighed(reader, ontology, "Norway gave Sweden a bloody nose.", verdict)
    assert one.clause.act == ontology.general("ASSAULT")


def test_a_blow_that_is_only_refused_is_not_dealt(reader: Reader, ontology: Ontology) -> None:
    verdict = _verdict(ontology, "SANCTION", 0.95, "sanction", 2)
    kept = _weighed(reader, ontology, "Norway rejected sanctions on Sweden.", verdict, LENIENT)
    assert [(one.by, one.clause.act) for one in kept] == [(By.BOTH, "refuse")]
    told = _weighed(reader, ontology, "Norway regards sanctions on Sweden.", verdict, LENIENT)
    assert [(one.by, one.clause.act) for one in told] == [(By.JUDGE, "sanction")]


def test_a_meeting_that_is_only_refused_did_not_take_place(
    reader: Reader, ontology: Ontology
) -> None:
    text = "Norway refused to fly to a meeting with Sweden."
    verdict = _verdict(ontology, "CONSULT", 0.99, "meet", text.split().index("meeting"))
    assert {w.clause.act for w in _weighed(reader, ontology, text, verdict)} == {"refuse"}
    text = "Norway flew to a meeting with Sweden."
    verdict = _verdict(ontology, "CONSULT", 0.99, "meet", text.split().index("meeting"))
    assert "meet" in {w.clause.act for w in _weighed(reader, ontology, text, verdict)}


@pytest.mark.parametrize(("verb", "attacker"), [("attacked", "SWE"), ("suffered", "NOR")])
def test_the_subject_of_an_attack_is_who_attacks(
    reader: Reader, ontology: Ontology, verb: str, attacker: str
) -> None:
    text = f"Norway said Swedish troops had {verb} first."
    verdict = _verdict(ontology, "ASSAULT", 0.99, "attack", text.split().index(verb))
    found = _weighed(reader, ontology, text, verdict)
    attacks = [w.clause for w in found if w.clause.act == "attack"]
    assert [clause.agents[0].actor.party for clause in attacks] == [attacker]


@pytest.mark.parametrize(
    ("act", "made"),
    [("mediate", [{"NOR", "SWE", "FIN"}]), ("meet", [{"NOR", "SWE"}, {"NOR", "FIN"}])],
)
def test_a_mediation_is_one_whomever_it_binds(
    reader: Reader, ontology: Ontology, act: str, made: list[set[str]]
) -> None:
    two = _verdict(ontology, "CONSULT", 0.99, act, 1)
    finland = PartyKey("FIN", apart=False)
    shape = (3, 4)
    types = np.zeros((*shape, two.types.shape[-1]), np.float32)
    types[..., 0] = 1.0
    kind = two.labels.types.index("CONSULT")
    for pair in ((0, 1), (0, 2)):
        types[(*pair, 0)], types[(*pair, kind)] = 0.01, 0.99
    verdict = Verdict(
        two.labels,
        (NORWAY, SWEDEN, finland),
        types,
        np.broadcast_to(two.acts[0, 0], (*shape, two.acts.shape[-1])),
        np.broadcast_to(two.statuses[0, 0], (*shape, two.statuses.shape[-1])),
        np.full(shape, 1, np.int64),
    )
    found = _weighed(reader, ontology, "Norway calmed Sweden and Finland.", verdict)
    assert [{p.actor.party for p in w.clause.agents} for w in found] == made


def test_those_in_a_row_do_it_both(reader: Reader, ontology: Ontology) -> None:
    verdict = _verdict(ontology, "THREATEN", 0.99, "threaten", 3)
    (one,) = _weighed(reader, ontology, "Norway and Sweden growled.", verdict)
    told = [[p.actor.party for p in side] for side in (one.clause.agents, one.clause.patients)]
    assert told == [["NOR", "SWE"], []]
    verdict = _verdict(ontology, "THREATEN", 0.99, "threaten", 1)
    (one,) = _weighed(reader, ontology, "Norway showed Sweden its teeth.", verdict)
    told = [[p.actor.party for p in side] for side in (one.clause.agents, one.clause.patients)]
    assert told == [["NOR"], ["SWE"]]


def test_one_word_says_one_thing_of_two_parties(reader: Reader, ontology: Ontology) -> None:
    """A visit that was called off is none, whatever the judge makes of the word."""
    verdict = _verdict(ontology, "CONSULT", 0.95, "visit", 3)
    text = "Norway cancelled its visit to Sweden."
    kept = _weighed(reader, ontology, text, verdict, LENIENT)
    assert [(one.by, one.clause.act) for one in kept] == [(By.BOTH, "refuse_meeting")]
    elsewhere = _verdict(ontology, "ACCUSE", 0.95, "criticize", 10)
    text = "Norway cancelled its visit to Sweden, and many tempers frayed."
    kept = _weighed(reader, ontology, text, elsewhere, LENIENT)
    assert [one.by for one in kept] == [By.BOTH, By.JUDGE]


def test_the_side_that_the_judge_names_comes_with_those_beside_it(
    reader: Reader, ontology: Ontology
) -> None:
    text = "The Swedes and Danes burned the flag; Norway demanded an apology."
    verdict = _verdict(ontology, "REQUEST", 0.9, "demand", 9)
    kept = _weighed(reader, ontology, text, verdict, LENIENT)
    (one,) = (w.clause for w in kept if w.clause.act == "demand")
    assert [p.actor.country for p in one.patients] == ["SWE", "DNK"]


def test_a_side_that_words_name_is_not_the_judges_to_fill(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "SANCTION", 0.4, "sanction", 8)
    text = "Norway seized a ship, which prompted {} to slap sanctions on Sweden."
    for who, agents in (("the West", []), ("them", ["NOR"])):
        kept = _weighed(reader, ontology, text.format(who), verdict, LENIENT)
        (one,) = (w for w in kept if w.clause.act == "sanction")
        assert [p.actor.country for p in one.clause.agents] == agents


def test_who_reports_it_is_no_side_of_what_the_judge_tells(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "ACCUSE", 0.95, "criticize", 1)
    verdict = replace(verdict, parties=(NORWAY, PartyKey("DEU", apart=True)))
    for teller, count in (("the agency dpa", 0), ("German rebels", 1)):
        text = f"Norway fell out with its neighbour, {teller} said."
        assert len(_weighed(reader, ontology, text, verdict, LENIENT)) == count


def test_the_day_on_which_it_ends_dates_nothing_that_the_judge_tells(
    reader: Reader, ontology: Ontology
) -> None:
    verdict = _verdict(ontology, "SANCTION", 0.95, "sanction", 1)
    for day, told in (("until 2028", False), ("in 2024", True)):
        text = f"Norway cold-shouldered Sweden {day}."
        (one,) = _weighed(reader, ontology, text, verdict, LENIENT)
        assert (one.clause.when is not None) is told


@pytest.mark.parametrize(
    ("beside", "towards"), [("Sweden welcomed it", []), ("Sweden burned the flag", ["SWE"])]
)
def test_whoever_judges_the_same_thing_is_not_whom_one_judges(
    reader: Reader, ontology: Ontology, beside: str, towards: list[str]
) -> None:
    text = f"Norway condemned the plan, while {beside}."
    verdict = _verdict(ontology, "ACCUSE", 0.4, "criticize", 1)
    found = [w.clause for w in _weighed(reader, ontology, text, verdict, LENIENT)]
    (one,) = (clause for clause in found if clause.agents[0].actor.country == "NOR")
    assert [p.actor.country for p in one.patients] == towards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway's talks with Sweden were called off.", [("refuse_meeting", Status.OCCURRED)]),
        ("Norway's talks with Sweden were put off.", [("talk", Status.DENIED)]),
    ],
)
def test_what_becomes_of_a_meeting_is_told_of_the_judges_word_too(
    reader: Reader, ontology: Ontology, text: str, expected: list[tuple[str, Status]]
) -> None:
    verdict = _verdict(ontology, "CONSULT", 0.99, "talk", 2)
    table = msgspec.structs.replace(TABLE, keep=1.0)  # nothing that rules made stands
    found = _weighed(reader, ontology, text, verdict, table)
    assert [(w.clause.act, w.clause.status) for w in found] == expected
    assert {w.by for w in found} == {By.JUDGE}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Finland urged Norway and Sweden to meet soon.", True),
        ("Norway urged Sweden and Finland to meet soon.", False),
    ],
)
def test_whoever_asks_several_to_do_it_takes_no_part(
    reader: Reader, ontology: Ontology, text: str, made: bool
) -> None:
    verdict = _verdict(ontology, "AGREE", 0.99, "plan_meeting", text[:-1].split().index("meet"))
    planned = verdict.labels.statuses.index(str(Status.PLANNED))
    verdict.statuses[..., 0], verdict.statuses[..., planned] = 0.0, 1.0
    found = _weighed(reader, ontology, text, verdict)
    assert any(w.by is By.JUDGE for w in found) is made
