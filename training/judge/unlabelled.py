"""Texts without labels for a judge to learn on from deeper ones.

Who is mentioned is what the reader finds, so that the judge sees what it will see.

Sentences of the training treebanks (never of the news half of PUD, nor any of PUD at all) and of
the judge's own training items: those that name two parties, or one and an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman import lang
from dragoman.coding import candidates
from dragoman.judge import Marked
from dragoman.judge.marks import LONGEST
from dragoman.lang import Language
from dragoman.model import DragomanError
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from training.judge.examples import Example, Labels, is_testing, numbered
from training.judge.items import Item

LEFT_OUT = ("pud", "ewt-test")  # treebanks that something is measured on


def unlabelled(treebanks: Path, items: Iterable[Item], labels: Labels) -> Iterator[Example]:
    """Texts of a folder of treebanks and of items, in numbers."""
    known = list(items)
    reader = Reader(Settings(judge=False))
    for code in dict.fromkeys(item.language for item in known):
        language = lang.load(code)
        texts = [i.text for i in known if i.language == code and not is_testing(i.text)]
        for text in (*_sentences(treebanks, code), *texts):
            yield from _examples(reader, language, text, labels)


def _sentences(treebanks: Path, language: str) -> Iterator[str]:
    for path in sorted(treebanks.glob(f"{language}_*.conllu")):
        if not any(name in path.name for name in LEFT_OUT):
            for line in path.read_text("utf-8").splitlines():
                if line.startswith("# text = "):
                    yield line.removeprefix("# text = ")


def _examples(reader: Reader, language: Language, text: str, labels: Labels) -> Iterator[Example]:
    try:
        parsed = reader.parsed(text, language.code, text[:20])
    except DragomanError:  # an empty line, or one of signs
        return
    found = tuple(tree.sentence for tree in parsed.trees)
    chosen = {s.index for s in candidates(language, reader.ontology, found, parsed.mentions)}
    for number, row in enumerate(parsed.mentions):
        parties = {actor.party for mention in row for actor in mention.actors} - {None}
        if len(parties) > 1 or (parties and number in chosen):
            one = _example(reader, language.code, reader.shown(parsed.only(number)), labels)
            if one is not None:
                yield one


def _example(reader: Reader, language: str, shown: Marked, labels: Labels) -> Example | None:
    ids, first = numbered(shown.tokens, reader.model.pieces)
    held: list[list[int]] = [[] for _ in shown.parties]
    kinds = [0] * len(first)
    for mark in shown.marks:
        for place in range(mark.start + 1, mark.end + 1):
            kinds[place] = mark.kind
            for party in mark.parties:
                held[party].append(place)
    if len(ids) > LONGEST or not all(held):
        return None
    hints = ((), *(tuple(map(labels.hints.index, names)) for names in shown.hints))
    heads = (0, *(head + 1 for head, _ in shown.tree))
    relations = (0, *(labels.relations.index(relation) for _, relation in shown.tree))
    parties = tuple(map(tuple, held))
    return Example(
        shown.tokens[0].text,
        language,
        tuple(ids),
        tuple(first),
        parties,
        tuple(kinds),
        hints,
        heads,
        relations,
        {},
        False,
    )
