"""Those who are named in one row: "between *Chad and Niger*"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.parties import found_parties
from dragoman.coding.scene import Scene, distinct
from dragoman.model import Party, Word


def with_companions(scene: Scene, found: tuple[Party, ...]) -> tuple[Party, ...]:
    """A party with those that are named in a row with it: "between Chad *and Niger*"."""
    rows = [
        found_parties(scene, word.index)
        for mention in scene.mentions
        if found and mention.span == found[0].span
        for word in row_of(scene, scene.head_of(mention))
    ]
    return distinct((*found, *(party for row in rows for party in row)))


def row_of(scene: Scene, index: int) -> Iterator[Word]:
    """The words of a row of names, whichever of them one asks from."""
    word = scene.word(index)
    return scene.conjuncts(word.head if word.relation == "conj" else index)
