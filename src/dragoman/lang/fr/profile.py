"""The few algorithms particular to French."""

from __future__ import annotations

import re
from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")

# Future and conditional are told by their endings, for the syntax model does not always know them.
# The past of verbs in "-rer" looks alike ("retira", "livrait"): their stems are kept out.
_FUTURE = re.compile(r"(.*r)(?:a|as|ai|ons|ez|ont)")
_CONDITIONAL = re.compile(r"(.*r)(?:ait|ais|aient|ions|iez)")
_STEMS = (
    "er", "ir", "dr", "ttr", "îtr", "aitr", "evr", "ivr", "clur", "aur", "verr", "pourr", "courr",
    "mourr", "querr", "ompr",
)  # fmt: skip
_STEMS_OF_RER = (
    "etir", "attir", "étir", "admir", "xpir", "spir", "désir", "chavir", "déchir", "empir",
    "livr", "nivr", "gendr", "cadr", "effondr", "poudr", "taur",
)  # fmt: skip
_TIRER = frozenset({"tir", "vir", "cir", "mir"})


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

    def tense(self, form: str) -> str | None:
        """ "Fut" or "Cnd" if the ending of a folded verb form says so.

        >>> [PROFILE.tense(f) for f in ("rencontrera", "rencontra", "tiendrait", "retirait")]
        ['Fut', None, 'Cnd', None]
        """
        for name, ending in (("Fut", _FUTURE), ("Cnd", _CONDITIONAL)):
            found = ending.fullmatch(form)
            if found is not None:
                stem = found.group(1)
                if stem.endswith(_STEMS) and not stem.endswith(_STEMS_OF_RER):
                    return None if stem in _TIRER else name
        return None


PROFILE = French()
