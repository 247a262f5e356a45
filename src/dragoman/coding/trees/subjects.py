"""Subjects that the parser took for something else, found by agreement and by who is named.

"*Баку* освободил журналистов" has two objects and no subject to the parser, "*Algerien* drohte
Spanien" a word that hangs on nothing in particular.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.model import Mention, Tree, Via, Word

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl"})
LOOSE = frozenset({"dep", "advmod", "obl", "obj"})  # what a name before its verb is taken for
STRAY = frozenset({"dep", "advmod"})
PASSIVE = frozenset({"aux:pass", "obl:agent"})
OTHER_CASES = ("Case=Acc", "Case=Dat", "Case=Gen", "Case=Ins", "Case=Loc")
NUMBERS = ("Number=Sing", "Number=Plur")
NOMINATIVE = "Case=Nom"
COLON = ":"
HEADER = 6  # words before the colon of a headline


def with_subjects(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """The tree with subjects where a verb has none, two, or the wrong one."""
    words = list(tree.words)
    for verb in tree.words:
        beside = [*tree.children(verb.index), *_strayed(tree, verb)]
        if verb.upos == "VERB" and not any(w.relation in PASSIVE for w in beside):
            for changed in _changes(tree, verb, beside, covering):
                words[changed.index] = changed
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _strayed(tree: Tree, verb: Word) -> list[Word]:
    """Names before a verb that hang on a subject behind it: "*Tokio* warf Peking vor"."""
    behind = [w for w in tree.children(verb.index) if w.relation in SUBJECTS]
    return [
        replace(word, head=verb.index)
        for subject in behind
        for word in tree.children(subject.index)
        if word.relation in STRAY and word.index < verb.index < subject.index
    ]


def _changes(
    tree: Tree, verb: Word, beside: list[Word], covering: Mapping[int, Mention]
) -> list[Word]:
    """The dependents of a verb that are something else than the parser says."""
    own = [w for w in beside if w.relation in SUBJECTS]
    if len(own) > 1 and _is_header(tree, own[0], own[1]):
        return [replace(own[0], relation="discourse")]
    if len(own) == 2 and _is_adverb(tree, own[0], own[1], covering):
        return [replace(own[0], relation="advmod")]
    if [w.relation for w in own] == ["nsubj:pass"] and _is_active(verb, beside):
        return [replace(own[0], relation="nsubj")]
    names = [w for w in beside if w.index in covering and _is_bare(tree, w)]
    one = len({covering[w.index] for w in own if w.index in covering}) == 1
    apart = len(own) == 2 and not (one and all(w.index in covering for w in own))
    if apart and own[1].relation == "nsubj" and _may_be_object(tree, verb, own, covering):
        return _second(verb, own, any(w.relation == "obj" for w in beside))
    if not own:
        stray = [w for w in names if w.relation in STRAY and w.index < verb.index]
        stray = [w for w in stray if not _is_oblique(w) and _agrees(tree, w, verb)]
        if stray and verb.relation != "conj" and _is_finite(tree, verb):
            return [replace(stray[0], relation="nsubj")]
        behind = _behind_relative(tree, verb, beside, names)
        if behind:
            return behind
        objects = [w for w in beside if w.relation == "obj" and _is_bare(tree, w)]
        return _missing(tree, verb, objects, [w for w in objects if w in names])
    if len(own) == 1 and own[0].relation == "nsubj":
        if _is_done_there(tree, verb, own[0], beside, covering):
            return [replace(own[0], relation="obj")]
        return _wrong(tree, verb, own[0], names)
    return []


def _is_adverb(tree: Tree, first: Word, second: Word, covering: Mapping[int, Mention]) -> bool:
    """Whether a word that opens the sentence before a known subject is none: "*Раніше* Угорщина
    погрожувала"."""
    unknown = first.index == 0 and first.index not in covering and second.index in covering
    return unknown and second.index == 1 and not any(True for _ in tree.children(first.index))


def _is_header(tree: Tree, first: Word, second: Word) -> bool:
    """Whether a colon parts two subjects: whoever is named before it says what follows, "*Estonia*:
    Russia jams signals"."""
    between = tree.words[first.index + 1 : second.index]
    return first.index <= HEADER and any(w.text == COLON for w in between)


def _is_active(verb: Word, beside: list[Word]) -> bool:
    """A participle with an auxiliary and an object is no passive: "l'Iran *a-t-il* tué …"."""
    relations = {w.relation for w in beside}
    return "VerbForm=Part" in verb.feats and {"aux", "obj"} <= relations


def _second(verb: Word, own: list[Word], complete: bool) -> list[Word]:
    """Of two subjects the second is its object: "корабль протаранил *катер*". Before a verb at the
    end it is the first if it is a relative pronoun: "die Zölle, *die* Trump verhängt hat"."""
    if complete or own[0].relation != "nsubj":
        return []
    pronoun = own[0].upos == "PRON" and "Case=Nom" not in own[0].feats
    relative = pronoun and verb.relation == "acl" and own[1].index < verb.index
    return [replace(own[0 if relative else 1], relation="obj")]


