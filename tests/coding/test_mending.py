"""Short sentences that a parser takes for a noun phrase get their verb back, others stay."""

from __future__ import annotations

import pytest

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
