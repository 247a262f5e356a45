"""What was agreed, demanded or said, and what it is about."""

from __future__ import annotations

from dragoman.coding.roles import fillers
from dragoman.coding.scene import Scene
from dragoman.lang import Entry
from dragoman.model import Span

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
        if words:
            below = scene.tree.subtree(words[0].index)
            below = [i for i in below if i != index]
            while below and scene.word(below[0]).upos == "PUNCT":
                below = below[1:]
            while below and scene.word(below[-1]).upos == "PUNCT":
                below = below[:-1]
            if below:
                return scene.span(below)
    return None


def topics_of(scene: Scene) -> tuple[str, ...]:
    """Topics whose words begin a word of the sentence, in the order of the language's list."""
    text = " ".join(scene.folded)
    return tuple(name for name, words in scene.language.topics.items() if words.search(text))
