"""Who is taken for the side that an act's own words leave out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman import lang
from dragoman.coding import Coder, Earlier, Scene
from dragoman.coding.counterparts import Counterparts, Option, Table, options
from dragoman.model import Clause, Party
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.text import Declared

NEAR = Table(judged={}, unjudged={"here": 2.0, "earlier": 1.0}, here=0.5, earlier=0.5)


def _scenes(reader: Reader, text: str) -> Iterator[Scene]:
    """The scenes of an English text, each with what was named before."""
    document = reader.texts.document(text, Declared("en"))
    reports = list(reader.explain(document))
    found = [report.tree.sentence for report in reports]
    named = Earlier(lang.load("en"), found, [report.mentions for report in reports])
    for report in reports:
        before, spoken = named.before(report.tree.sentence.index), named.spoken(len(found))
        yield Scene.of(document.text, lang.load("en"), report.tree, report.mentions, before, spoken)


def _clause(ontology: Ontology, scene: Scene, act: str) -> Clause:
    outcomes = Coder(ontology).clauses(scene, None)
    return next(o for o in outcomes if isinstance(o, Clause) and o.act == act)


def _codes(parties: tuple[Party, ...]) -> list[str | None]:
    return [party.actor.party for party in parties]


def _options(reader: Reader, ontology: Ontology, text: str, act: str) -> list[list[str | None]]:
    *_, scene = _scenes(reader, text)
    found = options(scene, ontology, _clause(ontology, scene, act), None)
    return [_codes(option.parties) for option in found]


def test_nobody_comes_first_then_who_is_named_here_then_before(
    reader: Reader, ontology: Ontology
) -> None:
    text = "Peru lay in the sun. While Chile slept, Norway demanded an apology."
    assert _options(reader, ontology, text, "demand") == [[], ["CHL"], ["PER"]]


def test_whoever_stands_in_a_row_comes_with_the_others(reader: Reader, ontology: Ontology) -> None:
    text = "While Chile and Peru slept, Norway demanded an apology."
    found = _options(reader, ontology, text, "demand")
    assert sorted(map(str, found[1])) == ["CHL", "PER"]


@pytest.mark.parametrize(
    "text",
    [
        "Hungary rejected the declaration on Georgia.",
        "Hungary rejected the declaration in Vienna.",
        "Hungary rejected the call of Islamic countries.",
    ],
)
def test_topics_towns_and_others_are_no_options(
    reader: Reader, ontology: Ontology, text: str
) -> None:
    assert len(_options(reader, ontology, text, "refuse")) < 2


def test_a_clause_with_both_sides_has_no_options(reader: Reader, ontology: Ontology) -> None:
    assert _options(reader, ontology, "While Peru slept, Chile accused Norway.", "accuse") == []


def test_the_likeliest_is_taken_if_it_is_likely_enough(reader: Reader, ontology: Ontology) -> None:
    (scene,) = _scenes(reader, "While Chile slept, Norway demanded an apology.")
    clause = _clause(ontology, scene, "demand")
    found, share = Counterparts(ontology, NEAR).completed(scene, clause, None)
    assert (_codes(found.agents), _codes(found.patients)) == (["NOR"], ["CHL"])
    assert share is not None
    assert 0.85 < share < 0.9
    assert found.trace[-1] == "likeliest-side"
    sure = Table(judged={}, unjudged=NEAR.unjudged, here=0.95, earlier=0.95)
    assert Counterparts(ontology, sure).completed(scene, clause, None) == (clause, None)


def test_a_row_is_as_likely_as_all_in_it(ontology: Ontology, reader: Reader) -> None:
    *_, scene = _scenes(reader, "While Chile and Peru slept, Norway demanded an apology.")
    found = options(scene, ontology, _clause(ontology, scene, "demand"), None)
    even = Counterparts(ontology, Table({}, {}, 0.5, 0.5))
    assert even.shares(found, judged=False) == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    assert even.shares([Option((), {})], judged=False) == [1.0]


def test_what_a_text_names_is_counted_until_a_sentence(reader: Reader) -> None:
    document = reader.texts.document("Peru slept. Peru met Chile. Peru left.", Declared("en"))
    reports = list(reader.explain(document))
    named = Earlier(
        lang.load("en"), [r.tree.sentence for r in reports], [r.mentions for r in reports]
    )
    assert named.spoken(0) == {"PER": 1}
    assert named.spoken(1) == {"PER": 2, "CHL": 1}
    assert named.spoken(2) == {"PER": 3, "CHL": 1}
