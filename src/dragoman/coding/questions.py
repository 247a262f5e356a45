"""What a sentence only asks: "Did Israel bomb the consulate?" does not say that it did."""

from __future__ import annotations

from dragoman.coding.scene import Scene

MARK = "?"
FIRST = 3  # words among which a question names what it asks for: "*in which* city did they meet?"
# From a question's own verb down to what it asks about; clauses beside it tell what is known.
ASKED = frozenset({"conj", "xcomp", "ccomp", "obj", "csubj"})


def is_asked(scene: Scene, index: int) -> bool:
    """Whether a sentence asks if the act at `index` is so. One that asks who did it, when or why
    takes it for done."""
    if not _is_question(scene):
        return False
    word = scene.word(index)
    while word.relation in ASKED and word.head >= 0:
        word = scene.word(word.head)
    return word.head < 0


def _is_question(scene: Scene) -> bool:
    if MARK not in scene.folded:
        return False
    words = [w.index for w in scene.tree.words if w.upos != "PUNCT"]
    if not words or MARK not in scene.folded[words[-1] :]:
        return False
    asking = scene.language.cues.words.asking
    return not any(scene.folded[i] in asking for i in words[:FIRST])
