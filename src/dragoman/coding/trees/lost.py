"""Verbs that the parser lost in a noun phrase, which the lexicon, a name or a mark betrays.

Short sentences with a name for their subject are at times taken for one noun phrase: "*Moscow
massed tanks* along the border", "*The European Commission withheld payments* to Hungary". If no
other verb stands there, a word that only a verb can be, right behind a name, is one. So is a
participle before a noun where a clause must stand: "denied that *its army bombed villages*",
"denied it *had bombed villages*".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.lang import Language
from dragoman.model import Mention, Tree, Via, Word

WITHIN = frozenset({"compound", "amod", "nmod", "acl", "flat", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN"})
NAMED = frozenset({Via.NAME, Via.COUNTRY, Via.SEAT, Via.OFFICE})
CLAUSES = frozenset({"ccomp", "advcl", "acl"})
SAYING = frozenset({"saying", "believing", "denying"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")


def with_clauses(tree: Tree, language: Language) -> Tree:
    """The tree with verbs lost in what another verb says, or beside it, or the same tree."""
    return _with_perfects(_with_predicates(_with_finite(_with_second(tree, language))))


def with_verbs(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """The tree with its main verb, or the same tree."""
    root = next((w for w in tree.words if w.head < 0), None)
    if root is None or root.upos not in NOMINAL or root.index in covering:
        return tree
    before = tree.words[: root.index]
    if any(w.upos in ("VERB", "AUX") and w.relation not in WITHIN for w in before):
        return tree
    for word in tree.words[1 : root.index]:
        subject = covering.get(word.index - 1)
        if subject is not None and _is_verb(word, root, subject, covering, language):
            return _with_verb(tree, word, root, subject)
    return _with_headline(tree, root, covering, language)


def _with_headline(
    tree: Tree, root: Word, covering: Mapping[int, Mention], language: Language
) -> Tree:
    """The verb of a headline, taken for a noun between two names: "*Philippines summons Chinese
    envoy* over water cannon"."""
    subject = covering.get(root.index - 1)
    if subject is None or subject.via not in NAMED:
        return tree
    before, inside = tree.words[: root.index], tree.children(root.index)
    own = [w for w in before if w.head == root.index and w.index in range(*subject.tokens)]
    things = [w for w in inside if w.relation == "appos" and w.index in covering]
    known = language.verb_entries(language.profile.fold(root.text))
    if len(own) != 1 or not things or not any(entry.object or entry.to for entry in known):
        return tree
    words = list(tree.words)
    words[root.index] = replace(root, upos="VERB")
    words[own[0].index] = replace(own[0], relation="nsubj")
    words[things[0].index] = replace(things[0], relation="obj")
    for word in inside:
        if word.relation == "nmod" and word.index > things[0].index:
            words[word.index] = replace(word, relation="obl")
    return Tree(tree.sentence, tuple(words))


