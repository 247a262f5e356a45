"""Words -> the encoder's pieces, with a cache: news repeats its words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from dragoman.model import ModelError

SPACE = "\u2581"  # marks a piece that begins a word after a space (SentencePiece)
LONGEST = 8  # pieces of a word that are looked at; its first piece stands for the word
CACHE = 200_000


class Pieces:
    """The unigram vocabulary of the encoder. `bos`, `eos`, `pad` are ids of special pieces."""

    bos, pad, eos, unknown = 0, 1, 2, 3

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        rows = path.read_text("utf-8").split("\n")
        vocabulary = []
        for number, row in enumerate(rows, 1):
            piece, tab, score = row.rpartition("\t")
            if not tab:
                raise ModelError(
                    f"{path}, line {number}: not a piece and a score; reinstall dragoman"
                )
            vocabulary.append((piece, float(score)))
        self._tokenizer = Tokenizer(Unigram(vocabulary, unk_id=self.unknown, byte_fallback=False))
        self._cache: dict[tuple[str, bool], tuple[int, ...]] = {}

    def of(self, word: str, spaced: bool) -> tuple[int, ...]:
        """Ids of a word's pieces, at least one, at most `LONGEST`."""
        key = (word, spaced)
        known = self._cache.get(key)
        if known is None:
            plain = unicodedata.normalize("NFKC", word).replace(" ", "")
            ids = self._tokenizer.encode((SPACE if spaced else "") + plain).ids[:LONGEST]
            known = tuple(ids) or (self.unknown,)
            if len(self._cache) >= CACHE:
                self._cache.clear()
            self._cache[key] = known
        return known
