"""Whose voice a document speaks in: quotations that run on over several sentences."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Claimant, Sentence

OPENING, CLOSING, EITHER = "«„‹", "»”›", '"“‟'
REACH = 2  # sentences after its speaker was named that a quotation is his


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who was named last as a speaker; `quoted` if the sentence goes on with his words."""

    claimant: Claimant
    quoted: bool


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

    def heard(self, sentence: Sentence) -> Speaker | None:
        """Who may speak in a sentence: whoever was named last, if that was not long ago."""
        if self._speaker is None or sentence.index - self._named > REACH:
            return None
        return Speaker(self._speaker, self.inside)
