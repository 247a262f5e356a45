"""Which texts copy which: one agency report in many papers is one origin.

A text is kept as the smallest hashes of its runs of words. What two texts of any length have in
common can be told from these: also a shortened text with another headline. Texts about one thing
by two hands have words in common, but few runs of words.
"""

from __future__ import annotations

import re
import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dragoman.model import Document, LedgerError, RegionKind

RUN = 4  # words of a run
KEPT = 64  # hashes kept of a text
KEYS = 12  # of these, by how many texts that may be alike are found
NUMBERS = 12  # hashes of numbers kept
SHARED = 0.55  # share of the shorter text's runs that a copy has in common with the longer
SHARED_SHORT = 0.8  # the same for texts of few runs
SHORT = 40  # runs below which a text is short
FEWEST = 8  # compared hashes below which nothing is said
SAME_NUMBERS = 0.4  # share of numbers in common below which a text is this week's bulletin
FEWEST_NUMBERS = 3
LONGEST = 14  # days after which nobody copies a report
LAST = date.max.toordinal()
HEADER = struct.Struct("<iHBB")  # day of publication or 0, runs, hashes, hashes of numbers
MOST_RUNS = 65_535
WORD = re.compile(r"\w+")
PRIMES = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)


@dataclass(frozen=True, slots=True)
class Signature:
    """What is kept of a text to compare it by.

    Attributes:
        day: ordinal of the day of publication, or 0.
        runs: how many different runs of words the text has.
        hashes, numbers: the smallest hashes of its runs and of its numbers, in order.
    """

    day: int
    runs: int
    hashes: tuple[int, ...]
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, text: str, published: date | None = None) -> Signature:
        """The signature of a text."""
        words = WORD.findall(text.casefold())
        codes = np.fromiter(map(zlib.crc32, map(str.encode, words)), np.uint64, len(words))
        runs, hashes = _runs(codes)
        numbers = {zlib.crc32(word.encode()) for word in words if word.isdigit()}
        return cls(
            published.toordinal() if published is not None else 0,
            min(runs, MOST_RUNS),
            hashes,
            tuple(sorted(numbers)[:NUMBERS]),
        )

    def pack(self) -> bytes:
        """As it is stored: at most three hundred bytes."""
        header = HEADER.pack(self.day, self.runs, len(self.hashes), len(self.numbers))
        return header + np.array((*self.hashes, *self.numbers), dtype="<u4").tobytes()

    @classmethod
    def unpack(cls, packed: bytes) -> Signature:
        """The signature that was stored.

        Raises:
            LedgerError: these are not the bytes of one.
        """
        try:
            day, runs, hashes, numbers = HEADER.unpack_from(packed)
            values = np.frombuffer(packed, dtype="<u4", offset=HEADER.size).tolist()
        except (struct.error, ValueError) as error:
            raise LedgerError(f"a stored signature is damaged ({error}); sign it again") from error
        if len(values) != hashes + numbers:
            raise LedgerError("a stored signature is cut off; sign its document again")
        return cls(day, runs, tuple(values[:hashes]), tuple(values[hashes:]))


class Copies:
    """Finds the document that a document copies, among those that came before."""

    def signature(self, document: Document) -> bytes:
        """What is kept of a document; its headline and boilerplate are left out."""
        parts = [
            document.text[region.start : region.end]
            for region in document.regions
            if region.kind not in (RegionKind.BOILERPLATE, RegionKind.TITLE)
        ]
        text = "\n".join(parts) or document.text
        return Signature.of(text, document.published).pack()

    def bands(self, signature: bytes) -> Sequence[int]:
        """Numbers of which texts that are alike share at least one."""
        return Signature.unpack(signature).hashes[:KEYS]

    def days(self, document: Document) -> tuple[date, date] | None:
        """Between which days a copy, or what is copied, was published; None: on any."""
        day = document.published
        if day is None:
            return None
        first, last = max(day.toordinal() - LONGEST, 1), min(day.toordinal() + LONGEST, LAST)
        return date.fromordinal(first), date.fromordinal(last)

    def origin(self, signature: bytes, others: Iterable[tuple[str, bytes]]) -> str | None:
        """The first of some documents that this one copies; None if it copies none of them."""
        own = Signature.unpack(signature)
        for identity, other in others:
            # A bulletin that has the same frame every day has thousands of others to compare with.
            if not _far(own.day, day_of(other)) and is_copy(own, Signature.unpack(other)):
                return identity
        return None


def is_copy(one: Signature, other: Signature) -> bool:
    """Whether the two texts are one report: the shorter stands for the most part in the longer."""
    if _far(one.day, other.day):
        return False
    shared, compared = _shared(one.hashes, other.hashes, KEPT)
    short = min(one.runs, other.runs) < SHORT
    if compared < FEWEST or shared < (SHARED_SHORT if short else SHARED) * compared:
        return False
    fewest = min(len(one.numbers), len(other.numbers))
    if fewest < FEWEST_NUMBERS:
        return True
    shared, compared = _shared(one.numbers, other.numbers, NUMBERS)
    return shared >= SAME_NUMBERS * compared


def day_of(packed: bytes) -> int:
    """The ordinal of the day of publication of a stored signature, or 0.

    Raises:
        LedgerError: these are not the bytes of one.
    """
    try:
        return int(HEADER.unpack_from(packed)[0])
    except struct.error as error:
        raise LedgerError(f"a stored signature is damaged ({error}); sign it again") from error


def _far(one: int, other: int) -> bool:
    """Whether two texts were published too far apart for one to copy the other."""
    return bool(one and other) and abs(one - other) > LONGEST


def _runs(codes: np.ndarray[tuple[int], np.dtype[np.uint64]]) -> tuple[int, tuple[int, ...]]:
    """How many different runs of words there are, and the smallest of their hashes, in order."""
    if len(codes) < RUN:
        return 0, ()
    ends = len(codes) - RUN + 1
    mixed = np.zeros(ends, dtype=np.uint64)
    for place in range(RUN):
        mixed = mixed + codes[place : place + ends] * np.uint64(PRIMES[place])
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(PRIMES[0])
    found = np.unique(mixed >> np.uint64(32))
    return len(found), tuple(found[:KEPT].tolist())


def _shared(one: Sequence[int], other: Sequence[int], kept: int) -> tuple[int, int]:
    """How many hashes of the shorter text the longer has too, of how many that can be compared.

    Both are in order. A full signature holds all hashes of its text up to its largest one and none
    beyond.
    """
    for full in (one, other):
        if len(full) >= kept:
            one, other = (hashes[: bisect_right(hashes, full[-1])] for hashes in (one, other))
    return len({*one} & {*other}), min(len(one), len(other))
