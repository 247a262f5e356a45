"""The few algorithms particular to Russian."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Stress marks are printed in names and textbooks only; typists write "е" for "ё" at will.
_SPELLING = str.maketrans({"ё": "е", "\u0301": None, "\u0300": None, "’": "'", "ʼ": "'"})


class Russian:
    """Profile of Russian; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, "е" for "ё", no stress marks.

        >>> PROFILE.fold("Королёв"), PROFILE.fold("за\u0301мок")
        ('королев', 'замок')
        """
        return unicodedata.normalize("NFC", form).lower().translate(_SPELLING)

    def tails(self, form: str) -> Iterator[str]:
        """What follows each hyphen, longest first.

        >>> list(PROFILE.tails("пресс-конференция"))
        ['конференция']
        """
        while "-" in form:
            form = form.partition("-")[2]
            if form:
                yield form

    def tense(self, form: str) -> str | None:
        """Nothing: endings do not tell "скажет" from "делает"; the parser knows the aspect.

        >>> PROFILE.tense("встретится")
        """
        return None


PROFILE = Russian()
