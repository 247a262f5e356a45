"""Whether a word is negated, and whether that denies it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.scene import Scene

NEGATING = ("advmod", "det", "aux", "aux:pass", "neg", "mark", "obj", "cc", "cc:preconj")
NEAR = ("obj", "obl", "obl:arg", "nsubj:pass", "xcomp", "ccomp")


def is_negated(scene: Scene, index: int) -> bool:
    """Whether a negation hangs on the word, or on the auxiliary it shares."""
    words = scene.language.cues.words.negation
    found = [
        w.index
        for w in scene.children(index, *NEGATING)
        if (w.relation != "obj" or w.upos in ("PRON", "DET"))
        and (scene.folded[w.index] in words or "Polarity=Neg" in w.feats)
        and scene.folded[w.index] not in scene.language.cues.words.but
    ]
    found += [
        w.index  # "sent *no* troops"
        for thing in scene.children(index, "obj")
        for w in scene.children(thing.index, "det")
        if scene.folded[w.index] in words and w.index < thing.index
    ]
    found += [
        w.index  # "*neither* Chad nor Niger attacked", "liefert *weder* Waffen noch Munition"
        for who in scene.children(index, "nsubj", "nsubj:pass", "obj")
        for w in scene.children(who.index, "cc", "cc:preconj", "det")
        if w.index < who.index and scene.folded[w.index] in words
    ]
    found += [
        w.index  # "*nadie* amenaza a Chad", "Chad *jamás* atacó"
        for who in scene.children(index, "nsubj", "nsubj:pass")
        for w in (who, *scene.children(who.index, "advmod"))
        if scene.folded[w.index] in words and who.index <= w.index < index
    ]
    found = [i for i in found if i not in scene.covering]  # "*N'*Djamena ferme sa frontière"
    return bool(found) and not _is_limited(scene, index, found)


def _is_limited(scene: Scene, index: int, negations: Sequence[int]) -> bool:
    """Whether a negation only says that this was not all: "*not only* condemned Chad", "*n'*a
    envoyé *que* dix soldats"."""
    words = scene.language.cues.words
    if any(word in words.only for i in negations for word in scene.folded[i + 1 : i + 2]):
        return True
    near = [index, *(w.index for w in scene.children(index, *NEAR))]
    return any(
        scene.folded[w.index] in words.but and w.index > negations[0]
        for place in near
        for w in scene.children(place, "advmod")
    )
