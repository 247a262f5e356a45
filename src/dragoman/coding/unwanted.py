"""Acts of which there are none, or for which somebody sees no need: "no interest in *talks*"."""

from __future__ import annotations

from dragoman.coding.negation import is_negated
from dragoman.coding.scene import VERBAL, Scene
from dragoman.model import Word

GROUP = "interest"  # nouns of cues.yaml
NOMINAL = ("nmod", "obl", "obl:arg", "obj", "nsubj", "nsubj:pass", "conj", "advmod", "dep")
SUBJECT = ("nsubj", "nsubj:pass")


def is_unwanted(scene: Scene, index: int) -> bool:
    """Whether the words above an act noun say that it is not to be: "there is *no need for* talks",
    "is *not interested in* a meeting", "it is *too early for* a visit", "встречи *не будет*"."""
    word = scene.word(index)
    if word.upos in VERBAL:
        return False
    if any(_is_lacking(scene, copula) for copula in scene.children(index, "cop")):
        return True
    while word.head >= 0 and word.relation in NOMINAL:
        head = scene.word(word.head)
        if _rejects(scene, word, head):
            return True
        if head.upos in VERBAL:
            return False
        word = head
    return False


def _rejects(scene: Scene, word: Word, head: Word) -> bool:
    words, folded = scene.language.cues.words, scene.folded[head.index]
    subject = word.relation in SUBJECT or not any(scene.children(head.index, *SUBJECT))
    if subject and (folded in words.absent or _is_lacking(scene, head)):
        return True
    if word.relation in SUBJECT or word.relation == "conj":
        return False
    if scene.phrase_before(head.index + 1, words.too_early):
        return True
    if folded in words.interested:
        return is_negated(scene, head.index)
    beside = [head, *scene.children(head.index, "obj", "nsubj")]
    return any(_is_interest(scene, w) and _is_none(scene, w) for w in beside if w is not word)


def _is_lacking(scene: Scene, head: Word) -> bool:
    """ "не будет", "не було": a verb of being that is negated."""
    return scene.folded[head.index] in scene.language.cues.words.existing and is_negated(
        scene, head.index
    )


def _is_interest(scene: Scene, word: Word) -> bool:
    return GROUP in scene.language.noun_cues.get(scene.folded[word.index], frozenset())


def _is_none(scene: Scene, word: Word) -> bool:
    """Whether a noun or the verb of which it is a part is negated, or it is said to be absent."""
    words = scene.language.cues.words
    none = any(scene.folded[w.index] in words.negation for w in scene.children(word.index, "det"))
    if none or is_negated(scene, word.index):
        return True
    above = scene.tree.head(word.index)
    if above is None or word.relation not in ("obj", *SUBJECT):
        return False
    return scene.folded[above.index] in words.absent or is_negated(scene, above.index)
