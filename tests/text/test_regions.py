"""Every rule for boilerplate, with a line that it takes and one that it must leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import RegionKind
from dragoman.text import LineCues
from dragoman.text.regions import is_boilerplate, regions

CUES = LineCues(
    advertisement=("advertisement", "ad"),
    source_line=("source:",),
    comments=("comments", "comment"),
    read_also=("read also",),
    share=("share", "follow us"),
    photo_credit=("photo:", "photo by"),
    caption_marks=("(left)",),
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("https://news.example/a-1.html", True),
        ("See https://news.example for the text of the treaty.", False),
        ("[Ad_2]", True),
        ("[sic]", False),
        ("Advertisement", True),
        ("Advertisement of the post was illegal, the court said.", False),
        ("Source: https://news.example/a", True),
        ("Source of the quarrel is a pipeline.", False),
        ("Comments (0)", True),
        ("12 comments", True),
        ("Comments by the minister angered Oslo.", False),
        ("Read also: Oslo and Bern sign a pact", True),
        ("Read also by the envoys, the letter was long.", False),
        ("Share", True),
        ("Share prices fell after the embargo was announced in Bern.", False),
        ("Photo: Norwegian foreign ministry", True),
        ("Photographers waited outside.", False),
    ],
)
def test_boilerplate(line: str, expected: bool) -> None:
    assert is_boilerplate(line, CUES) is expected


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(str(r.kind), text[r.start : r.end]) for r in regions(text, CUES, title)]


def test_a_caption_is_text_and_its_credit_is_not() -> None:
    line = "The ministers shake hands. (Photo: Norwegian ministry) |"
    assert kinds(line) == [
        ("caption", "The ministers shake hands. "),
        ("boilerplate", "(Photo: Norwegian ministry) |"),
    ]


def test_title_body_and_boilerplate_are_told_apart() -> None:
    text = "Oslo calls Bern\nThe two sides spoke.\nThey agreed.\nComments (3)"
    assert kinds(text, "Oslo calls Bern") == [
        ("title", "Oslo calls Bern"),
        ("body", "The two sides spoke.\nThey agreed."),
        ("boilerplate", "Comments (3)"),
    ]


@given(st.text(alphabet="ab \n(:)[]_12", max_size=120))
def test_regions_are_in_order_and_cover_every_character(text: str) -> None:
    end = 0
    found = regions(text, CUES)
    for region in found:
        assert text[end : region.start].strip("\n") == ""
        assert region.start >= end
        assert region.kind in RegionKind
        end = region.end
    assert text[end:].strip("\n") == ""
