"""Every named rule, with a sentence where it fires and one where it must not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.coding import Rule
from dragoman.coding.rules import sentences
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared

PUBLISHED = date(2024, 3, 6)
DOCS = Path(__file__).parents[2] / "docs"

CASES = {
    Rule.VERB: ("Norway condemned Belarus.", "Norway is a kingdom."),
    Rule.VERB_OBJECT: ("Norway imposed sanctions on Belarus.", "Norway imposed order on Belarus."),
    Rule.COMPANION: (
        "Norway, along with Sweden, condemned Belarus.",
        "Norway condemned Chad as well as Mali.",
    ),
    Rule.NOUN: (
        "Nobody expected the agreement between Norway and Sweden.",
        "Nobody expected the agreement.",
    ),
    Rule.LIGHT_VERB: ("Norway held talks with Sweden.", "Norway talked with Sweden."),
    Rule.OCCURRENCE: (
        "A meeting between Norway and Sweden took place in Geneva.",
        "A meeting between Norway and Sweden was on the agenda.",
    ),
    Rule.TURN: (
        "Norway called off the meeting with Sweden.",
        "Norway held the meeting with Sweden.",
    ),
    Rule.CONTENT_PARTY: (
        "Norway promised that it would stand with Sweden.",
        "Norway promised that it would rain.",
    ),
    Rule.OTHER_PARTY: (
        "In a letter to Sweden, Norway apologized.",
        "In a long letter, Norway apologized.",
    ),
    Rule.ANSWER: (
        "Belarus accused Norway of spying for Sweden, and Norway rejected the claim.",
        "Belarus accused Norway of spying for Sweden, and Norway rejected Finland's claim.",
    ),
    Rule.SPEAKER_SIDE: (
        "Norway's ministry said that the deal with Sweden was final.",
        "A newspaper said that the deal with Sweden was final.",
    ),
    Rule.MEDIATED: (
        "Norway and Sweden signed a treaty under Finnish mediation.",
        "Norway and Sweden rejected Finnish mediation.",
    ),
    Rule.PLACE_PARTY: (
        "Thousands demonstrated near Oslo.",
        "Norwegians held demonstrations against Sweden.",
    ),
    Rule.BY_SPEAKER: (
        "The raid must be condemned, Norway's president said.",
        "The raid was a success, Norway's president said.",
    ),
    Rule.SAME_SIDES: (
        "Norway met Sweden. The next talks will be held in Oslo.",
        "Norway praised Sweden. The next talks will be held in Oslo.",
    ),
    Rule.SPOKEN_OF: (
        "Malawi was hit by a storm. Zambia sent helicopters.",
        "Malawi and Angola were hit by a storm. Zambia sent helicopters.",
    ),
    Rule.HEADED: (
        "Tusk: Russia attacked a power plant in Chad.",
        "Poland: Russia attacked a power plant in Chad.",
    ),
    Rule.STOPPED: (
        "Norway stopped threatening Belarus.",
        "Norway has not stopped threatening Belarus.",
    ),
    Rule.QUESTION: (
        "Did Norway bomb the Belarusian consulate?",
        "Why did Norway bomb the Belarusian consulate?",
    ),
    Rule.POSSIBLE: (
        "A meeting between the ministers of Peru and Chile is possible.",
        "A meeting between the ministers of Peru and Chile is over.",
    ),
    Rule.TO_COME: (
        "Peru's minister is due in Chile on Thursday.",
        "Peru's minister was in Chile on Thursday.",
    ),
    Rule.UNWANTED: (
        "Norway sees no point in talks with Belarus.",
        "Norway saw no troops during the talks with Belarus.",
    ),
    Rule.DOUBTED: (
        "Norway doubts that Belarus attacked Sweden.",
        "Norway does not doubt that Belarus attacked Sweden.",
    ),
    Rule.LEFT_OPEN: (
        "Norway does not rule out sending troops to Chad.",
        "Norway rules out sending troops to Chad.",
    ),
    Rule.SHARED_PARTY: (
        "Norway's minister met the king of Sweden and asked for help in Finland.",
        "Norway's minister met journalists and asked for help.",
    ),
    Rule.REFUSAL: (
        "Norway will not visit Sweden.",
        "Norway and Sweden will not meet.",
    ),
    Rule.OBLIGATION: (
        "Norway must withdraw its troops, Sweden's president said.",
        "Norway must withdraw its troops, Norway's president said.",
    ),
    Rule.NEGATION: ("Norway did not attack Sweden.", "Norway attacked Sweden."),
    Rule.FUTURE: ("Norway will visit Sweden.", "Norway visited Sweden."),
    Rule.FUTURE_DATE: (
        "Norway and Sweden meet on 9 March 2024.",
        "Norway and Sweden met on 4 March 2024.",
    ),
    Rule.MODAL: ("Norway may sanction Belarus.", "Norway sanctioned Belarus."),
    Rule.CONDITIONAL: (
        "If Norway attacks Sweden, nobody will help.",
        "Norway attacked Sweden because nobody helped.",
    ),
    Rule.PURPOSE: (
        "The envoy of Norway went home to attack Sweden.",
        "The envoy of Norway went home and Norway attacked Sweden.",
    ),
    Rule.INTENTION: ("Norway plans to visit Sweden.", "Norway managed to visit Sweden."),
    Rule.UNDONE: (
        "Instead of sanctioning Belarus, Norway sent a letter.",
        "After sanctioning Belarus, Norway sent a letter.",
    ),
    Rule.AFTER_ALL: (
        "Norway did not hesitate to sanction Belarus.",
        "Norway hesitated to sanction Belarus.",
    ),
    Rule.FAILURE: ("Norway failed to sanction Belarus.", "Norway rushed to sanction Belarus."),
    Rule.DENIED: ("Norway denied attacking Sweden.", "Norway regretted attacking Sweden."),
    Rule.PLAN_NOUN: (
        "Norway announced plans to sanction Belarus.",
        "Norway announced that it had sanctioned Belarus.",
    ),
    Rule.POSSIBILITY_NOUN: (
        "Experts saw a risk of an attack by Norway on Sweden.",
        "Experts saw an attack by Norway on Sweden.",
    ),
    Rule.POSTPONED: (
        "Norway postponed the meeting with Sweden for a month.",
        "Norway opened the meeting with Sweden.",
    ),
    Rule.GOING_ON: (
        "Norway continued its negotiations with Sweden.",
        "Norway opened negotiations with Sweden.",
    ),
    Rule.CONTENT: (
        "Norway and Sweden agreed to meet Finland.",
        "Norway and Sweden left early after meeting Finland.",
    ),
    Rule.SAYING: (
        "Denmark said that Norway had attacked Sweden.",
        "Norway attacked Sweden.",
    ),
    Rule.ACCORDING_TO: (
        "According to Denmark, Norway attacked Sweden.",
        "In spite of Denmark, Norway attacked Sweden.",
    ),
    Rule.ACCUSED: (
        "Norway accused Sweden of attacking Finland.",
        "Norway watched Sweden and Sweden attacked Finland.",
    ),
    Rule.QUOTATION: (
        "“The night was long,” Denmark's president said. “Norway attacked Sweden.”",
        "“The night was long,” Denmark's president said. Norway attacked Sweden.",
    ),
    Rule.ONE_PARTY: ("Norway held talks.", "Norway held talks with Sweden."),
    Rule.NO_AGENT: ("Somebody praised the film.", "Norway praised Sweden."),
    Rule.BARE_NOUN: ("The attack by Norway was long.", "Norway launched an attack on Sweden."),
    Rule.NO_ENTRY: ("Norway imposed order on Belarus.", "Norway condemned Belarus."),
    Rule.NOT_CODED_CONTENT: (
        "Norway demanded that Belarus release Sweden's citizens.",
        "Belarus released Sweden's citizens.",
    ),
    Rule.REPEATED: (
        "Norway condemned Belarus and Norway condemned Belarus.",
        "Norway condemned Belarus; Sweden condemned it, too.",
    ),
    Rule.HISTORY: (
        "In 1808 Denmark declared war on Sweden.",
        "In 2008 Denmark condemned Sweden in a castle of 1808.",
    ),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(judge=False))  # the rules alone


def fired(reader: Reader, text: str) -> set[str]:
    """Names of the rules in the traces of the claims, and of those that kept others out."""
    document = reader.texts.document(text, Declared(language="en", published=PUBLISHED))
    names: set[str] = set()
    for report in reader.explain(document):
        names.update(step.partition(":")[0] for c in report.claims for step in c.trace)
        names.update(str(item.rule) for item in report.uncoded)
    return names


@pytest.mark.parametrize("rule", list(CASES))
def test_a_rule_fires_where_it_should_and_only_there(rule: Rule, reader: Reader) -> None:
    positive, negative = CASES[rule]
    assert rule in fired(reader, positive)
    assert rule not in fired(reader, negative)


def test_every_rule_has_a_sentence_for_analysts_and_a_place_in_the_docs() -> None:
    explained = sentences()
    assert set(explained) == {str(rule) for rule in Rule}
    page = (DOCS / "coding.md").read_text("utf-8")
    assert all(f"| `{name}` | {text} |" in page for name, text in explained.items())


def test_every_rule_has_cases() -> None:
    elsewhere = {
        Rule.ANNOUNCED,
        Rule.DEMANDED,
        Rule.DEMAND_NOUN,
        Rule.DROPPED_SUBJECT,
        Rule.HEARSAY,
        Rule.JUDGE,
        Rule.JUDGED,
        Rule.LIKELIEST_SIDE,
    }  # see lang/*/cases.yaml, and test_weighing.py for those of the judge
    assert set(Rule) - set(CASES) <= elsewhere


ANSWERED: tuple[tuple[str, set[str]], ...] = (
    ("Belarus shelled a Norwegian post. Finland condemned the attack.", {"BLR"}),
    ("Belarus accused Norway of spying. Norway rejected the accusation.", {"BLR"}),
    ("Belarus shelled a Norwegian post. Finland condemned violence.", set()),
    ("Belarus shelled Chad. It rained. It snowed. Norway condemned the attack.", set()),
)


@pytest.mark.parametrize(("text", "wanted"), ANSWERED)
def test_answers_reach_over_two_sentences(reader: Reader, text: str, wanted: set[str]) -> None:
    last = reader.read(text, language="en").claims[-1]
    assert {party.actor.country for party in last.recipients} == wanted
