"""What every output format is: something that writes readings to a stream of text."""

from __future__ import annotations

from typing import Protocol

from dragoman.model import Reading


class Writer(Protocol):
    """Writes readings, one after the other, and never keeps them.

    Made with the stream to write to and whether it is a terminal that shows colours.
    """

    def begin(self) -> None:
        """Writes what comes before all readings."""
        ...

    def write(self, reading: Reading) -> None:
        """Writes the claims of one document."""
        ...

    def end(self) -> None:
        """Writes what comes after all readings."""
        ...
