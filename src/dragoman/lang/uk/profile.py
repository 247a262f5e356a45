"""The few algorithms particular to Ukrainian."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
        """ "Fut" for the forms in future.tsv: endings do not tell them from the present.

        >>> PROFILE.tense("зустрінеться"), PROFILE.tense("зустрічається")
        ('Fut', None)
        """
        return "Fut" if form in _futures() else None


@cache
def _futures() -> frozenset[str]:
    """Future forms of the verbs that the lexicon names, folded; made by tools/forms.py."""
    lines = Path(__file__).with_name("future.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t")[2] for line in lines if not line.startswith("#"))
    return frozenset(PROFILE.fold(form) for row in rows for form in row.split())


PROFILE = Ukrainian()
