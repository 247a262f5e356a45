"""Lanes of a timeline: which events stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.model import LexiconError

PATH = Path(__file__).with_name("lanes.yaml")


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lane, the shape of its marks, and the types of the events in it."""

    name: str
    mark: str
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes in order, and the lane of each type."""

    lanes: tuple[Lane, ...]
    by_type: Mapping[str, int]

    @classmethod
    def load(cls, path: Path = PATH) -> Lanes:
        """The lanes of the package, or of another file.

        Raises:
            LexiconError: the file is malformed, or a type stands in two lanes.

        >>> lanes = Lanes.load()
        >>> lanes.lanes[lanes.by_type["SANCTION"]].name
        'measures'
        """
        try:
            found = msgspec.yaml.decode(path.read_bytes(), type=tuple[Lane, ...])
        except OSError as error:
            raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
        except msgspec.MsgspecError as error:
            raise LexiconError(f"{path}: {error}") from error
        by_type: dict[str, int] = {}
        for number, lane in enumerate(found):
            for kind in lane.types:
                if kind in by_type:
                    raise LexiconError(
                        f"{path}, {lane.name}: {kind} stands in {found[by_type[kind]].name} too; "
                        "keep one"
                    )
                by_type[kind] = number
        return cls(found, by_type)
