"""Who was named in the sentences before: what a text speaks of when a sentence does not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dragoman.coding.parties import is_medium, standing
from dragoman.coding.scene import DATELINE, Named
from dragoman.lang import Language
from dragoman.model import Mention, Sentence, Via

REACH = 3  # sentences


class Earlier:
    """The mentions of a document that mean somebody, by sentence; looked up when asked for."""

    def __init__(
        self,
        language: Language,
        sentences: Sequence[Sentence],
        mentions: Sequence[Sequence[Mention]],
    ) -> None:
        self._language = language
        self._sentences = sentences
        self._mentions = mentions
        self._known: dict[int, Named] = {}
        self._spoken: Counter[str] = Counter()
        self._counted = 0

    def before(self, index: int) -> tuple[Named, ...]:
        """Those of the sentences before one, the nearest first, as far as they are in the same part
        of the document."""
        region = self._sentences[index].region
        rows = []
        for place in range(index - 1, max(-1, index - 1 - REACH), -1):
            if self._sentences[place].region is not region:
                break
            rows.append(self._named(place))
        return tuple(rows)

    def spoken(self, index: int) -> dict[str, int]:
        """How often each party is named until the end of a sentence; asked in order."""
        for row in self._mentions[self._counted : index + 1]:
            known = (m for m in row if _is_known(m))
            self._spoken.update(a.party for m in known for a in m.actors if a.party is not None)
        self._counted = max(self._counted, index + 1)
        return dict(self._spoken)

    def _named(self, index: int) -> Named:
        if index not in self._known:
            fold = self._language.profile.fold
            words = [fold(token.text) for token in self._sentences[index].tokens]
            found = [m for m in self._mentions[index] if _is_known(m)]
            upright = [m for m in standing(self._language, words, found) if _means_somebody(m)]
            aside = tuple(m for m in found if m not in upright)
            self._known[index] = Named(tuple(upright), aside)
        return self._known[index]


def _is_known(mention: Mention) -> bool:
    known = any(actor.party is not None for actor in mention.actors)
    return known and not is_medium(mention) and mention.rule != DATELINE


def _means_somebody(mention: Mention) -> bool:
    return not mention.vague and mention.via is not Via.PLACE
