"""What is still to come, or may be, though nothing says that it will be done."""

from __future__ import annotations

from dragoman.coding.parties import is_topic
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene
from dragoman.coding.status import Verdict
from dragoman.model import Status
from dragoman.ontology import Ontology


def ahead(scene: Scene, ontology: Ontology, act: str, predicate: int) -> Verdict | None:
    """The status of an act that is still to come: by itself, as a meeting before which something is
    done ("*ahead of* talks with Chad"), or as an agreement about which there are talks ("talks *on
    a treaty* with Chad"); None if it is none of these."""
    turns, kind = ontology.turns, ontology.act(act).type
    awaited = kind in turns.awaited and _is_before(scene, predicate)
    if act in turns.still_to_come or awaited:
        return Verdict(Status.PLANNED, Rule.TO_COME)
    talked_of = kind in turns.negotiated and is_topic(scene, predicate)
    if talked_of and _hangs_on_talks(scene, ontology, predicate):
        return Verdict(Status.HYPOTHETICAL, Rule.POSSIBILITY_NOUN)
    return None


def _is_before(scene: Scene, predicate: int) -> bool:
    """Whether a word says that something is done before it."""
    before = scene.language.cues.words.before
    marks = [w for w in scene.children(predicate, "mark") if w.index < predicate]
    return scene.marker(predicate) in before or any(scene.folded[w.index] in before for w in marks)


def _hangs_on_talks(scene: Scene, ontology: Ontology, predicate: int) -> bool:
    """Whether a noun hangs on one that names talks, or on what frames it ("the *course* of talks
    on a treaty")."""
    head = scene.word(predicate).head
    framed = [w.index for w in scene.children(head, "nmod") if head < w.index < predicate]
    for place in (head, *framed):
        for entry in scene.language.noun_entries(scene.folded[place])[:1]:
            if ontology.act(entry.act).type in ontology.turns.awaited:
                return True
    return False
