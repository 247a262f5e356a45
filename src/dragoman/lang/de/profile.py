"""The few algorithms particular to German."""

from __future__ import annotations

from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")
SHORTEST_FIRST, SHORTEST_TAIL = 4, 6  # letters of the parts of a compound
SHORT = ("pakt", "pakts", "paktes", "pakte", "deal", "deals", "zoll", "zölle", "bombe")  # shorter


class German:
    """Profile of German; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, one apostrophe.

        >>> PROFILE.fold("Außenminister")
        'außenminister'
        """
        return form.translate(APOSTROPHES).lower()

    def tails(self, form: str) -> Iterator[str]:
        """What follows a hyphen, or the later part of a compound written as one word.

        >>> list(PROFILE.tails("us-sanktionen"))[0]
        'sanktionen'
        >>> "verhandlungen" in list(PROFILE.tails("friedensverhandlungen"))
        True
        >>> list(PROFILE.tails("wasserpakt"))[-1]
        'pakt'
        """
        if "-" in form:
            form = form.rpartition("-")[2]
            yield form
        for start in range(SHORTEST_FIRST, len(form) - SHORTEST_TAIL + 1):
            yield form[start:]
        for tail in SHORT:
            if form.endswith(tail) and len(form) - len(tail) >= SHORTEST_FIRST:
                yield tail

    def tense(self, form: str) -> str | None:
        """Nothing: German futures have an auxiliary.

        >>> PROFILE.tense("trifft")
        """
        return None


PROFILE = German()
