"""The few algorithms particular to Ukrainian."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# All that typists put for the apostrophe, and stress marks, which textbooks print.
_SPELLING = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "ё": "е", "\u0301": None, "\u0300": None}
)


class Ukrainian:
    """Profile of Ukrainian; see `lang.schema.Profile`."""

    __slots__ = ()

    def fold(self, form: str) -> str:
        """Lower case, one apostrophe, no stress marks.

        >>> PROFILE.fold("П’ятниця"), PROFILE.fold("за\u0301мок")
        ("п'ятниця", 'замок')
        """
        return unicodedata.normalize("NFC", form).lower().translate(_SPELLING)

    def tails(self, form: str) -> Iterator[str]:
        """What follows each hyphen, longest first.

        >>> list(PROFILE.tails("прес-конференція"))
        ['конференція']
        """
        while "-" in form:
            form = form.partition("-")[2]
            if form:
                yield form

    def tense(self, form: str) -> str | None:
        """Nothing: endings do not tell "скаже" from "каже"; the parser knows the aspect.

        >>> PROFILE.tense("зустрінеться")
        """
        return None


PROFILE = Ukrainian()
