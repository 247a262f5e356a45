"""Words to search by: without case and diacritics, the same in texts and in questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dragoman.model import UsageError

WORD = re.compile(r"[^\W_]+")
TERM = re.compile(r"[^\W_]+\*?")
AROUND = 80  # characters of a text that are shown on each side of a word found


def folded(text: str) -> str:
    """The words of a text, without case and diacritics, parted by spaces.

    >>> folded("Le Président (français)…")
    'le president francais'
    """
    return " ".join(WORD.findall(_fold(text)))


def terms(question: str) -> tuple[str, ...]:
    """The words that are asked for; one that ends in "*" stands for all that begin so.

    Raises:
        UsageError: there is no word in it.

    >>> terms("Verhandlung* GENÈVE")
    ('verhandlung*', 'geneve')
    """
    found = tuple(TERM.findall(_fold(question)))
    if not found:
        raise UsageError(f"there is no word in {question!r}; write at least one")
    return found


def excerpt(text: str, asked: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of a text around the first word found, on one line, and where words stand in it.

    >>> excerpt("Nobody knows why the talks in Geneva failed.", ["geneva"])
    ('Nobody knows why the talks in Geneva failed.', ((30, 36),))
    """
    first = next((word.start() for word in WORD.finditer(text) if _among(word[0], asked)), 0)
    start, end = max(0, first - AROUND), first + AROUND
    start = 0 if start == 0 else text.find(" ", start, first) + 1 or start
    end = text.rfind(" ", first + 1, end) if end < len(text) else len(text)
    part = re.sub(r"\s", " ", text[start : end if end > first else first + AROUND])
    return part, tuple(w.span() for w in WORD.finditer(part) if _among(w[0], asked))


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed


def _among(word: str, asked: Sequence[str]) -> bool:
    word = _fold(word)
    return any(word.startswith(term[:-1]) if term.endswith("*") else word == term for term in asked)
