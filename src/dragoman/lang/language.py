"""A language as the other rooms see it: its lexicon by inflected form, its cues, its profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import TypeVar

from dragoman.lang.schema import Cues, Entry, Profile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Language:
    """One language, ready for look-up by folded inflected form.

    Attributes:
        verbs, nouns: entries by folded form.
        apart: entries of separable verbs by the folded form that stands without the particle.
        verb_cues, noun_cues: names of the cue groups a folded form belongs to.
        particle_cues: the same for a folded form together with a particle elsewhere.
        objects: lemmas of the nouns that entries ask for as objects, by folded form.
        vetoes: lemmas of the words by which entries are vetoed, by folded form.
        dating: words with which a date expression can begin, besides numbers.
        topics: what finds the words of each topic in folded words joined by blanks.
        fingerprint: short hash over the folder's data files.
        folder: where names.tsv and offices.yaml of the language lie, for the actors room.
    """

    code: str
    cues: Cues
    profile: Profile
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    apart: Mapping[str, tuple[Entry, ...]]
    verb_cues: Mapping[str, frozenset[str]]
    particle_cues: Mapping[tuple[str, str], frozenset[str]]
    noun_cues: Mapping[str, frozenset[str]]
    objects: Mapping[str, frozenset[str]]
    vetoes: Mapping[str, frozenset[str]]
    dating: frozenset[str]
    topics: Mapping[str, Pattern[str]]
    fingerprint: str
    folder: Path

    def verb_entries(self, folded: str) -> tuple[Entry, ...]:
        """Entries whose verb has this form, those with a particle first ("call off", "call")."""
        return self.apart.get(folded, ()) + self.verbs.get(folded, ())

    def noun_entries(self, folded: str) -> tuple[Entry, ...]:
        """Entries whose noun has this form, or the tail of a compound that has."""
        return _first(self.nouns, folded, self.profile, ())

    def object_lemmas(self, folded: str) -> frozenset[str]:
        """Lemmas of the object nouns that this form can be."""
        return _first(self.objects, folded, self.profile, frozenset())


def _first(table: Mapping[str, T], folded: str, profile: Profile, nothing: T) -> T:
    """What the table has for a form or, failing that, for the longest known tail of it."""
    found = table.get(folded)
    if found is not None:
        return found
    for tail in profile.tails(folded):
        found = table.get(tail)
        if found is not None:
            return found
    return nothing
