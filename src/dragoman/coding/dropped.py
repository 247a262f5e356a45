"""Who a verb without a subject means, in languages that leave it out.

"Macron llegó a Kiev. *Se reunió* con Zelenski.": the party named first in the sentence before,
which is mostly its subject; behind a verb in the plural, the two officers of that sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.coding.parties import is_medium, standing
from dragoman.coding.roles import is_passive
from dragoman.coding.scene import Scene, distinct, parties
from dragoman.lang import Language
from dragoman.model import Mention, Party, Sentence, Via, Word

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "expl:impers", "expl:pass", "cop")
CONTROLLING = ("obj", "iobj", "obl")  # who, rather than the subject, does what is asked for
FINITE = "VerbForm=Fin"
TWO = 2


def earlier(
    language: Language, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]
) -> Iterator[tuple[int, tuple[Mention, ...]]]:
    """For sentences that may leave a subject out: who was named in the one before, places and media
    left out."""
    if not language.cues.words.drops_subject:
        return
    for (before, found), (sentence, _) in pairwise(zip(sentences, mentions, strict=True)):
        if sentence.region is before.region:
            words = [language.profile.fold(token.text) for token in before.tokens]
            named = (m for m in standing(language, words, found) if _means_somebody(m))
            yield sentence.index, tuple(named)


def _means_somebody(mention: Mention) -> bool:
    known = any(actor.party is not None for actor in mention.actors)
    return known and not mention.vague and mention.via is not Via.PLACE and not is_medium(mention)


def left_out(scene: Scene, predicate: int) -> tuple[Party, ...]:
    """The parties that a main verb without a subject means; nobody if it has one, or if the
    language does not leave subjects out."""
    if not scene.language.cues.words.drops_subject or not scene.earlier:
        return ()
    word = verb = scene.word(predicate)
    while word.relation in ("conj", "xcomp"):
        if any(True for _ in scene.children(word.index, *SUBJECTS)):
            return ()
        above = scene.word(word.head)
        if word.relation == "xcomp":
            if any(True for _ in scene.children(above.index, *CONTROLLING)):
                return ()  # "pidió a Chad *retirar* …"
            verb = above
        word = above
    finite = _finite(scene, verb)
    if word.relation != "root" or any(True for _ in scene.children(word.index, *SUBJECTS)):
        return ()
    if finite is None or is_passive(scene, predicate):
        return ()
    plural = scene.folded[finite.index].endswith(scene.language.cues.words.drops_subject)
    return _several(scene) if plural else _first(scene)


def _finite(scene: Scene, verb: Word) -> Word | None:
    """The word that tells by its ending how many do it: the verb itself, or its auxiliary."""
    return next((w for w in (*scene.children(verb.index, "aux"), verb) if FINITE in w.feats), None)


def _first(scene: Scene) -> tuple[Party, ...]:
    for mention in scene.earlier:
        return parties(mention) if len(mention.actors) == 1 else ()
    return ()


def _several(scene: Scene) -> tuple[Party, ...]:
    for mention in scene.earlier:
        if len(mention.actors) > 1:
            return parties(mention)
    officers = [p for m in scene.earlier for p in parties(m) if p.actor.office]
    found = {party.actor.party: party for party in reversed(officers)}
    return distinct(tuple(reversed(found.values()))) if len(found) == TWO else ()
