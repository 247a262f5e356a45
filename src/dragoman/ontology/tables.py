"""Tables of the ontology that are made by a tool: tab-separated, with a header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.model import LexiconError


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by the names of its columns.

    Raises:
        LexiconError: it cannot be read, or a row has not as many cells as the header.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise LexiconError(
                f"{path}:{number}: {len(cells)} cells, not {len(header)}; run `make crosswalk`"
            )
        else:
            yield dict(zip(header, cells, strict=True))


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell, parted by commas."""
    return tuple(cell.split(",")) if cell else ()
