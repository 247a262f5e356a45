"""Who suffers by what an act is about, and is not its other side for that.

"Blocked the sanctions against *Belarus*", "condemned the strikes on *Iran*", "sanctions over the
war in *Sudan*": nothing was refused to Belarus, Iran is not condemned, Sudan not punished.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.parties import found_parties, slot_parties
from dragoman.coding.scene import Scene
from dragoman.lang import Entry
from dragoman.model import Span, Word
from dragoman.ontology import Ontology

CLAUSES = frozenset({"acl", "ccomp", "xcomp", "advcl", "parataxis"})
ENDING = frozenset({"cancel", "end", "stopping"})


def spared(
    scene: Scene, ontology: Ontology, act: str, index: int, content: Span | None
) -> frozenset[str | None]:
    """Parties that the act at `index` does not reach though they are named in what it is about."""
    known, turns = ontology.act(act), ontology.turns
    if act in turns.answered:
        return frozenset(_told_of(scene, index))
    if known.type in turns.avenging:
        return frozenset((*_struck(scene, ontology), *_aside(scene)))
    hosts = frozenset(_hosts(scene, ontology, content)) if content is not None else frozenset()
    if not known.symmetric and known.type not in turns.sparing:
        return hosts
    if known.type in turns.ending and content is not None and _is_ended(scene, ontology, content):
        return frozenset()
    return frozenset(_victims(scene, ontology))


def _hosts(scene: Scene, ontology: Ontology, content: Span) -> Iterator[str | None]:
    """Parties in whose land something is to be done that is aimed at others."""
    places = scene.language.cues.words.places
    for word in _inside(scene, content):
        entries = scene.language.verb_entries(scene.folded[word.index])
        if any(entry.act in ontology.turns.hosted for entry in entries):
            for below in scene.children(word.index, "obl"):
                if scene.marker(below.index) in places:
                    yield from (p.actor.party for p in found_parties(scene, below.index))


def _inside(scene: Scene, content: Span) -> Iterator[Word]:
    """The words of what an act is about."""
    return (w for w in scene.tree.words if content.start <= w.start < content.end)


def _told_of(scene: Scene, index: int) -> Iterator[str | None]:
    """Parties in a clause below an act: whoever rejects the charge of having armed *Chad* was not
    accused by Chad."""
    for mention in scene.mentions:
        if any(w.relation in CLAUSES for w in scene.up_to(scene.head_of(mention), index)):
            yield from (actor.party for actor in mention.actors)


def _is_ended(scene: Scene, ontology: Ontology, content: Span) -> bool:
    """Whether what is said is that something ends: "refused *to lift* the sanctions"."""
    language, ended = scene.language, {*ontology.turns.end.values()}
    for word in _inside(scene, content):
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
                yield from _strayed(scene, word, entry)
                struck = ontology.act(entry.act).type in ontology.turns.struck
                yield from _below(scene, word, struck)


def _struck(scene: Scene, ontology: Ontology) -> Iterator[str | None]:
    """Parties that a war or an attack of the sentence strikes, or in which it is fought."""
    for word in scene.tree.words:
        for entry in scene.language.noun_entries(scene.folded[word.index])[:1]:
            if ontology.act(entry.act).type in ontology.turns.struck:
                yield from (p.actor.party for p in slot_parties(scene, word.index, entry.to))
                yield from _below(scene, word, struck=True)
                yield from _beside(scene, word)


def _beside(scene: Scene, noun: Word) -> Iterator[str | None]:
    """Where an attack happened, hung on the verb: "verhängte wegen des Krieges *im Sudan* …"."""
    for word in scene.children(noun.head, "obl") if noun.head >= 0 else ():
        if word.index > noun.index and scene.marker(word.index) in scene.language.cues.words.places:
            yield from (p.actor.party for p in found_parties(scene, word.index))


def _aside(scene: Scene) -> Iterator[str | None]:
    """Parties that are no more than the reason, or the example: "new sanctions over *Sudan*"."""
    aside = scene.language.cues.words.aside
    for mention in scene.mentions:
        if scene.marker(scene.head_of(mention)) in aside:
            yield from (actor.party for actor in mention.actors)


def _strayed(scene: Scene, noun: Word, entry: Entry) -> Iterator[str | None]:
    """Parties of an act noun that the parser hung on its verb: "condemned the attack *on Chad's
    embassy*"."""
    if noun.relation != "obj":
        return
    for word in scene.children(noun.head, "obl"):
        if word.index > noun.index and scene.marker(word.index) in entry.to:
            yield from (p.actor.party for p in found_parties(scene, word.index))


def _below(scene: Scene, noun: Word, struck: bool) -> Iterator[str | None]:
    """Parties of what describes an act noun, but for who did it: "the attack *carried out against
    Chad*"; where it happened if that is who was `struck`: "the attack *in Chad*"."""
    words = scene.language.cues.words
    for clause in scene.children(noun.index, "acl"):
        for word in scene.children(clause.index, "obl", "obj", "nmod"):
            if scene.marker(word.index) not in words.by:
                yield from (p.actor.party for p in found_parties(scene, word.index))
    for word in scene.children(noun.index, "nmod") if struck else ():
        mention = scene.heading.get(word.index)
        if mention is not None and scene.marker(word.index) in words.places:
            yield from (actor.party for actor in mention.actors)


def _framing(scene: Scene, word: Word) -> Iterator[int]:
    """The noun that only frames an act noun, on which its parties may hang: "a *round* of
    sanctions against Chad"."""
    if word.relation == "nmod" and scene.marker(word.index) in ("", *scene.language.cues.words.of):
        yield word.head
