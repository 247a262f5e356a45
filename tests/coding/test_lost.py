"""Verbs lost in a noun phrase of what somebody denies are found again, real participles stay."""

from __future__ import annotations

import pytest

from dragoman import lang
from dragoman.coding.trees.lost import with_clauses
from dragoman.model import Status
from dragoman.pipeline import Reader


@pytest.mark.parametrize(
    "text",
    [
        "Chad denied that it had bombed villages in Niger.",
        "Chad denied it had bombed villages in Niger.",
        "Chad has denied that its army bombed villages in Niger.",
    ],
)
def test_what_is_denied_in_a_clause_is_denied(reader: Reader, text: str) -> None:
    (claim,) = reader.read(text, language="en").claims
    assert (claim.act, claim.status) == ("bomb", Status.DENIED)
    assert [party.actor.party for party in claim.actors] == ["TCD"]
    assert [party.actor.party for party in claim.recipients] == ["NER"]


@pytest.mark.parametrize(
    "text",
    [
        "Niger said it had armed forces at the border with Chad.",
        "Chad said that bombed villages had been rebuilt.",
        "Chad denied having sunken ships in its harbour.",
    ],
)
def test_participles_that_describe_stay(reader: Reader, text: str) -> None:
    (tree,) = reader.parsed(text, "en", "test").trees
    assert with_clauses(tree, lang.load("en")) is tree
