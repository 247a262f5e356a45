"""What the lexicon knows of each word: which acts it can name, which cue groups it belongs to.

The judge sees these hints beside the words. They need no tree, only word forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.lang import Entry, Language
from dragoman.model import Token

MOST = 4  # hints a word

Hints = tuple[tuple[str, ...], ...]


def folded(language: Language, tokens: Sequence[Token]) -> list[str]:
    """The words of a sentence as the lexicon knows them."""
    return [language.profile.fold(token.text) for token in tokens]


def hints(language: Language, words: Sequence[str]) -> Hints:
    """For each folded word of a sentence the names of acts and cue groups, at most `MOST`.

    An entry counts if its particle, object and subject, where it asks for them, occur at all.
    """
    present = frozenset(words)
    objects = frozenset(lemma for word in words for lemma in language.object_lemmas(word))
    return tuple(_of(language, word, present, objects) for word in words)


def _of(
    language: Language, word: str, present: frozenset[str], objects: frozenset[str]
) -> tuple[str, ...]:
    found = dict.fromkeys(
        entry.act for entry in _entries(language, word) if _could_hold(entry, present, objects)
    )
    for group in sorted(_groups(language, word, present)):
        found.setdefault(group)
    return tuple(found)[:MOST]


def _entries(language: Language, word: str) -> Iterator[Entry]:
    yield from language.verb_entries(word)
    yield from language.noun_entries(word)


def _could_hold(entry: Entry, present: frozenset[str], objects: frozenset[str]) -> bool:
    if entry.particle is not None and entry.particle not in present:
        return False
    return all(not objects.isdisjoint(group) for group in entry.nouns)


def _groups(language: Language, word: str, present: frozenset[str]) -> Iterator[str]:
    yield from language.verb_cues.get(word, ())
    yield from language.noun_cues.get(word, ())
    for other in present:
        yield from language.particle_cues.get((word, other), ())
