"""Names, adjectives and capitals of all states in all languages: each must mean its state.

The names are CLDR's, as tools/names/build.py takes them; adjectives and capitals are those of
tools/names/states.tsv. Each stands alone in brackets. At least 99 of 100 must be right, and
those that are wrong are listed: one that has been mended must be taken off the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale
from babel.core import get_global

from dragoman.actors import Directory
from dragoman.pipeline import Reader
from dragoman.text import Declared

TABLE = Path(__file__).parents[2] / "tools" / "names" / "states.tsv"
LANGUAGES = ("en", "de", "fr", "es", "ru", "uk")  # in the order of the table's columns
ENDINGS = {"de": "e"}  # German adjectives stand in the table without their endings
SHARE = 0.99

# What does not mean the state whose it is: words that two states share, and words that in a text
# mostly mean something else (a given name, a fruit, a city, a sledge). Brussels means its state
# only in a text that speaks of that (actors/cases).
KNOWN: dict[str, set[str]] = {
    "en": {"capital BEL Brussels"},
    "de": {"adjective COG kongolesische", "capital BEL Brüssel"},
    "fr": {
        "capital BEL Bruxelles",
        "name SXM Saint-Martin",
        "name DMA Dominique",
        "name GRD Grenade",
        "name MUS Maurice",
    },
    "es": {"name COG Congo", "name GRD Granada", "capital BEL Bruselas"},
    "ru": {"adjective COG конголезский", "name VIR Виргинские о-ва", "capital BEL Брюссель"},
    "uk": {"capital YEM Сани", "capital YEM Сані", "capital BEL Брюссель"},
}


class Name(NamedTuple):
    """A word, what it is (name, adjective or capital), and of which state."""

    kind: str
    state: str
    written: str


@cache
def _reader() -> Reader:
    return Reader()


def _called(code: str) -> Iterator[Name]:
    """CLDR's names of the states and places of today, without what stands in brackets."""
    aliases = get_global("territory_aliases")
    two = {three: found[0] for three, found in aliases.items() if re.fullmatch("[A-Z]{3}", three)}
    two["XKX"] = "XK"
    names = Locale(code).territories
    for state in Directory.load().states.values():
        if state.end is None and state.id in two:
            yield Name("name", state.id, names[two[state.id]].partition(" (")[0])


def _described(code: str) -> Iterator[Name]:
    """The adjectives and capitals of the table."""
    size = len(LANGUAGES)
    place = LANGUAGES.index(code)
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        state, *cells = line.split("\t")
        cells += [""] * (2 * size - len(cells))
        for word in filter(None, cells[place].split(",")):
            yield Name("adjective", state, word + ENDINGS.get(code, ""))
        capitals = cells[size + place]
        for word in filter(None, (cells[size] if capitals == "=" else capitals).split(",")):
            yield Name("capital", state, word)


def _means(code: str, written: str) -> set[str]:
    """The ids of all those whom a word means."""
    reader = _reader()
    document = reader.texts.document(f"({written})", Declared(code, None), "test")
    return {actor.id for mention in reader.mentions(document) for actor in mention.actors}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_for_a_state_means_it(code: str) -> None:
    names = dict.fromkeys([*_called(code), *_described(code)])
    wrong = {" ".join(name) for name in names if _means(code, name.written) != {name.state}}
    assert wrong == KNOWN[code]
    assert len(wrong) <= (1 - SHARE) * len(names)
