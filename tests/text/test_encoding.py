"""Bytes -> canonical text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.encoding import canonical, decode

RUSSIAN = "Министр прибыл в столицу соседнего государства и провел там встречу."
GERMAN = "Die Außenministerin kündigte Gespräche über Zölle an."


@pytest.mark.parametrize("text", [RUSSIAN, GERMAN])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(text: str, encoding: str) -> None:
    if encoding in ("utf-16-le", "utf-16-be") and text is RUSSIAN:
        text = RUSSIAN + " Talks in Oslo ended without any result on the first day of May."
    assert decode(text.encode(encoding)) == text


def test_cyrillic_and_western_single_bytes() -> None:
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN
    assert decode(GERMAN.encode("cp1252")) == GERMAN
    assert decode(GERMAN.encode("latin-1")) == GERMAN


def test_a_wrong_declaration_does_not_win_over_utf8() -> None:
    assert decode(RUSSIAN.encode(), "latin-1") == RUSSIAN


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = RUSSIAN.encode() + b" \xff " + RUSSIAN.encode()
    assert RUSSIAN in decode(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="save it as UTF-8"):
        decode(bytes(range(32)) * 50)


def test_a_mark_alone_is_an_empty_text() -> None:
    assert decode(codecs.BOM_UTF8) == ""


@given(st.text(max_size=200))
def test_canonical_text_stays_as_it_is(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
