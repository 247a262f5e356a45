"""Who suffers by what is refused or demanded is not refused or asked himself."""

from __future__ import annotations

import pytest

from dragoman.pipeline import Reader
from dragoman.settings import Settings


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("Hungary refused to vote for sanctions against Russia.", []),
        ("Hungary blocked a new round of sanctions against Belarus.", []),
        ("Niger demanded an end to the strikes on Mali.", []),
        ("Hungary vetoed EU sanctions on Georgia.", ["EUR"]),
        ("Chad refused to join the American strikes on Niger.", ["USA"]),
        # Who refuses to end what another suffers does refuse him that.
        ("Hungary refused to lift the sanctions on Belarus.", ["BLR"]),
        ("Israel refused to halt its strikes on Lebanon.", ["LBN"]),
    ],
)
def test_whoever_suffers_is_reached_only_where_it_could_end(
    reader: Reader, text: str, recipients: list[str]
) -> None:
    (claim,) = reader.read(text, language="en").claims
    assert [party.actor.party for party in claim.recipients] == recipients


def test_the_judge_does_not_name_whoever_suffers() -> None:
    both = Reader(Settings(judge=True))
    text = "Hungary blocked a new round of sanctions against Belarus."
    claims = both.read(text, language="en").claims
    assert [(c.act, c.recipients) for c in claims] == [("veto", ())]
