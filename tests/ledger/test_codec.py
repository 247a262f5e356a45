"""Any claim that is kept comes back equal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dragoman.ledger import ClaimQuery, Ledger, open_ledger
from dragoman.ledger.codec import pack_text, unpack_text
from dragoman.ledger.words import excerpt, folded, terms
from dragoman.model import (
    Actor,
    Basis,
    Claim,
    Claimant,
    Party,
    Precision,
    Span,
    Stance,
    Status,
    Via,
    When,
)
from tests.ledger.make import claim, document, reading

words = some.text(
    some.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
)
Draw = Callable[[some.SearchStrategy[Any]], Any]


@some.composite
def claims(draw: Draw, text: str, name: str) -> Claim:
    """A claim whose spans stand in the text, with anything in its fields."""
    at = some.integers(0, len(text))
    spans = some.tuples(at, at).map(lambda ends: Span.of(text, min(ends), max(ends)))
    optional = some.none() | words
    actors = some.builds(Actor, words, words, optional, optional, optional)
    parties = some.builds(Party, actors, spans, some.sampled_from(Via))
    whens = some.builds(
        When,
        some.none() | some.dates(),
        some.none() | some.dates(),
        some.sampled_from(Precision),
        some.sampled_from(Basis),
        spans,
        some.none() | some.just("02-12"),
    )
    many = some.lists(words, max_size=3).map(tuple)
    row = some.lists(parties, max_size=4).map(tuple)
    return Claim(
        id=name,
        document="",
        act=draw(words),
        type=draw(words),
        modes=draw(many),
        contexts=draw(many),
        quad=draw(some.integers(1, 4)),
        cameo=draw(words),
        intensity=draw(some.floats(-10, 10)),
        status=draw(some.sampled_from(Status)),
        symmetric=draw(some.booleans()),
        actors=draw(row),
        recipients=draw(row),
        claimant=draw(
            some.none()
            | some.builds(Claimant, some.none() | parties, spans, some.sampled_from(Stance))
        ),
        when=draw(some.none() | whens),
        place=draw(some.none() | parties),
        topics=draw(many),
        content=draw(some.none() | spans),
        evidence=draw(spans),
        sentence=draw(some.integers(0, 9999)),
        trigger=draw(spans),
        confidence=draw(some.floats(0, 1)),
        trace=draw(many),
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path_factory.mktemp("kept") / "a.ledger"), create=True) as made:
        yield made


@given(some.data(), some.text(max_size=80))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_claim_comes_back_equal(kept: Ledger, data: Any, text: str) -> None:
    name = uuid.uuid4()  # the same text twice would be one document
    made = document(f"{name} {text}".encode("utf-8", "replace").decode(), f"{name}.txt")
    given = [data.draw(claims(made.text, f"{name}/{n}")) for n in range(2)]
    given = [replace(claim, document=made.id) for claim in given]
    kept.add([reading(made, *given)])
    found = {a.claim.id: a.claim for a in kept.claims(ClaimQuery(document=made.id))}
    assert found == {claim.id: claim for claim in given}


def test_a_ledger_grows_by_less_than_two_and_a_half_times_its_texts(tmp_path: Path) -> None:
    """Short reports of 900 characters with six claims each: closer than news stands."""
    path, empty, size = tmp_path / "a.ledger", tmp_path / "empty.ledger", 0
    open_ledger(str(empty), create=True).close()
    acts = ("call", "meet", "demand", "attack", "criticize", "threaten")
    with open_ledger(str(path), create=True) as ledger:
        for n in range(600):
            words = " ".join(f"w{n * k % 977}" for k in range(150))
            made = document(f"Oslo and Bern {words}", f"reports/{n}.txt")
            told = [claim(made, act, {"NOR": "Oslo"}, {"CHE": "Bern"}) for act in acts]
            ledger.add([reading(made, *told)])
            size += len(made.text)
    assert path.stat().st_size - empty.stat().st_size < 2.5 * size


@given(some.text())
def test_any_text_comes_back(text: str) -> None:
    assert unpack_text(pack_text(text)) == text


@given(some.text(min_size=1), some.text(), some.text())
def test_every_word_of_a_text_is_found_in_its_excerpt(word: str, before: str, after: str) -> None:
    asked = folded(word).split()[:1]
    text = f"{before} {word} {after}"
    if asked and asked[0] in folded(text).split():
        part, found = excerpt(text, asked)
        assert all(folded(part[start:end]) == asked[0] for start, end in found)


def test_terms_are_folded_and_may_be_beginnings() -> None:
    assert terms('Перегово* "São Paulo"') == ("перегово*", "sao", "paulo")
