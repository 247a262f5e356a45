"""The few algorithms particular to Spanish."""

from __future__ import annotations

from collections.abc import Iterator

APOSTROPHES = str.maketrans("’ʼ‘", "'''")

# Future and conditional are told by their endings, for the syntax model does not always know them.
# The imperfect of verbs in "-rer" and "-rir" looks like a conditional ("prefería").
_FUTURE = ("rá", "rán", "rás", "aremos", "eremos")
_CONDITIONAL = ("ría", "rían", "ríamos", "rías")
_STEMS = ("ar", "er", "ir", "dr", "rr", "br")
_IMPERFECT = (
    "quer", "adquir", "mor", "her", "fer", "suger", "diger", "corr", "curr", "cubr", "sufr",
    "reabr", "entreabr",
)  # fmt: skip


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

    def tense(self, form: str) -> str | None:
        """ "Fut" or "Cnd" if the ending of a folded verb form says so.

        >>> [PROFILE.tense(f) for f in ("visitará", "visitó", "visitaría", "prefería")]
        ['Fut', None, 'Cnd', None]
        """
        if form.endswith(_FUTURE):
            return "Fut"
        if form.endswith(_CONDITIONAL):
            stem = form.rpartition("í")[0]
            if stem.endswith(_STEMS) and not stem.endswith(_IMPERFECT) and stem != "abr":
                return "Cnd"
        return None


PROFILE = Spanish()
