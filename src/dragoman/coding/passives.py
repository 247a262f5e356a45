"""Passives: what is one, and who does it."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.scene import Scene
from dragoman.model import Word

DESCRIBING = ("acl", "amod", "appos")


def is_passive(scene: Scene, predicate: int) -> bool:
    """Whether a predicate is passive, by its dependents or as a passive participle.

    The Voice feature alone is not enough: only the Slavic treebanks set it reliably.
    """
    if is_undergone(scene, predicate):
        return True
    found = {w.relation for w in scene.children(predicate)}
    if found & {"aux:pass", "obl:agent"}:
        return True
    if "nsubj:pass" in found:
        feats = scene.word(predicate).feats
        active = "VerbForm=Inf" in feats or ("VerbForm=Fin" in feats and "Voice" not in feats)
        active = active or _is_bare(scene, predicate, found)
        # "wird Indien besuchen"; "s'est dite prête", "se sont accusés"
        return not active and not has_reflexive(scene, predicate)
    if _is_headline(scene, predicate, found):
        return True
    if {"aux", "nsubj"} <= found or {"nsubj", "obj"} <= found:
        return False  # "est arrivée", "*accused* Chad": Voice=Pass, and no passive
    word = scene.word(predicate)
    if "obj" in found and _shares_auxiliary(scene, word):
        return False
    if "Voice=Pass" in word.feats:
        return True
    if word.relation in DESCRIBING and "VerbForm=Fin" not in word.feats:
        if _marked_agents(scene, predicate):
            return True  # "die *von Ruanda unterstützte* Miliz", which no feature tells
    if any(True for _ in scene.children(predicate, "aux", "obj", "iobj", "nsubj")):
        return False  # "which *had closed* its border"
    participle = word.relation in ("acl", "amod") and "VerbForm=Part" in word.feats
    return participle and "Voice=Act" not in word.feats and "Tense=Pres" not in word.feats


def _shares_auxiliary(scene: Scene, word: Word) -> bool:
    """Whether a participle has the auxiliary of the one before: "a rompu ses relations et *accusé*
    le Niger"."""
    auxiliary = any(True for _ in scene.children(word.head, "aux"))
    return word.relation == "conj" and auxiliary and not is_passive(scene, word.head)


def _is_headline(scene: Scene, predicate: int, found: set[str]) -> bool:
    """Whether a participle governs a headline without an auxiliary: "Poutine *attendu* à Pékin",
    "Diplomaten *ausgewiesen*"."""
    word = scene.word(predicate)
    # with a mood, too, the parser is not sure
    active = "Voice=Act" in word.feats or "Mood=" in word.feats
    participle = "VerbForm=Part" in word.feats and not active
    alone = not found & {"aux", "cop", "obj", "iobj"} and "nsubj" in found
    return participle and alone and word.head < 0 and not _is_bare(scene, predicate, found)


def _is_bare(scene: Scene, predicate: int, found: set[str]) -> bool:
    """Whether the verb of a whole sentence, not of a headline, has no auxiliary that makes it a
    passive: "Slovakia *retaliated* with tariffs." Participles that agree with it need none."""
    word = scene.word(predicate)
    alone = word.head < 0 and not found & {"aux", "aux:pass", "cop", "obl:agent"}
    agrees = "Voice=Pass" in word.feats or "Number=" in word.feats
    return alone and not agrees and scene.tree.words[-1].text == "."


def is_undergone(scene: Scene, predicate: int) -> bool:
    """Whether a verb above says that its subject undergoes it: "s'est vu *couper* le gaz",
    "resultaron *heridos*"."""
    word = scene.word(predicate)
    if word.relation != "xcomp":
        return False
    groups = scene.language.verb_cues.get(scene.folded[word.head], frozenset())
    done = "VerbForm=Part" in word.feats or has_reflexive(scene, word.head)
    return "undergoing" in groups and done


def passive_agents(scene: Scene, predicate: int) -> Iterator[Word]:
    """The "by" phrase of a passive, or that of the last of coordinated ones: "civilians *killed*
    and wounded *by troops*"."""
    for index in (predicate, *(w.index for w in scene.children(predicate, "conj"))):
        found = [*scene.children(index, "obl:agent"), *_instrumental_agents(scene, index)]
        found = found or _marked_agents(scene, index)
        if found and (index == predicate or not any(True for _ in scene.children(index, "nsubj"))):
            yield from found
            return


def _marked_agents(scene: Scene, predicate: int) -> list[Word]:
    """Agents of a passive that the parser takes for any circumstance: "was welcomed *by Egypt*"."""
    by = scene.language.cues.words.by
    describes = scene.word(predicate).relation in DESCRIBING
    beside = [*scene.children(predicate, "obl", *(("nmod",) if describes else ()))]
    if is_undergone(scene, predicate):  # "s'est vu refuser l'entrée *par la Chine*"
        things = [w.index for w in scene.children(predicate, "obj")]
        beside += [w for i in things for w in scene.children(i, "nmod")]
        beside += scene.children(scene.word(predicate).head, "obl")
    return [w for w in beside if scene.marker(w.index) in by and scene.mention_of(w.index)]


def _instrumental_agents(scene: Scene, predicate: int) -> Iterator[Word]:
    """ "введены Россией": the agent of a Slavic passive is a bare instrumental."""
    for word in scene.children(predicate, "obl"):
        if scene.feature(word.index, "Case=Ins") and not scene.marker(word.index):
            yield word


def has_reflexive(scene: Scene, predicate: int) -> bool:
    """Whether a reflexive pronoun hangs on the predicate."""
    words = scene.language.cues.words.reflexive
    return any(scene.folded[w.index] in words for w in scene.children(predicate))
