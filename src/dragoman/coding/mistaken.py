"""Verbs that the parser took for nouns, and an office that it took for a verb.

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
COMPLEMENTS = frozenset({"xcomp", "ccomp"})


def with_mistaken(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """The tree with these as what they are, and the articles as objects."""
    tree = _with_office(tree, covering)
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
