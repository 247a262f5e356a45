"""Resolvers of all languages, made once, and sentences cut by a tokenizer of the tests' own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from dragoman import lang
from dragoman.actors import Directory, Resolver
from dragoman.model import Mention, RegionKind, Sentence, Token

ABBREVIATION = r"(?:[^\W\d_]\.){2,}"
WORD = r"[^\W_](?:\w|[-'’](?=\w))*"
PUBLISHED = date(2025, 6, 2)
Read = Callable[[str, str], list[Mention]]


@cache
def resolver(code: str) -> Resolver:
    return Resolver(lang.load(code), Directory.load())


def sentences(code: str, text: str) -> list[Sentence]:
    """One sentence a full stop and a space; English and French clitics stand apart."""
    found: list[Sentence] = []
    begin = 0
    for piece in re.split(r"(?<=[^.А-ЯA-Z]\.) ", text):
        tokens = []
        for word in re.finditer(rf"{ABBREVIATION}|{WORD}|[^\w\s]", piece):
            cut = re.search(r"(?<=\w)'s$" if code == "en" else r"(?<=^[dlnsDLNS]')(?=\w)", word[0])
            start = begin + word.start()
            middle = start + cut.start() if cut and code in ("en", "fr") else None
            for first, last in (
                [(start, middle), (middle, begin + word.end())]
                if middle
                else [(start, begin + word.end())]
            ):
                assert first is not None
                assert last is not None
                tokens.append(Token(text[first:last], first, last))
        end = begin + len(piece)
        found.append(Sentence(len(found), begin, end, RegionKind.BODY, tuple(tokens)))
        begin = end + 1
    return found


@pytest.fixture(scope="session")
def read() -> Read:
    """Mentions of a text, published on a day in June 2025; every span is checked."""

    def mentions(code: str, text: str) -> list[Mention]:
        cut = sentences(code, text)
        found = resolver(code).mentions(text, cut, PUBLISHED)
        assert len(found) == len(cut)
        flat = [mention for row in found for mention in row]
        for mention in flat:
            assert text[mention.span.start : mention.span.end] == mention.span.text
            assert mention.actors
        for one, two in pairwise(flat):
            assert one.span.end <= two.span.start
        return flat

    return mentions
