"""Verbs that carry an act noun: "held talks", "the visit took place", "called off the summit"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.coding.negation import is_negated
from dragoman.coding.scene import Scene
from dragoman.model import Word

EXCLUDING = "excluding"  # who does not rule an act out might do it
CANCEL, POSTPONE, END = "cancel", "postpone", "end"
# Strongest first: a verb that can both hold and cancel is read as what it does to the act.
KINDS = (EXCLUDING, CANCEL, POSTPONE, END, "go_on", "begin", "occurrence", "light")
# How the second word of a verb hangs on it: "called *off*", "tenían *previsto*".
PARTICLES = ("compound:prt", "compound", "advmod", "obj", "obl", "xcomp")
ANSWERING = "answering"  # verbs that carry what stands behind a "with"
# What nouns do to acts, too, by their groups: "the *cancellation* of the talks".
NOUN_KINDS = {"cancelling": CANCEL, "postponing": POSTPONE, "ending": END}
UNDOING = frozenset(NOUN_KINDS.values())
HOLDING = ("begin", "light")  # what a participle with an agent of its own may do to its noun
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
OBJECT = ("obj", "obl", "obl:agent", "xcomp", "iobj", "nmod", "ccomp")
BY = ("obl:agent", "obl", "nmod")  # how the agent of a participle hangs on it
# "a new round of talks", "a series of strikes": nouns that only count or frame the act noun.
FRAME_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Carrier:
    """A verb that carries an act noun, what it does to it, and whether the noun is its subject."""

    index: int
    kind: str
    subject: bool


def verb_groups(scene: Scene, index: int) -> frozenset[str]:
    """Cue groups of a verb form, with its particle if it has one ("called off", "sagte … ab")."""
    folded = scene.folded[index]
    language = scene.language
    groups = language.verb_cues.get(folded, frozenset())
    for child in scene.children(index, *PARTICLES):
        found = language.particle_cues.get((folded, scene.folded[child.index]))
        if found is not None:
            return found
    return groups


def carrier(scene: Scene, index: int, acts: frozenset[int]) -> Carrier | None:
    """The verb that carries the act noun at `index`, or None.

    `acts` are the words that name acts themselves: a frame noun is never one of them.
    """
    word: Word = scene.word(index)
    if word.head < 0:
        return _headline(scene, word)
    for _ in range(FRAME_DEPTH + 1):
        inside = _participle(scene, word)
        if inside is not None:
            return inside
        while word.relation in ("conj", "appos") and word.head >= 0:
            word = scene.word(word.head)
        head = scene.tree.head(word.index)
        if head is None or _is_circumstance(scene, word):
            return None
        found = _carries(scene, word, head)
        undoing = undone_by(scene, word)
        if undoing is not None and (undoing == END or head.index not in acts):
            return Carrier(head.index, undoing, True)
        if head.index in acts and (found is None or found.kind == "light"):
            return None  # "expressed readiness for cooperation": the verb names an act of its own
        if found is not None:
            return found
        framed = word.relation in ("nmod", "nmod:poss") and head.upos == "NOUN"
        if not framed or head.index in acts or head.index in scene.covering:
            return None
        word = head
    return None


def leaves_open(scene: Scene, index: int) -> bool:
    """Whether a verb does not rule out what it is about: "has *not ruled out* strikes"."""
    return EXCLUDING in verb_groups(scene, index) and is_negated(scene, index)


def only_describes(scene: Scene, index: int, noun: int | None) -> bool:
    """Whether a participle only describes an act noun of which another verb tells what became of
    it: "the meeting *planned* for Friday was called off"."""
    word = scene.word(index)
    if noun is None or word.relation not in ("acl", "amod") or word.head != noun:
        return False
    held = carrier(scene, noun, frozenset())
    return held is not None and held.index != index


def is_stopped(scene: Scene, index: int) -> bool:
    """Whether the verb above ends what the verb at `index` names: "*stopped* supplying drones"."""
    word = scene.word(index)
    return word.relation == "xcomp" and "stopping" in verb_groups(scene, word.head)


def _headline(scene: Scene, word: Word) -> Carrier | None:
    """The participle that says what became of an act noun which governs the whole sentence:
    "Talks *suspended*". The parser reads "Protests *continued*" so, too."""
    for below in scene.children(word.index, "acl"):
        groups = verb_groups(scene, below.index)
        for kind in KINDS[:-1]:
            if kind in groups and below.index > word.index:
                return Carrier(below.index, kind, True)
    return None


def _participle(scene: Scene, word: Word) -> Carrier | None:
    """A participle with a party of its own that carries the noun which it describes: "die *von Chad
    eingeleitete* Politik der Verschärfung", "the war *begun by Niger*"."""
    for below in scene.children(word.index, "amod", "acl"):
        groups = verb_groups(scene, below.index)
        named = (scene.mention_of(w.index) for w in scene.children(below.index, *BY))
        kind = next((kind for kind in HOLDING if kind in groups), None)
        if kind is not None and any(mention is not None for mention in named):
            return Carrier(below.index, kind, True)
    return None


def undone_by(scene: Scene, word: Word) -> str | None:
    """What becomes of an act by the noun on which its own noun hangs, if that says so: "*an easing*
    of US sanctions", "*the cancellation* of the talks"."""
    head = scene.tree.head(word.index)
    inside = head is not None and word.relation in ("nmod", "compound") and head.upos == "NOUN"
    if head is None or not inside or head.index in scene.covering:
        return None
    groups = scene.language.noun_cues.get(scene.folded[head.index], frozenset())
    return next((kind for group, kind in NOUN_KINDS.items() if group in groups), None)


def _is_circumstance(scene: Scene, word: Word) -> bool:
    """ "made bases available *for attacks*": what the verb does is no attack; nor does an adjective
    carry what it is about: "is open *to dialogue*"."""
    if word.relation == "obl" and scene.word(word.head).upos == "ADJ":
        return True
    circumstance = scene.language.cues.words.circumstance
    return word.relation in ("obl", "nmod") and scene.marker(word.index) in circumstance


def _carries(scene: Scene, word: Word, head: Word) -> Carrier | None:
    participle = head.relation in ("acl", "amod") and word.index == head.head
    groups = verb_groups(scene, head.index)
    if word.relation in SUBJECT and not groups & set(KINDS):
        for below in scene.children(head.index, "xcomp"):  # "the talks *must resume*"
            for kind in KINDS[:-1]:
                if kind in verb_groups(scene, below.index):
                    return Carrier(below.index, kind, True)
    if not groups or participle:
        return None
    if ANSWERING in groups and _is_means(scene, word):
        return Carrier(head.index, "light", False)
    for kind in KINDS:
        if kind in groups:
            subject = word.relation in SUBJECT
            if kind == EXCLUDING and not is_negated(scene, head.index):
                continue
            if kind == "occurrence" and not subject:
                continue
            if kind == "light" and word.relation == "nsubj":
                continue
            if not subject and word.relation not in OBJECT:
                continue
            return Carrier(head.index, kind, subject)
    return None


def _is_means(scene: Scene, word: Word) -> bool:
    """Whether an act is that by which one does another: "answered *with* the expulsion of two
    diplomats", "ответил *высылкой*"."""
    if word.relation not in ("obl", "iobj", "nmod"):
        return False
    marker = scene.marker(word.index)
    bare = not marker and scene.feature(word.index, "Case=Ins")
    return bare or marker in scene.language.cues.words.means
