"""Everything between two states, and how it is shown."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from dragoman.export.relation import RELATION_FORMATS, rendered
from dragoman.ledger.gather import gather
from dragoman.ledger.relation import Scope, relation_of
from dragoman.ledger.threads import threads_of
from dragoman.model import Account, Status, UsageError
from dragoman.model.relation import Relation
from dragoman.ontology import ThreadRules
from tests.ledger.accounts import DAY, Maker, compass, day


def accounts() -> list[Account]:
    make = Maker()
    return [
        make.account("call", "FRA,EGY", on=DAY, says="FRA", topics=("grain", "gas")),
        make.account("talk", "EGY,FRA", published=day(1), says="EGY", topics=("grain",)),
        make.account("meet", "FRA,KEN", on=DAY),
        make.account("agree", "FRA,EGY", on=day(2), published=day(2), says="FRA", topics=("gas",)),
        make.account("praise", "EGY", "FRA", on=day(3), published=day(3), topics=("visas",)),
        make.account("criticize", "EGY", "FRA", on=day(40), published=day(40), topics=("visas",)),
        make.account("visit", "FRA,EGY", on=day(60), published=day(41), status=Status.PLANNED),
        make.account("sanction", "EGY", "FRA", on=day(45), published=day(45), topics=("visas",)),
    ]


def relation(
    as_of: int = 50,
    since: int | None = None,
    until: int | None = None,
    topic: str | None = None,
) -> Relation:
    known = gather(accounts(), compass())
    rules = ThreadRules.load()
    scope = Scope(
        "FRA",
        "EGY",
        day(as_of),
        day(since) if since is not None else None,
        day(until) if until is not None else None,
        topic,
    )
    threads = threads_of(known, compass(), rules, scope.as_of)
    return relation_of(known, threads, scope, compass(), rules)


def test_a_relation_holds_what_is_between_the_two_and_nothing_else() -> None:
    found = relation()
    assert [event.act for event in found.contacts] == ["call"]
    assert [str(thread.state) for thread in found.meetings] == ["planned"]
    assert [str(thread.state) for thread in found.measures] == ["in_force"]
    assert [str(thread.state) for thread in found.commitments] == ["promised"]


def test_it_says_who_announced_what_and_whether_the_other_confirmed_it() -> None:
    said = {a.event.act: a for a in relation().announcements}
    assert (said["call"].said, said["call"].confirmed) == ("FRA", day(1))
    assert (said["agree"].said, said["agree"].waited) == ("FRA", 48)
    assert "not confirmed by EGY after 48 days" in rendered("md", relation())


def test_positions_change() -> None:
    visas = [s for s in relation().stands if s.topic == "visas" and s.party == "EGY"]
    assert [(s.favourable, s.changed) for s in visas] == [(True, False), (False, True)]


def test_weeks_have_no_gaps_and_scores() -> None:
    periods = relation().periods
    gaps = {(b.start - a.start).days for a, b in pairwise(periods)}
    assert gaps == {7}
    assert periods[0].cooperation > 0
    assert periods[0].conflict == 0
    assert max(p.conflict for p in periods) >= 6


@pytest.mark.parametrize(
    ("arguments", "contacts", "measures"),
    [
        ({"since": 20}, 0, 1),
        ({"until": 20}, 1, 0),
        ({"topic": "Visas"}, 0, 1),
        ({"topic": "grain"}, 1, 0),
    ],
)
def test_it_can_be_narrowed(arguments: dict[str, int | str], contacts: int, measures: int) -> None:
    found = relation(**arguments)  # type: ignore[arg-type]
    assert (len(found.contacts), len(found.measures)) == (contacts, measures)


def test_json_leads_to_the_words_of_every_account() -> None:
    found = json.loads(rendered("json", relation()))
    (call,) = found["contacts"]
    assert [a["claimant"] for a in call["accounts"]] == ["FRA", "EGY"]
    assert {"source", "text", "start", "end"} <= set(call["accounts"][0])
    assert call["origins"] == 2


@pytest.mark.parametrize("name", ["table", "md"])
def test_every_line_names_the_id_by_which_it_opens(name: str) -> None:
    found = relation()
    text = rendered(name, found)
    threads = (*found.measures, *found.meetings, *found.commitments)
    for identity in (*(e.id for e in found.contacts), *(t.id for t in threads)):
        assert identity in text


def test_an_empty_relation_is_a_title() -> None:
    empty = relation_of((), (), Scope("FRA", "PER", DAY), compass(), ThreadRules.load())
    assert rendered("md", empty).strip() == "# FRA – PER, as of 2025-05-12"


def test_other_layouts_are_refused() -> None:
    with pytest.raises(UsageError, match=", ".join(RELATION_FORMATS)):
        rendered("xml", relation())
