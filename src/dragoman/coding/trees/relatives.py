"""Relative clauses whose pronoun or noun the parser got wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.model import Mention, Tree, Word

COMPLEMENTS = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp"})
PRONOUNS = ("PRON", "DET", "SCONJ")


def with_relatives(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """The tree with relative pronouns as what they are, behind whom they stand for, and with the
    main verb behind a relative clause."""
    return _with_main(_with_antecedents(_with_pronouns(tree), covering), covering)


def _with_pronouns(tree: Tree) -> Tree:
    """Relative pronouns behind a preposition, which the parser took for a subject or an article:
    "three firms *of which* it accuses two"."""
    words = tuple(
        replace(w, upos="PRON", relation="obl") if _is_relative(tree, w) else w for w in tree.words
    )
    return tree if words == tree.words else Tree(tree.sentence, words)


def _is_relative(tree: Tree, word: Word) -> bool:
    clause = tree.head(word.index)
    return (
        word.upos in PRONOUNS
        and clause is not None
        and clause.relation == "acl"
        and "VerbForm=Fin" in clause.feats
        and clause.head < word.index < clause.index
        and any(w.relation == "case" and w.index < word.index for w in tree.children(word.index))
    )


def _with_antecedents(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """Relative clauses right behind an officer or a person that the parser hung on the noun before:
    "had talks with *Zelensky, who thanked* Mali"."""
    words = list(tree.words)
    for clause in tree.words:
        if clause.relation != "acl" or clause.head < 0 or clause.head in covering:
            continue
        own = [
            w for w in tree.children(clause.index) if w.upos == "PRON" and w.index not in covering
        ]
        subject = next((w for w in own if w.relation in ("nsubj", "nsubj:pass")), None)
        if subject is None or not clause.head < subject.index < clause.index:
            continue
        before = subject.index - 1
        while before > clause.head and tree.words[before].upos == "PUNCT":
            before -= 1
        mention = covering.get(before)
        if mention is not None and all(actor.office for actor in mention.actors):
            words[clause.index] = replace(clause, head=tree.top(*mention.tokens))
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_main(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """The main verb behind a relative clause, which the parser took for a second one: "Chad, which
    denies it, *accused* Niger"."""
    root = next((w for w in tree.words if w.head < 0), None)
    if root is None or root.index not in covering:
        return tree
    clauses = [w for w in tree.children(root.index) if w.relation == "acl" and w.upos == "VERB"]
    if len(clauses) != 2 or not _has_pronoun(tree, clauses[0]) or _has_pronoun(tree, clauses[1]):
        return tree
    main = clauses[1]
    held = any(w.relation in COMPLEMENTS for w in tree.children(main.index))
    aside = "VerbForm=Part" in main.feats and "Tense=Pres" in main.feats  # "…, *praising* Niger"
    if tree.words[main.index - 1].text != "," or aside or not held:
        return tree
    words = list(tree.words)
    words[main.index] = replace(main, head=-1, relation="root")
    words[root.index] = replace(root, head=main.index, relation="nsubj")
    return Tree(tree.sentence, tuple(words))


def _has_pronoun(tree: Tree, clause: Word) -> bool:
    """Whether a relative pronoun stands in a clause, before its verb."""
    own = (w for w in tree.children(clause.index) if w.index < clause.index)
    return any(w.upos in PRONOUNS for w in own)
