"""Verbs behind an object pronoun that has the letters of an article, which the parser took for
nouns: "menace Helsinki et l'*accuse* de …", "…, l'*accusant* d'ingérence"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.lang import Language
from dragoman.model import Tree, Word

COMPLEMENTS = frozenset({"xcomp", "ccomp"})


def with_mistaken(tree: Tree, language: Language) -> Tree:
    """The tree with these as verbs, and their articles as objects."""
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
