"""Which sentences are worth parsing: those that name an act and somebody who could be a party.

Most sentences of ordinary news name no act between states; not parsing them is what makes
reading fast. The check looks only at word forms, so it never misses what the rules could code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.lang import Language
from dragoman.model import Mention, RegionKind, Sentence


def candidates(
    language: Language, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]
) -> Iterator[Sentence]:
    """Sentences outside boilerplate with a mention of a party and a form of the lexicon."""
    for sentence, found in zip(sentences, mentions, strict=True):
        if sentence.region is RegionKind.BOILERPLATE:
            continue
        if any(actor.party for mention in found for actor in mention.actors):
            if names_act(language, sentence):
                yield sentence


def names_act(language: Language, sentence: Sentence) -> bool:
    """Whether any word of the sentence is a form of a verb or noun of the lexicon."""
    fold = language.profile.fold
    for token in sentence.tokens:
        folded = fold(token.text)
        if folded in language.verbs or folded in language.apart or language.noun_entries(folded):
            return True
    return False
