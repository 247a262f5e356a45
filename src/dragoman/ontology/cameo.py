"""CAMEO's codes: names, scores, quad classes, and what they are in PLOVER."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dragoman.model import LexiconError
from dragoman.ontology.tables import rows, words

ROOT, BASE = 2, 3  # figures of a root and of a base code


class Scale(StrEnum):
    """Tables of Goldstein scores that circulate: they differ in four codes."""

    GDELT = "gdelt"
    ICEWS = "icews"


class Quads(StrEnum):
    """Schemes of quad classes over CAMEO: they differ in three roots."""

    GDELT = "gdelt"
    PHOENIX = "phoenix"


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A code of CAMEO.

    Attributes:
        goldstein, icews: its score in GDELT's and in ICEWS's table, None where that has none.
        quad, phoenix: its quad class in GDELT (1 to 4) and in Phoenix (0: none).
        types: PLOVER types of the repaired map: none for 01 and 02, two for 08.
    """

    code: str
    name: str
    goldstein: float | None
    icews: float | None
    quad: int
    phoenix: int
    types: tuple[str, ...]
    modes: tuple[str, ...]
    contexts: tuple[str, ...]

    @property
    def root(self) -> str:
        """The root code: two figures."""
        return self.code[:ROOT]

    @property
    def base(self) -> str:
        """The base code: three figures, or the root itself."""
        return self.code[:BASE]


@dataclass(frozen=True, slots=True)
class Cameo:
    """All codes of CAMEO by their figures, which are strings: leading zeros count."""

    codes: Mapping[str, CameoCode]

    @classmethod
    def load(cls, path: Path | None = None) -> Cameo:
        """The table of the package, or of another file.

        Raises:
            LexiconError: it is malformed.
        """
        path = path or Path(__file__).with_name("cameo.tsv")
        return cls({row["code"]: _code(row) for row in rows(path)})

    def __getitem__(self, code: str) -> CameoCode:
        """The code of these figures.

        Raises:
            LexiconError: there is none.
        """
        try:
            return self.codes[code]
        except KeyError:
            raise LexiconError(f"no CAMEO code {code!r} in ontology/cameo.tsv") from None

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    def score(self, code: str, scale: Scale = Scale.GDELT) -> float:
        """The Goldstein score: of the code, or of its base or root where a table leaves it out.

        >>> Cameo.load().score("016"), Cameo.load().score("016", Scale.ICEWS)
        (-2.0, -5.0)
        """
        known = self[code]
        score = known.goldstein if scale is Scale.GDELT else known.icews
        if score is None:
            score = self.score(code[:-1], scale)
        return score

    def quad(self, code: str, scheme: Quads = Quads.GDELT) -> int:
        """The quad class in a scheme."""
        known = self[code]
        return known.quad if scheme is Quads.GDELT else known.phoenix


def _code(row: dict[str, str]) -> CameoCode:
    return CameoCode(
        code=row["code"],
        name=row["name"],
        goldstein=_score(row["goldstein"]),
        icews=_score(row["icews"]),
        quad=int(row["quad"]),
        phoenix=int(row["phoenix"]),
        types=words(row["types"]),
        modes=words(row["modes"]),
        contexts=words(row["contexts"]),
    )


def _score(cell: str) -> float | None:
    return float(cell) if cell else None
