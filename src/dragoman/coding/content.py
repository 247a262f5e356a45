"""What was agreed, demanded or said, and what it is about."""

from __future__ import annotations

from dragoman.coding.roles import fillers
from dragoman.coding.scene import Scene
from dragoman.lang import Entry
from dragoman.model import Span, Word

CONTENT = ("ccomp", "xcomp")
SHORTEST_PREFIX = 3


def content_of(scene: Scene, index: int, entry: Entry) -> Span | None:
    """The words that say what the act is about, from the first of its content slots filled."""
    for slot in entry.content or CONTENT:
        relations = (slot,) if slot in CONTENT else ()
        if relations:
            words = list(scene.children(index, *relations))
        else:
            words = list(fillers(scene, index, slot))
        found = _stretch(scene, words[0].index, index) if words else None
        if found is not None:
            return found
    behind = (w for w in scene.children(index, "advcl") if is_right_behind(scene, w))
    return next((_stretch(scene, word.index, index) for word in behind), None)


def is_right_behind(scene: Scene, clause: Word) -> bool:
    """Whether a clause without a finite verb or a conjunction follows its verb at once, and so is
    what the verb is about: "ruled out *sending* tanks"."""
    between = scene.tree.words[clause.head + 1 : clause.index]
    marked = any(True for _ in scene.children(clause.index, "mark", "case"))
    behind = clause.head < clause.index and len(between) <= 1
    comma = any(word.upos == "PUNCT" for word in between)
    return behind and not marked and not comma and "VerbForm=Fin" not in clause.feats


def _stretch(scene: Scene, top: int, index: int) -> Span | None:
    """The words at and below one, without those of the act and punctuation at the edges."""
    below = [i for i in scene.tree.subtree(top) if i != index]
    while below and scene.word(below[0]).upos == "PUNCT":
        below = below[1:]
    while below and scene.word(below[-1]).upos == "PUNCT":
        below = below[:-1]
    return scene.span(below) if below else None


def topics_of(scene: Scene) -> tuple[str, ...]:
    """Topics whose words begin a word of the sentence, in the order of the language's list."""
    text = " ".join(scene.folded)
    return tuple(name for name, words in scene.language.topics.items() if words.search(text))
