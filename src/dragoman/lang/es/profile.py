"""The few algorithms particular to Spanish."""

from __future__ import annotations

from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")


class Spanish:
    """Profile of Spanish; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, one apostrophe; accents stay, they tell "acuso" from "acusó".

        >>> PROFILE.fold("Reunión")
        'reunión'
        """
        return form.translate(APOSTROPHES).lower()

    def tails(self, form: str) -> Iterator[str]:
        """What follows each hyphen, longest first.

        >>> list(PROFILE.tails("mini-cumbre"))
        ['cumbre']
        """
        while "-" in form:
            form = form.partition("-")[2]
            if form:
                yield form


PROFILE = Spanish()
