"""Who suffers by what an act is about, and is not its other side for that.

"Blocked the sanctions against *Belarus*", "condemned the strikes on *Iran*": nothing was refused to
Belarus, and Iran is not condemned.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.parties import slot_parties
from dragoman.coding.scene import Scene
from dragoman.model import Span, Word
from dragoman.ontology import Ontology

ENDING = frozenset({"cancel", "end", "stopping"})


def spared(
    scene: Scene, ontology: Ontology, act: str, content: Span | None
) -> frozenset[str | None]:
    """Parties that an act does not reach though what it is about does them harm."""
    known, turns = ontology.act(act), ontology.turns
    if not known.symmetric and known.type not in turns.sparing:
        return frozenset()
    if known.type in turns.ending and content is not None and _is_ended(scene, ontology, content):
        return frozenset()
    return frozenset(_victims(scene, ontology))


def _is_ended(scene: Scene, ontology: Ontology, content: Span) -> bool:
    """Whether what is said is that something ends: "refused *to lift* the sanctions"."""
    language, ended = scene.language, {*ontology.turns.end.values()}
    for word in scene.tree.words:
        if content.start <= word.start < content.end:
            folded = scene.folded[word.index]
            named = any(entry.act in ended for entry in language.noun_entries(folded))
            if named or ENDING & language.verb_cues.get(folded, frozenset()):
                return True
    return False


def _victims(scene: Scene, ontology: Ontology) -> Iterator[str | None]:
    """Parties to whom an act noun of the sentence does harm."""
    for word in scene.tree.words:
        for entry in scene.language.noun_entries(scene.folded[word.index])[:1]:
            if ontology.act(entry.act).type in ontology.turns.suffered and entry.to:
                for place in (word.index, *_framing(scene, word)):
                    yield from (p.actor.party for p in slot_parties(scene, place, entry.to))


def _framing(scene: Scene, word: Word) -> Iterator[int]:
    """The noun that only frames an act noun, on which its parties may hang: "a *round* of
    sanctions against Chad"."""
    if word.relation == "nmod" and scene.marker(word.index) in ("", *scene.language.cues.words.of):
        yield word.head
