"""Kinds of states, by which a text calls one that it has named."""

from __future__ import annotations

import msgspec
import pytest

from dragoman import lang
from dragoman.actors.directory import FOLDER
from dragoman.actors.people import rows
from dragoman.actors.words import OfficeWords


@pytest.mark.parametrize("code", sorted(lang.codes()))
def test_every_word_for_a_party_says_whom_it_can_mean(code: str) -> None:
    path = lang.load(code).folder / "offices.yaml"
    words = msgspec.yaml.decode(path.read_bytes(), type=OfficeWords)
    kinds = {row[0] for row in rows(FOLDER / "kinds.tsv", 2)}
    for again in words.again:
        assert bool(again.means and again.after) is not bool(again.kind)
        assert again.kind in kinds | {""}
