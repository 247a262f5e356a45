"""Files of PLOVER, POLECAT, GDELT and ICEWS, read into the shape that all of them share.

reader = FileReader("gdelt", Crosswalk.load())
for happening in reader.read(Path("20250212.export.CSV.zip")):
    ...
print(reader.skipped, reader.bad)
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from dragoman.export import mentions, polecat
from dragoman.export.gdelt import Gdelt
from dragoman.export.icews import OPTIONAL, Icews
from dragoman.export.layout import Layout, Malformed
from dragoman.export.mentions import Mention
from dragoman.export.plover import Plover
from dragoman.export.polecat import Polecat
from dragoman.export.shape import Happening
from dragoman.model import DocumentError, UsageError
from dragoman.ontology import Crosswalk

FORMATS = ("plover", "polecat", "gdelt", "icews")
NAMED = 20  # malformed lines that are named; all are counted
Read = TypeVar("Read")
Take = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not of its layout: its number, and what is wrong with it."""

    number: int
    reason: str


class FileReader:
    """Reads files of one format, line by line; what is malformed is counted and passed over.

    Attributes:
        skipped: how many lines were malformed.
        bad: the first of them.
    """

    def __init__(self, name: str, walk: Crosswalk) -> None:
        """A reader of a format.

        Raises:
            UsageError: there is no such format.
        """
        if name not in FORMATS:
            raise UsageError(f"no format {name!r} to read; there are {', '.join(FORMATS)}")
        self.skipped = 0
        self.bad: list[BadLine] = []
        self._name, self._walk = name, walk

    def read(self, path: Path) -> Iterator[Happening]:
        """The happenings of a file, plain, in a .zip or .gz.

        Raises:
            DocumentError: it cannot be read, or its header is not of the format.
        """
        with opened(path) as stream:
            lines = enumerate(map(decoded, stream), 1)
            yield from self._good(lines, self._reading(path, lines))

    def mentions(self, path: Path) -> Iterator[Mention]:
        """The rows of a file of GDELT's mentions.

        Raises:
            DocumentError: it cannot be read.
        """
        with opened(path) as stream:
            lines = enumerate(map(decoded, stream), 1)
            yield from self._good(lines, lambda text: mentions.mention(cells_of(text)))

    def _reading(self, path: Path, lines: Iterator[tuple[int, str]]) -> Callable[[str], Happening]:
        """How lines are read, once the header has been."""
        if self._name == "plover":
            return Plover(self._walk).read
        made: dict[str, Layout] = {
            "polecat": Polecat(self._walk), "gdelt": Gdelt(self._walk), "icews": Icews(self._walk),
        }  # fmt: skip
        layout = made[self._name]
        take: Take = list
        if layout.header:
            header = cells_of(next(lines, (1, ""))[1])
            take = self._columns(path, layout, header)
        return lambda text: layout.read(take(cells_of(text)))

    def _columns(self, path: Path, layout: Layout, header: Sequence[str]) -> Take:
        """How the cells of a line are put in the layout's order: columns are known by name."""
        named = [polecat.ALIASES.get(name.strip(), name.strip()) for name in header]
        places = {name: place for place, name in reversed(list(enumerate(named)))}
        missing = [c for c in layout.columns if c not in places and c not in OPTIONAL]
        if missing:
            raise DocumentError(
                str(path),
                f"the header is not that of {self._name}: no column {', '.join(missing)}; "
                "is it a file of another format?",
            )
        # A header may have one name more than the lines have cells, or the other way round.
        least = max(places[c] for c in layout.columns if c in places) + 1
        return partial(_taken, [places.get(c) for c in layout.columns], least)

    def _good(
        self, lines: Iterator[tuple[int, str]], reading: Callable[[str], Read]
    ) -> Iterator[Read]:
        for number, text in lines:
            if not text.strip():
                continue
            try:
                found = reading(text)
            except Malformed as error:
                self.skipped += 1
                if len(self.bad) < NAMED:
                    self.bad.append(BadLine(number, str(error)))
            else:
                yield found


def _taken(places: Sequence[int | None], least: int, cells: Sequence[str]) -> Sequence[str]:
    if len(cells) < least:
        raise Malformed(f"{len(cells)} columns, not {least}")
    return ["" if place is None else cells[place] for place in places]


def cells_of(text: str) -> list[str]:
    """The cells of a line parted by tabs, without the quotation marks around some.

    >>> cells_of('7\\t"Executive"\\tCuba')
    ['7', 'Executive', 'Cuba']
    """
    return [_unquoted(cell.strip()) for cell in text.rstrip("\r\n").split("\t")]


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def decoded(line: bytes) -> str:
    """A line as text: UTF-8, or else ISO 8859-1, which some releases are in."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("iso-8859-1")


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file: those of the first in a .zip, of a .gz unpacked.

    Raises:
        DocumentError: it cannot be read; says why.
    """
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as inside:
                yield io.BufferedReader(cast(io.RawIOBase, inside))
        elif path.suffix.lower() == ".gz":
            with gzip.open(path, "rb") as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            with path.open("rb") as stream:
                yield stream
    except (OSError, EOFError, zipfile.BadZipFile, IndexError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise DocumentError(str(path), f"cannot be read: {reason.lower()}") from error
