"""The few algorithms particular to Russian."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Stress marks are printed in names and textbooks only; typists write "е" for "ё" at will.
_SPELLING = str.maketrans({"ё": "е", "\u0301": None, "\u0300": None, "’": "'", "ʼ": "'"})
# Every finite form of the present and the future ends so; a form of the past never does.
_NOT_PAST = re.compile(r"(?:у|ю|шь|т|м|те)(?:ся|сь)?$")


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
        """ "Fut" for the forms in future.tsv, which endings do not tell from the present; "" for
        what is neither, whatever the parser thinks.

        >>> PROFILE.tense("встретится"), PROFILE.tense("встречается"), PROFILE.tense("предостерег")
        ('Fut', None, '')
        """
        if form in _futures():
            return "Fut"
        return None if _NOT_PAST.search(form) else ""


@cache
def _futures() -> frozenset[str]:
    """Future forms of the verbs that the lexicon names, folded; made by tools/forms.py."""
    lines = Path(__file__).with_name("future.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t")[2] for line in lines if not line.startswith("#"))
    return frozenset(PROFILE.fold(form) for row in rows for form in row.split())


PROFILE = Russian()
