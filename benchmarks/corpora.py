"""Raw English text for the measurement of speed: read at run time, never kept in the project."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Corpus:
    """Some documents, repeated up to a number of words.

    Attributes:
        documents: the sentences of each document.
    """

    name: str
    documents: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The documents as raw text."""
        return tuple(" ".join(sentences) for sentences in self.documents)

    @property
    def sentences(self) -> int:
        """Sentences, as the source divides them."""
        return sum(map(len, self.documents))

    @property
    def words(self) -> int:
        """Words, as spaces divide them."""
        return sum(len(text.split()) for text in self.texts)


def corpora(shared: Path, words: int) -> Iterator[Corpus]:
    """A corpus of general text and one of news, each of at least so many words."""
    yield _repeated("general text (English-EWT test)", _treebank(shared), words)
    yield _repeated("news (development passages)", _passages(shared), words)


def _treebank(shared: Path) -> list[tuple[str, ...]]:
    documents: list[list[str]] = []
    for line in (shared / "data/ud/en_ewt-test.conllu").read_text("utf-8").splitlines():
        if line.startswith("# newdoc") or not documents:
            documents.append([])
        if line.startswith("# text = "):
            documents[-1].append(line.removeprefix("# text = "))
    return [tuple(sentences) for sentences in documents if sentences]


def _passages(shared: Path) -> list[tuple[str, ...]]:
    lines = (shared / "dev/passages.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["texts"] for line in lines if line.strip()]
    return [tuple(by_language["en"]) for by_language in texts if "en" in by_language]


def _repeated(name: str, documents: list[tuple[str, ...]], words: int) -> Corpus:
    chosen: list[tuple[str, ...]] = []
    total = 0
    for sentences in itertools.cycle(documents):
        if total >= words:
            break
        chosen.append(sentences)
        total += sum(len(sentence.split()) for sentence in sentences)
    return Corpus(name, tuple(chosen))
