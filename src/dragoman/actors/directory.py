"""Facts about actors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Directory:
    """States, organisations, groups, offices and their holders."""

    fingerprint: str

    @classmethod
    def load(cls, path: Path | None = None) -> Directory:
        """The directory of a folder, by default the one that comes with dragoman."""
        return cls("stub")
