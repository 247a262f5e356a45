"""The few algorithms particular to French."""

from __future__ import annotations

from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")


class French:
    """Profile of French; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, one apostrophe; accents stay, they tell "a" from "à".

        >>> PROFILE.fold("L’Élysée")
        "l'élysée"
        """
        return form.translate(APOSTROPHES).lower()

    def tails(self, form: str) -> Iterator[str]:
        """What follows each hyphen, longest first.

        >>> list(PROFILE.tails("mini-cyber-attaque"))
        ['cyber-attaque', 'attaque']
        """
        while "-" in form:
            form = form.partition("-")[2]
            if form:
                yield form


PROFILE = French()
