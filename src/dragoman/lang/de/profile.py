"""The few algorithms particular to German."""

from __future__ import annotations

import re
from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")
SHORTEST_FIRST, SHORTEST_TAIL = 4, 6  # letters of the parts of a compound
SHORT = ("pakt", "pakts", "paktes", "pakte", "deal", "deals", "zoll", "zölle", "bombe")  # shorter
# Last letters of a verb form that may be in the present; strong preterites that have them, too.
PRESENT = ("t", "e", "n", "s", "ß")
STRONG = tuple(
    "trat hielt riet stritt litt schritt schnitt bat bot tat galt wies ließ las stieß saß".split()
)
NO_PAST = frozenset(["kann", "muss", "soll", "will", "darf", "mag", "wird", "sind", "seid", "sei"])

# A strong participle ends as an infinitive does, but has "ge", or a prefix that stands for it.
PARTICIPLE = re.compile(
    "(ab|an|auf|aus|bei|ein|heim|her|hin|los|mit|nach|vor|weg|zu|zurück|zusammen)?"
    "(ge|be|emp|ent|er|miss|ver|zer|über|unter|wider|hinter|um|durch|voll).+en"
)


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
        """ "Past" for the singular of a strong verb: in the present, it would end in "t" or "e";
        "Inf" for what can be no participle.

        >>> [PROFILE.tense(form) for form in ("empfing", "vertrat", "trifft", "wird")]
        ['Past', 'Past', None, None]
        >>> [PROFILE.tense(form) for form in ("zusammentreffen", "zusammengetroffen", "erhalten")]
        ['Inf', None, None]
        """
        if form.endswith(STRONG):
            return "Past"
        if form.endswith("en") and PARTICIPLE.fullmatch(form) is None:
            return "Inf"
        return None if form.endswith(PRESENT) or form in NO_PAST else "Past"


PROFILE = German()
