"""Whose voice a document speaks in: quotations that run on over several sentences."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Claimant, Sentence

OPENING, CLOSING, EITHER = "«„‹", "»”›", '"“‟'
REACH = 2  # sentences after its speaker was named that a quotation is his


@dataclass(slots=True)
class Voice:
    """Follows the quotation marks of a document, sentence by sentence.

    Attributes:
        inside: whether the sentence under way began inside a quotation, or begins with one.
    """

    inside: bool = False
    _open: bool = False
    _end: int = 0
    _speaker: Claimant | None = None
    _named: int = 0

    def enter(self, sentence: Sentence, text: str) -> None:
        """Goes on to a sentence; a new paragraph closes what was left open."""
        if "\n" in text[self._end : sentence.start]:
            self._open = False
        self.inside = self._open or text[sentence.start] in OPENING + EITHER
        for mark in text[sentence.start : sentence.end]:
            if mark in OPENING:
                self._open = True
            elif mark in CLOSING:
                self._open = False
            elif mark in EITHER:
                self._open = not self._open
        self._end = sentence.end

    def said(self, sentence: Sentence, speaker: Claimant | None) -> None:
        """Remembers who was named as a speaker in a sentence."""
        if speaker is not None and speaker.party is not None:
            self._speaker, self._named = speaker, sentence.index

    def speaker(self, sentence: Sentence) -> Claimant | None:
        """Who speaks in a sentence that began inside a quotation; None if nobody was named."""
        near = sentence.index - self._named <= REACH
        return self._speaker if self.inside and near else None
