"""CoNLL-U: a parsed sentence as treebank tools read it. Lemmas are not predicted: "_"."""

from __future__ import annotations

from dragoman.model import Tree


def conllu(tree: Tree) -> str:
    """The sentence, with its number and offsets as comments, and an empty line behind it."""
    sentence = tree.sentence
    lines = [f"# sent_id = {sentence.index + 1}", f"# offsets = {sentence.start}-{sentence.end}"]
    for word in tree.words:
        following = tree.words[word.index + 1] if word.index + 1 < len(tree.words) else None
        tight = following is not None and following.start == word.end
        columns = (
            str(word.index + 1), word.text, "_", word.upos, "_", word.feats or "_",
            str(word.head + 1), word.relation, "_", "SpaceAfter=No" if tight else "_",
        )  # fmt: skip
        lines.append("\t".join(columns))
    return "\n".join(lines) + "\n"
