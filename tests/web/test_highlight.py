"""Texts cut into pieces are the texts, with their marks where they stand."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Account, Heading, Region, RegionKind, Span
from dragoman.web.highlight import found_pieces, paragraphs, passage
from tests.ledger.make import RUN, claim, document

TEXT = "Headline\nFirst words. Oslo called Bern, Lima says. Last words.\nShare this!"


def test_pieces_make_up_the_sentence_and_name_what_they_are() -> None:
    made = document("Oslo called Bern, Lima says.")
    told = claim(made, "call", {"NOR": "Oslo", "CHE": "Bern"}, claimant=("PER", "Lima"))
    heading = Heading(made.id, made.source, "en", None, None, None, None, made.id)
    shown = passage(Account(told, heading, RUN), made.text)
    assert "".join(piece.text for piece in shown.pieces) == made.text
    marked = {piece.text: set(piece.marks) for piece in shown.pieces if piece.marks}
    assert marked == {"Oslo": {"trigger", "party"}, "Bern": {"party"}, "Lima": {"claimant"}}


def test_a_sentence_stands_in_its_paragraph() -> None:
    made = document(TEXT)
    start = TEXT.index("Oslo")
    told = claim(made, "call", {"NOR": "Oslo", "CHE": "Bern"})
    told = replace(told, evidence=Span.of(TEXT, start, TEXT.index(" Last")))
    heading = Heading(made.id, made.source, "en", None, None, None, None, made.id)
    shown = passage(Account(told, heading, RUN), TEXT)
    assert (shown.before, shown.after) == ("First words. ", " Last words.")


def test_paragraphs_have_kinds_and_claims() -> None:
    made = document(
        TEXT,
        regions=(
            Region(RegionKind.TITLE, 0, 8),
            Region(RegionKind.BODY, 9, 62),
            Region(RegionKind.BOILERPLATE, TEXT.index("Share"), len(TEXT)),
        ),
    )
    told = claim(made, "call", {"NOR": "Oslo", "CHE": "Bern"})
    found = paragraphs(made, [told])
    assert [p.kind for p in found] == ["title", "body", "boilerplate"]
    assert [len(p.claims) for p in found] == [1, 0, 0]  # its evidence begins with the text
    assert found[1].pieces[0].claims == (told.id,)


@given(st.text(max_size=300), st.lists(st.tuples(st.integers(-5, 310), st.integers(-5, 310))))
def test_nothing_is_lost_whatever_is_marked(text: str, places: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in found_pieces(text, places)) == text


@given(st.text(max_size=300))
def test_every_line_that_is_not_empty_is_a_paragraph(text: str) -> None:
    made = document("a" + text, regions=())
    shown = ["".join(piece.text for piece in p.pieces) for p in paragraphs(made, [])]
    assert shown == [line for line in made.text.splitlines(keepends=True) if line.strip()]
