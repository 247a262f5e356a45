"""The language of a document: detected among ours, or honestly none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SAMPLE = 2000  # characters that are looked at
SHORTEST = 20  # letters below which nothing is concluded
SURE = 0.95  # how sure of a foreign language one must be to turn a document away
UNKNOWN = "und"


@dataclass(slots=True)
class Detector:
    """Detects languages; its model is loaded when the first document needs it."""

    languages: tuple[str, ...]
    _ours: Any = None
    _all: Any = None

    def detect(self, text: str) -> str:
        """ISO 639-1 code: one of ours, or that of the language it rather is, or "und".

        A classifier restricted to our languages calls Finnish English; so one that knows a
        hundred languages is asked first, and its word counts when it is sure of another one.
        """
        sample = text[:SAMPLE]
        if sum(ch.isalpha() for ch in sample) < SHORTEST:
            return UNKNOWN
        if self._ours is None:
            self._ours, self._all = _classifier(self.languages), _classifier(())
        general, sureness = self._all.classify(sample)
        if general in self.languages:
            return str(general)
        if sureness >= SURE:
            return str(general)
        return str(self._ours.classify(sample)[0])


def _classifier(languages: Sequence[str]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        identifier.set_languages(list(languages))
    return identifier
