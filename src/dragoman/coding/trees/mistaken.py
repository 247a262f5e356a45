"""Verbs that the parser took for nouns, an office that it took for a verb, and the like.

The verbs stand behind an object pronoun that has the letters of an article: "menace Helsinki et
l'*accuse* de …", "…, l'*accusant* d'ingérence". The office opens a sentence and has the letters of
a verb: "*Посла* Румынии вызвали в МИД".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.lang import Language
from dragoman.model import Mention, Tree, Via, Word

OBJECTS = frozenset({"obj", "iobj", "obl"})
MARKS = frozenset({"fixed", "mark", "case"})
DASHES = frozenset("-–—")
COMPLEMENTS = frozenset({"xcomp", "ccomp"})


def with_mistaken(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """The tree with these as what they are, and the articles as objects."""
    tree = _with_dateline(_with_due(_with_office(tree, covering), language), covering)
    if not language.cues.words.clitics:
        return tree
    words = list(tree.words)
    for word in tree.words:
        article = _pronoun(tree, word, language)
        above = None if article is None else _verb_above(tree, word)
        if article is None or above is None:
            continue
        form = language.profile.fold(word.text)
        gerund = form.endswith(language.cues.words.gerunds)
        governs = any(w.relation in COMPLEMENTS for w in tree.children(word.index))
        if gerund or (governs and word.relation == "conj" and word.head == above.index):
            relation, feats = ("advcl", "VerbForm=Part") if gerund else ("conj", "VerbForm=Fin")
            words[word.index] = replace(
                word, upos="VERB", relation=relation, head=above.index, feats=feats
            )
            words[article.index] = replace(article, upos="PRON", relation="obj")
            for below in tree.children(word.index):
                if below.relation == "nmod":
                    words[below.index] = replace(below, relation="obl")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_office(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """The tree with an office, not a verb, before the verb whose object it then is."""
    first = tree.words[0]
    office = covering[0].via is Via.OFFICE if 0 in covering else False
    verbs = [w for w in tree.children(0) if w.upos == "VERB" and w.relation == "parataxis"]
    if not office or first.upos != "VERB" or first.head >= 0 or len(verbs) != 1:
        return tree
    (verb,) = verbs
    words = list(tree.words)
    words[verb.index] = replace(verb, head=-1, relation="root")
    feats = "Case=Acc|Number=Sing"
    words[0] = replace(first, upos="NOUN", head=verb.index, relation="obj", feats=feats)
    for below in tree.children(0):
        if below.relation in OBJECTS and below.index in covering:
            words[below.index] = replace(below, relation="nmod")
        elif below is not verb:
            words[below.index] = replace(below, head=verb.index)
    return Tree(tree.sentence, tuple(words))


def _with_due(tree: Tree, language: Language) -> Tree:
    """The tree with what is going to be done behind a word of intention that the parser joined with
    the mark of the infinitive: "were *due to sign*", read like "due to the rain"."""
    words = list(tree.words)
    for due, mark, verb in zip(tree.words, tree.words[1:], tree.words[2:], strict=False):
        groups = language.verb_cues.get(language.profile.fold(due.text), frozenset())
        if due.upos != "ADJ" or "intention" not in groups or verb.head != due.index:
            continue
        if verb.upos == "VERB" and mark.relation in MARKS and mark.head in (due.index, verb.index):
            words[verb.index] = replace(verb, relation="xcomp")
            words[mark.index] = replace(mark, relation="mark", head=verb.index, upos="PART")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_dateline(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """The tree with the subject behind a dateline that the parser took for it: "*Ереван* - МИД
    Армении вызвал посла"."""
    place, mention, verb = tree.words[0], covering.get(0), tree.head(0)
    if mention is None or mention.via is not Via.PLACE or verb is None:
        return tree
    after = tree.words[mention.tokens[1] : mention.tokens[1] + 1]
    if place.relation != "nsubj" or not after or after[0].text not in DASHES:
        return tree
    beside = (w for w in tree.children(0) if w.relation in ("appos", "flat"))
    named = [w for w in beside if mention.tokens[1] < w.index < verb.index]
    if len(named) != 1:
        return tree
    words = list(tree.words)
    words[0] = replace(place, relation="discourse")
    words[named[0].index] = replace(named[0], relation="nsubj", head=verb.index)
    return Tree(tree.sentence, tuple(words))


def _pronoun(tree: Tree, word: Word, language: Language) -> Word | None:
    """What may be a pronoun right before a word that is a form of a verb and of no noun."""
    fold = language.profile.fold
    form = fold(word.text)
    if word.upos != "NOUN" or form not in language.verbs or language.noun_entries(form):
        return None
    before = [w for w in tree.children(word.index) if w.index == word.index - 1]
    clitic = before and before[0].relation == "det"
    return before[0] if clitic and fold(before[0].text) in language.cues.words.clitics else None


def _verb_above(tree: Tree, word: Word) -> Word | None:
    return next((w for w in tree.ancestors(word.index) if w.upos == "VERB"), None)
