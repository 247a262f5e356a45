"""Who a verb without a subject means, in languages that leave it out.

"Macron llegó a Kiev. *Se reunió* con Zelenski.": the party named first in the sentence before,
which is mostly its subject; behind a verb in the plural, the two officers of that sentence.
"""

from __future__ import annotations

from dragoman.coding.passives import is_passive
from dragoman.coding.scene import Scene, distinct, parties
from dragoman.model import Party, Word

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "expl:impers", "expl:pass", "cop")
CONTROLLING = ("obj", "iobj", "obl")  # who, rather than the subject, does what is asked for
FINITE = "VerbForm=Fin"
TWO = 2


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
    for mention in scene.earlier[0].upright:
        return parties(mention) if len(mention.actors) == 1 else ()
    return ()


def _several(scene: Scene) -> tuple[Party, ...]:
    for mention in scene.earlier[0].upright:
        if len(mention.actors) > 1:
            return parties(mention)
    officers = [p for m in scene.earlier[0].upright for p in parties(m) if p.actor.office]
    found = {party.actor.party: party for party in reversed(officers)}
    return distinct(tuple(reversed(found.values()))) if len(found) == TWO else ()
