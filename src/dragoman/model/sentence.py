"""Sentences and their trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.model.document import RegionKind


@dataclass(frozen=True, slots=True)
class Token:
    """One token, with its offsets into the document's canonical text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the document and its tokens, not yet parsed."""

    index: int
    start: int
    end: int
    region: RegionKind
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One token with what the parser says of it (Universal Dependencies).

    Attributes:
        index: position in the sentence, from 0.
        feats: UD features as "Case=Nom|Number=Sing", or "".
        head: index of the head word, -1 for the root.
        relation: UD relation with the subtypes kept in training ("nsubj:pass").
    """

    index: int
    text: str
    start: int
    end: int
    upos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed sentence. `words[i]` is the parsed `sentence.tokens[i]`."""

    sentence: Sentence
    words: tuple[Word, ...]
    _children: tuple[tuple[Word, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[Word]] = [[] for _ in self.words]
        for word in self.words:
            if word.head >= 0:
                children[word.head].append(word)
        object.__setattr__(self, "_children", tuple(tuple(c) for c in children))

    def top(self, first: int, end: int) -> int:
        """The first word from one index to before another whose head lies outside them."""
        inside = range(first, end)
        return next((i for i in inside if self.words[i].head not in inside), first)

    def children(self, index: int) -> Iterator[Word]:
        """Dependents of the word at `index`, in order of the text."""
        return iter(self._children[index])

    def head(self, index: int) -> Word | None:
        """Head of the word at `index`, None for the root."""
        parent = self.words[index].head
        return self.words[parent] if parent >= 0 else None

    def subtree(self, index: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """Indices of the word and all below it, sorted; `stop` are relations not followed."""
        found, queue = [], [index]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(w.index for w in self._children[current] if w.relation not in stop)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[Word]:
        """Heads of the word at `index`, nearest first."""
        parent = self.words[index].head
        while parent >= 0:
            yield self.words[parent]
            parent = self.words[parent].head
