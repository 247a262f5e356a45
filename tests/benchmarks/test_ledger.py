"""The measure of the ledger measures: its scores, its world, its episodes."""

from __future__ import annotations

import random

from benchmarks.ledger import days_told, known
from benchmarks.ledger_claims import accounts
from benchmarks.ledger_episodes import episodes
from benchmarks.ledger_reports import Noise, Press
from benchmarks.ledger_score import pairs, states
from benchmarks.ledger_texts import Scribe
from benchmarks.ledger_truth import Plot, world
from dragoman import lang
from dragoman.ledger.gather import gather
from dragoman.ledger.threads import threads_of
from dragoman.ontology import ThreadRules
from tests.ledger.accounts import DAY, Maker, compass, day


def test_pairs_are_counted_by_hand() -> None:
    make = Maker()
    told = [make.account("call", "FRA,EGY", on=DAY) for _ in range(3)]
    apart = make.account("call", "FRA,EGY", on=day(9))
    events = gather([*told, apart], compass())
    truth = {a.claim.id: number for a, number in zip([*told, apart], (1, 1, 2, 2), strict=True)}
    found = pairs(events, truth)
    assert (found.both, found.wrong, found.missed) == (1, 2, 1)
    assert (round(found.precision, 2), found.recall) == (0.33, 0.5)


def test_states_are_right_or_wrong() -> None:
    make = Maker()
    told = [make.account("sanction", "FRA", "EGY", on=DAY)]
    events = gather(told, compass())
    threads = threads_of(events, compass(), ThreadRules.load(), day(9))
    truth = {told[0].claim.id: 7}
    good, bad = Plot("measure", (7,), "in_force"), Plot("measure", (7,), "lifted")
    untold = Plot("measure", (8,), "in_force")
    right, asked, wrong = states([good, bad, untold], events, threads, truth, set())
    assert (right, asked) == (1, 2)
    assert wrong == [(bad, "in_force")]


def test_the_same_seed_makes_the_same_world() -> None:
    assert world(3, 50, 60).happenings == world(3, 50, 60).happenings
    assert world(3, 50, 60).happenings != world(4, 50, 60).happenings


def test_a_small_world_is_recovered() -> None:
    made = world(1, 150, 120)
    told, truth = [], {}
    for report in known(made, 1):
        for account, number in accounts(report, made, compass().ontology):
            told.append(account)
            truth[account.claim.id] = number
    found = pairs(gather(told, compass()), truth)
    assert found.precision > 0.95
    assert found.recall > 0.75


def test_texts_hold_the_sentences_that_they_tell() -> None:
    made = world(2, 60, 60)
    scribe = Scribe(made)
    reports = list(Press(made, Noise(), random.Random(2)).reports())
    texts = [scribe.write(report) for report in reports]
    assert {text.language for text in texts} == set(made.words.languages)
    for text in texts:
        for start, end, _ in text.told:
            assert text.text[start:end].endswith((".", "…"))
            assert "{" not in text.text
    assert days_told(one for report in reports for one in report.told) <= {
        h.number for h in made.happenings
    }


def test_there_are_enough_episodes_in_languages_that_we_read() -> None:
    found = list(episodes())
    papers = [paper for episode in found for paper in episode.documents]
    assert len(found) >= 12
    assert len(papers) >= 60
    languages = {paper.language for paper in papers}
    assert len(languages) >= 4
    assert languages <= set(lang.codes())


def test_every_label_of_an_episode_names_one_of_its_happenings() -> None:
    for episode in episodes():
        for paper in episode.documents:
            labels = {line.partition("|")[0] for line in paper.text.splitlines()}
            assert labels <= {"", *episode.events}, episode.name
        for story in episode.threads:
            assert story.begins in episode.events