def _with_second(tree: Tree, language: Language) -> Tree:
    """Second verbs of headlines, which have the subject of the first: "Peru warns Chile, *recalls*
    ambassador"; not so verbs of saying: "…, *повідомили* в Бейруті"."""
    words, fold = list(tree.words), language.profile.fold
    first = next((w for w in tree.words if w.head < 0 and w.upos == "VERB"), None)
    if first is None or not any(w.relation == "nsubj" for w in tree.children(first.index)):
        return tree
    for word in tree.words[first.index + 1 :]:
        loose = word.relation in ("parataxis", "nmod", "appos") and word.upos == "VERB"
        comma = tree.words[word.index - 1].relation == "punct"
        if not loose or not comma or "VerbForm=Fin" not in word.feats:
            continue
        inside = {w.relation for w in tree.children(word.index)}
        told = SAYING & language.verb_cues.get(fold(word.text), frozenset())
        if told and "obj" not in inside:
            continue
        if inside.isdisjoint((*SUBJECTS, "aux", "cop", "mark")):
            words[word.index] = replace(word, relation="conj", head=first.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_predicates(tree: Tree) -> Tree:
    """Participles that describe a noun where a clause must stand, a noun before them: "denied that
    its *army bombed* villages"."""
    words = list(tree.words)
    for noun in tree.words:
        inside = tuple(tree.children(noun.index))
        marks = [w for w in inside if w.relation == "mark" and w.upos == "SCONJ"]
        if noun.upos != "NOUN" or noun.relation not in CLAUSES or not marks:
            continue
        if any(w.relation in ("nsubj", "nsubj:pass", "cop", "aux") for w in inside):
            continue
        for verb in (w for w in inside if _describes(w, noun)):
            subject = words[verb.index - 1]
            if subject.head == noun.index and subject.upos in NOMINAL and subject not in marks:
                _lift(words, verb, noun)
                words[subject.index] = replace(subject, head=verb.index, relation="nsubj")
                for own in (w for w in inside if w.index < subject.index and w not in marks):
                    words[own.index] = replace(own, head=subject.index)
                break
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_perfects(tree: Tree) -> Tree:
    """Participles behind an auxiliary that has no verb behind it, taken to describe the noun after
    them: "denied it *had bombed* villages"."""
    words = list(tree.words)
    for auxiliary in tree.words:
        noun = next((w for w in tree.children(auxiliary.index) if w.relation == "obj"), None)
        stray = auxiliary.relation == "aux" and 0 <= auxiliary.head < auxiliary.index
        if not stray or noun is None or auxiliary.index + 1 >= len(words):
            continue
        verb = tree.words[auxiliary.index + 1]
        if verb.head != noun.index or not _describes(verb, noun):
            continue
        above = auxiliary.head
        words[verb.index] = replace(verb, head=above, relation="ccomp")
        words[noun.index] = replace(noun, head=verb.index, relation="obj")
        words[auxiliary.index] = replace(auxiliary, head=verb.index)
        for own in tree.words[above + 1 : auxiliary.index]:
            if own.head in (auxiliary.index, above):
                words[own.index] = replace(own, head=verb.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_finite(tree: Tree) -> Tree:
    """Finite verbs taken for a second object: "rejects the claim and *calls* on Chile to leave"."""
    words = list(tree.words)
    for word in tree.words:
        thing = tree.head(word.index)
        lost = word.upos == "NOUN" and word.relation == "conj" and "VerbForm=Fin" in word.feats
        if not lost or thing is None or thing.relation != "obj":
            continue
        verb = tree.words[thing.head]
        words[word.index] = replace(word, upos="VERB", head=verb.index)
        for own in tree.children(word.index):
            if own.relation == "nmod":
                words[own.index] = replace(own, relation="obl")
        for behind in tree.children(verb.index):
            if behind.index > word.index and behind.relation in ("advcl", "obl", "xcomp", "ccomp"):
                infinitive = "VerbForm=Inf" in behind.feats
                relation = "xcomp" if infinitive else behind.relation
                words[behind.index] = replace(behind, head=word.index, relation=relation)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _describes(verb: Word, noun: Word) -> bool:
    """Whether a participle right before a noun, but for what describes that too, describes it."""
    return (
        verb.relation == "amod"
        and verb.upos == "VERB"
        and "VerbForm=Part" in verb.feats
        and 0 < verb.index < noun.index
    )


def _lift(words: list[Word], verb: Word, noun: Word) -> None:
    """The verb in the place of the noun, which becomes its object, with what stood before both."""
    for own in words[: verb.index]:
        if own.head == noun.index and own.relation in ("mark", "cc", "punct"):
            words[own.index] = replace(own, head=verb.index)
    words[verb.index] = replace(verb, head=noun.head, relation=noun.relation)
    words[noun.index] = replace(noun, head=verb.index, relation="obj")


def _is_verb(
    word: Word,
    root: Word,
    subject: Mention,
    covering: Mapping[int, Mention],
    language: Language,
) -> bool:
    """Whether the lexicon knows a form, and not as a lemma or noun, and a name is before it."""
    entries = language.verb_entries(language.profile.fold(word.text))
    named = subject.via in NAMED and not subject.vague
    inside = word.relation in WITHIN and word.head == root.index and word.index not in covering
    written = word.text.islower() and not language.noun_entries(word.text)
    return bool(entries) and named and inside and written and entries[0].lemma != word.text


def _with_verb(tree: Tree, verb: Word, root: Word, subject: Mention) -> Tree:
    """The verb as the root, the old root as its object, the name as its subject."""
    head = tree.top(*subject.tokens)
    words = list(tree.words)
    words[verb.index] = replace(verb, upos="VERB", head=-1, relation="root")
    words[root.index] = replace(root, head=verb.index, relation="obj")
    words[head] = replace(words[head], head=verb.index, relation="nsubj")
    return Tree(tree.sentence, tuple(words))
