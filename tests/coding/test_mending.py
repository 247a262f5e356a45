"""Short sentences that a parser takes for a noun phrase get their verb back, others stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman import lang
from dragoman.coding.trees import mended
from dragoman.model import Mention, Tree
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(judge=False))  # the rules alone


def acts(reader: Reader, text: str) -> list[str]:
    """The acts of the claims of an English text."""
    return [claim.act for claim in reader.read(text, language="en").claims]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Moscow massed tanks along the border with Ukraine.", "deploy_troops"),
        ("The European Commission withheld payments to Hungary over corruption.", "suspend_aid"),
    ],
)
def test_a_known_verb_behind_a_name_is_one(reader: Reader, text: str, act: str) -> None:
    assert act in acts(reader, text)


def test_a_real_noun_phrase_stays_one(reader: Reader) -> None:
    document = reader.texts.document("Norway's frozen fish exports", Declared("en"), "test")
    (report,) = reader.explain(document)
    assert report.claims == ()


def broken(reader: Reader, text: str) -> tuple[Tree, dict[int, Mention]]:
    """A tree in which whoever says something behind the verb is its object, and what is said hangs
    on it; and the mentions by their words."""
    document = reader.texts.document(text, Declared("de"), "test")
    (report,) = reader.explain(document)
    content = next(w for w in report.tree.words if w.relation == "ccomp")
    speaker = next(w for w in report.tree.children(content.head) if w.relation == "nsubj")
    words = list(report.tree.words)
    words[speaker.index] = replace(speaker, relation="obj")
    words[content.index] = replace(content, relation="acl", head=speaker.index)
    covering = {i: m for m in report.mentions for i in range(*m.tokens)}
    return Tree(report.tree.sentence, tuple(words)), covering


def relations(tree: Tree) -> set[str]:
    return {word.relation for word in tree.words}


def test_whoever_says_something_behind_the_verb_is_its_subject(reader: Reader) -> None:
    tree, covering = broken(reader, "In Bern erklärte die Präsidentin der Schweiz, dass Oslo rede.")
    assert {"nsubj", "ccomp"} <= relations(mended(tree, covering, lang.load("de")))


def test_what_is_no_actor_stays_an_object(reader: Reader) -> None:
    tree, _ = broken(reader, "In Bern erklärte die Präsidentin der Schweiz, dass Oslo rede.")
    assert "ccomp" not in relations(mended(tree, {}, lang.load("de")))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ägypten wird mit Kenia verhandeln.", ("negotiate", "planned", ["EGY", "KEN"])),
        ("Ägypten wird Kenia besuchen.", ("visit", "planned", ["EGY", "KEN"])),
    ],
)
def test_an_infinitive_is_no_passive(
    reader: Reader, text: str, told: tuple[str, str, list[str]]
) -> None:
    (claim,) = reader.read(text, language="de").claims
    parties = [str(p.actor.party) for p in (*claim.actors, *claim.recipients)]
    assert (claim.act, str(claim.status), parties) == told


def test_a_second_subject_before_the_object_gets_it(reader: Reader) -> None:
    text = "Frankreich verweigerte Kenia am 16. Dezember 2024 die Hilfe."
    (claim,) = reader.read(text, language="de").claims
    assert [p.actor.party for p in claim.actors] == ["FRA"]
    assert [p.actor.party for p in claim.recipients] == ["KEN"]


def test_a_passive_behind_a_modal_stays_one(reader: Reader) -> None:
    text = "Kenia soll im Mai von Ägypten besucht werden."
    (claim,) = reader.read(text, language="de").claims
    assert next(p.actor.party for p in claim.actors) == "EGY"
