"""Object pronouns that nothing else resolves: "Moscou menace Helsinki et *l'*accuse de …", "rompió
con Colombia tras acusar*la* de …".

Such a pronoun means the one party, besides the subject, of the clause that the verb hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.scene import VERBAL, Scene
from dragoman.model import Word

CLAUSES = frozenset({"conj", "advcl", "xcomp", "parataxis", "acl"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
RELATIONS = frozenset({"obj", "iobj"})
DEEPEST = 2  # clauses above


def pronoun_objects(scene: Scene, predicate: int, relation: str) -> Iterator[Word]:
    """Whom the pronouns mean that stand in a relation to a predicate, or are joined to it as its
    object; nobody for any relation but "obj" and "iobj"."""
    if relation not in RELATIONS:
        return
    words = scene.language.cues.words
    apart = any(
        scene.folded[word.index] in words.clitics and word.index not in scene.covering
        for word in scene.children(predicate, relation)
    )
    joined = relation == "obj" and scene.folded[predicate].endswith(words.enclitics)
    if apart or (joined and not any(True for _ in scene.children(predicate, "obj"))):
        yield from _antecedent(scene, predicate)


def _antecedent(scene: Scene, predicate: int) -> Iterator[Word]:
    """The word for the one party of the clause above, besides its subject, before the predicate."""
    word = scene.word(predicate)
    for _ in range(DEEPEST):
        if word.relation not in CLAUSES or word.head < 0:
            return
        above = scene.word(word.head)
        own = {p for s in scene.children(above.index, *SUBJECTS) for p in _parties(scene, s.index)}
        found = {
            party: head
            for head, mention in scene.heading.items()
            if head < predicate and not mention.vague and _hangs_on(scene, head, above.index, word)
            for party in _parties(scene, head)
            if party not in own
        }
        if found:
            if len(found) == 1:
                yield scene.word(next(iter(found.values())))
            return
        word = above


def _parties(scene: Scene, index: int) -> set[str]:
    mention = scene.mention_of(index)
    return set() if mention is None else {a.party for a in mention.actors if a.party is not None}


def _hangs_on(scene: Scene, index: int, above: int, clause: Word) -> bool:
    """Whether a word stands in the clause of a verb, not in its subject nor in another clause."""
    path = list(scene.up_to(index, above))
    if not path or path[-1].head != above or path[-1].relation in SUBJECTS:
        return False
    apart = (w for w in path if w.upos in VERBAL and w.relation in CLAUSES)
    return clause not in path and not any(apart)