def _may_be_object(
    tree: Tree, verb: Word, own: list[Word], covering: Mapping[int, Mention]
) -> bool:
    """Whether a second subject may be an object: before a verb at the end, or behind it if no other
    verb is between that it may belong to, and the first names a party: not so "рекорд побил
    *пловец*"."""
    if own[1].index < verb.index:
        return True
    between = tree.words[verb.index + 1 : own[1].index]
    named = any(i in covering for i in tree.subtree(own[0].index))
    # "сообщила, *что* вызвала посла"
    named = named or (own[0].upos == "PRON" and own[1].index in covering and _is_oblique(own[1]))
    return named and not any(w.upos == "VERB" for w in between)


def _missing(tree: Tree, verb: Word, objects: list[Word], names: list[Word]) -> list[Word]:
    """The subject of a finite verb that has two objects and none: a relative pronoun, or the first
    name that agrees with it, before the verb or else behind it. "*Израиль* призвали" does not, nor
    does whoever gets something from the subject of the verb before: "and promised *Chad* aid"."""
    if len(objects) < 2 or not _is_finite(tree, verb):
        return []
    first = objects[0]
    if verb.relation == "acl" and first.upos == "PRON" and first.index < verb.index:
        return [replace(first, relation="nsubj")]
    fitting = [w for w in names if _agrees(tree, w, verb)]
    before = [w for w in fitting if w.index < verb.index]
    shared = verb.relation == "conj" and tree.words[verb.head].upos == "VERB"
    chosen = (before or ([] if shared else fitting))[:1]
    return [replace(w, relation="nsubj") for w in chosen]


def _behind_relative(tree: Tree, verb: Word, beside: list[Word], names: list[Word]) -> list[Word]:
    """The subject between an oblique relative pronoun and its verb: "которому *США* аннулировали
    визу"."""
    before = [w for w in beside if w.index < verb.index and w.upos != "PUNCT"]
    receiver = [w for w in before if w.upos == "PRON" and w.relation == "obl"]
    doer = [w for w in names if w.relation == "obj" and w.index > verb.index]
    if verb.relation == "acl" and before == receiver and len(doer) == len(receiver) == 1:
        # "Sudán, a quien apoya *Egipto*"
        return [replace(doer[0], relation="nsubj"), replace(receiver[0], relation="obj")]
    if verb.relation != "acl" or len(before) < 2 or not _is_finite(tree, verb):
        return []
    pronoun, name = before[0], before[1]
    oblique = pronoun.upos == "PRON" and pronoun.relation in ("iobj", "obl")
    fits = name in names and name.relation in ("iobj", "obj", "obl") and _agrees(tree, name, verb)
    return [replace(name, relation="nsubj")] if oblique and fits else []


def _is_done_there(
    tree: Tree, verb: Word, name: Word, beside: list[Word], covering: Mapping[int, Mention]
) -> bool:
    """Whether those at whose house it is do it to the one name behind a verb in the plural: "в
    Кабуле обвиняют *Пакистан*"."""
    plural = "Number=Plur" in verb.feats and "VerbForm=Fin" in verb.feats
    alone = "Number=Sing" in name.feats and name.index > verb.index and name.index in covering
    others = any(w.relation in ("obj", "aux", "cop") for w in beside)
    joined = any(w.relation in ("conj", "nummod") for w in tree.children(name.index))
    there = [w for w in beside if w.relation == "obl" and w.index < verb.index]
    seats = any(covering[w.index].via is Via.SEAT for w in there if w.index in covering)
    return plural and alone and seats and not others and not joined


def _wrong(tree: Tree, verb: Word, subject: Word, names: list[Word]) -> list[Word]:
    """A name in the nominative taken for an object, where the subject is something else."""
    others = [w for w in names if w is not subject and w.relation in LOOSE]
    before = [w for w in others if w.index < verb.index and not _is_oblique(w)]
    if before and subject in names and subject.index > verb.index:
        gives = "obj" if before[0].relation == "obj" else "iobj"
        feats = subject.feats.replace(NOMINATIVE, "Case=Dat" if gives == "iobj" else "Case=Acc")
        return [
            replace(before[0], relation="nsubj"),
            replace(subject, relation=gives, feats=feats),
        ]
    owner = tree.words[subject.index - 1] if subject.index else None
    mistaken = owner is not None and owner.head == verb.index and owner.relation == "obj"
    real = [w for w in others if NOMINATIVE in w.feats and w.index > verb.index]
    if owner is not None and mistaken and real and _agrees(tree, real[0], verb):
        of = replace(subject, relation="nmod", head=owner.index, feats="Case=Gen")
        return [of, replace(real[0], relation="nsubj")]
    return []


def _is_bare(tree: Tree, word: Word) -> bool:
    return not any(w.relation in ("case", "mark") for w in tree.children(word.index))


def _is_oblique(word: Word) -> bool:
    return any(case in word.feats for case in OTHER_CASES)


def _is_finite(tree: Tree, verb: Word) -> bool:
    auxiliary = any(w.relation == "aux" for w in tree.children(verb.index))
    return "VerbForm=Fin" in verb.feats or auxiliary or "Tense=Past" in verb.feats


def _agrees(tree: Tree, name: Word, verb: Word) -> bool:
    """Whether a name and a verb are both singular or both plural, as far as they tell."""
    several = any(w.relation == "conj" for w in tree.children(name.index))
    own = "Number=Plur" if several else next((n for n in NUMBERS if n in name.feats), None)
    of_verb = next((n for n in NUMBERS if n in verb.feats), None)
    return own is None or of_verb is None or own == of_verb
