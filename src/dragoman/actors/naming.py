"""The names behind an office: of a known person ("minister *Lavrov*"), or of one whom only the text
knows ("minister *Jaan Tamm*")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.items import Item
from dragoman.actors.words import Words

CLOSING = frozenset(",.;:)")
LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Names:
    """Finds the names of a sentence; `end` is where the office ends, `place` the next item."""

    words: Words
    tokens: Sequence[str]
    folded: Sequence[str]
    items: Sequence[Item]

    def apposition(self, comma: int, place: int) -> tuple[int, int] | None:
        """ "le ministre chilien, *Juan Soto Ruiz*, a dit": a name between commas."""
        if comma >= len(self.tokens) or self.tokens[comma] != ",":
            return None
        name = self.unknown(comma + 1, place)
        if name is None or name[1] - name[0] < 2:
            return None
        closed = name[1] == len(self.tokens) or self.tokens[name[1]] in CLOSING
        return name if closed else None

    def person(self, end: int, place: int) -> Item | None:
        """The item of a known person at `place`, if it is the name behind the office."""
        if place >= len(self.items):
            return None
        item = self.items[place]
        if item.kind not in ("person", "surname"):
            return None
        if item.kind == "surname" and self._goes_on(item, place):
            return None  # "gouverneur *Ivan* Bodrov"
        gap = self.folded[end : item.start]
        if not gap or (len(gap) == 1 and gap[0] == "," and item.kind == "person"):
            return item
        given = len(gap) <= 2 and item.kind == "surname"
        return item if given and all(self._is_name(i) for i in range(end, item.start)) else None

    def _goes_on(self, item: Item, place: int) -> bool:
        """Whether another name stands right behind a surname: one that nobody is known by, or
        another surname ("Foreign Secretary *Elizabeth* Truss")."""
        following = self.items[place + 1] if place + 1 < len(self.items) else None
        if following is not None and following.start == item.end:
            return following.kind == "surname"
        inside = item.end < len(self.tokens)
        return inside and not self.words.nouns_capitalised and self._is_name(item.end)

    def _is_name(self, place: int) -> bool:
        token = self.tokens[place]
        return token[0].isupper() and (token[1:2].islower() or token.endswith("."))

    def unknown(self, end: int, place: int) -> tuple[int, int] | None:
        """Capitalised tokens behind an office: two at least where all nouns have capitals."""
        others = (i.start for i in self.items[place:] if i.kind != "surname")
        stop = next(others, len(self.tokens))
        last = end
        while last < stop and last - end < LONGEST_NAME:
            part = last > end and self.folded[last] in self.words.name_parts and last + 1 < stop
            if not part and not (self._is_name(last) and self.tokens[last][0].isalpha()):
                break
            last += 1
        while last > end and not self._is_name(last - 1):
            last -= 1
        least = 2 if self.words.nouns_capitalised else 1
        return (end, last) if last - end >= least else None
