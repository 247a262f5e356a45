"""JSON Lines: one claim a line, every field."""

from __future__ import annotations

from typing import TextIO

import msgspec

from dragoman.export.records import records
from dragoman.model import Reading


class JsonLines:
    """Writes one claim a line, UTF-8, fields in the order of the record."""

    def __init__(self, stream: TextIO, colour: bool) -> None:
        self._stream = stream
        self._encoder = msgspec.json.Encoder()

    def begin(self) -> None:
        """Nothing comes before the claims."""

    def write(self, reading: Reading) -> None:
        """One line a claim."""
        for record in records(reading):
            self._stream.write(self._encoder.encode(record).decode() + "\n")

    def end(self) -> None:
        """Nothing comes after the claims."""
