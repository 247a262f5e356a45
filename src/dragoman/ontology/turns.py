"""What an act becomes by the words around it: its content, its carrier verb, its object."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec


class Content(StrEnum):
    """How to read an act that is the content of another."""

    FREE = "free"  # coded by itself: "welcomed the talks between A and B"
    PLANNED = "planned"
    PART = "part"  # part of the governing act, not coded again
    CLAIMED = "claimed"  # claimed by whoever accuses


class Turns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """turns.yaml: tables by PLOVER type or act; see the comments there."""

    content: dict[str, Content]
    reaching: tuple[str, ...]
    suffered: tuple[str, ...]
    at_home: tuple[str, ...]
    enforced: tuple[str, ...]
    own_forces: tuple[str, ...]
    foreign: tuple[str, ...]
    performed: tuple[str, ...]
    sparing: tuple[str, ...]
    ending: tuple[str, ...]
    avenging: tuple[str, ...]
    struck: tuple[str, ...]
    answered: tuple[str, ...]
    hosted: tuple[str, ...]
    unlike: tuple[str, ...]
    spoken_of: tuple[str, ...]
    helping: tuple[str, ...]
    answers: tuple[str, ...]
    mediated: tuple[str, ...]
    unreached: tuple[str, ...]
    together: dict[str, str]
    cancel: dict[str, str]
    end: dict[str, str]
    unwilling: dict[str, str]
    refused: tuple[str, ...]
    still_to_come: tuple[str, ...]
    awaited: tuple[str, ...]
    lasting: tuple[str, ...]
    negotiated: tuple[str, ...]
    owed: str
    narrow: dict[str, dict[str, str]]

    @classmethod
    def load(cls, path: Path | None = None) -> Turns:
        """The tables of the package, or of another file."""
        path = path or Path(__file__).with_name("turns.yaml")
        return msgspec.yaml.decode(path.read_bytes(), type=cls)

    def content_of(self, act: str, kind: str) -> Content:
        """How to read what an act is about, by its name or else by its type."""
        return self.content.get(act) or self.content.get(kind, Content.FREE)

    def turned(self, carrier: str, kind: str) -> str | None:
        """The act that a carrier verb ("cancel", "end") makes of an act of this type."""
        table = {"cancel": self.cancel, "end": self.end}.get(carrier, {})
        return table.get(kind)

    def narrowed(self, act: str, about: str, kind: str) -> str:
        """The narrower act that `act` is when it is about an act of this name and type."""
        table = self.narrow.get(act, {})
        return table.get(about) or table.get(kind, act)
