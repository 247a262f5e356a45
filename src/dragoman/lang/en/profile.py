"""The few algorithms particular to English."""

from __future__ import annotations

from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘`", "''''")


class English:
    """Profile of English; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, one apostrophe.

        >>> PROFILE.fold("Germany’s")
        "germany's"
        """
        return form.translate(APOSTROPHES).lower()

    def tails(self, form: str) -> Iterator[str]:
        """What follows each hyphen, longest first.

        >>> list(PROFILE.tails("counter-air-strike"))
        ['air-strike', 'strike']
        """
        while "-" in form:
            form = form.partition("-")[2]
            if form:
                yield form

    def tense(self, form: str) -> str | None:
        """Nothing: English futures have an auxiliary.

        >>> PROFILE.tense("meets")
        """
        return None


PROFILE = English()
