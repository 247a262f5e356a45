"""What has been read, and the line that tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

NAMED = 3  # documents without claims that the closing line names for each reason


@dataclass(slots=True)
class Count:
    """What has been read so far, and how the closing line tells it."""

    read: int = 0
    claims: int = 0
    failed: int = 0
    silent: dict[str, list[str]] = field(default_factory=dict)
    unnamed: dict[str, int] = field(default_factory=dict)

    def no_claims(self, source: str, reason: str) -> None:
        """One document was read and says nothing, for a reason."""
        named = self.silent.setdefault(reason, [])
        if len(named) < NAMED:
            named.append(source)
        else:
            self.unnamed[reason] = self.unnamed.get(reason, 0) + 1

    def __str__(self) -> str:
        parts = [f"{counted(self.read, 'document')} read, {counted(self.claims, 'claim')}"]
        for reason, named in self.silent.items():
            more = self.unnamed.get(reason, 0)
            names = ", ".join(named) + (f" and {more} more" if more else "")
            parts.append(f"{len(named) + more} {reason}: {names}")
        if self.failed:
            parts.append(f"{self.failed} not read")
        return "; ".join(parts)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
