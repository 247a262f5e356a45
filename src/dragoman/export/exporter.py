"""What every export of a ledger is: something that writes claims or events to a stream of bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from dragoman.export.happening import happening
from dragoman.export.layout import DEFAULTS, Layout, Options, line
from dragoman.export.shape import Happening
from dragoman.model import Account, Basis, Event, Status
from dragoman.ontology import Crosswalk

CLAIMS, EVENTS = "claims", "events"
HAPPENED = (Status.OCCURRED, Status.ONGOING)
NOT_HAPPENED = "not said to have happened"
NO_DAY = "without a day of its own"
NO_DAY_AT_ALL = "without any day"
NO_SIDE = "without anybody who does it"
NO_RECIPIENT = "without a recipient, which the type demands"


@dataclass(slots=True)
class Tally:
    """How many were written as how many rows, and how many were left out, by reason."""

    written: int = 0
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Context:
    """What an export is made with.

    Attributes:
        of: `CLAIMS` or `EVENTS`.
        beside: a second stream, for what the layout has no column for, or None.
        length: how many characters a document has, by its id.
    """

    walk: Crosswalk
    of: str
    options: Options = DEFAULTS
    beside: BinaryIO | None = None
    length: Callable[[str], int] | None = None


class Exporter(Protocol):
    """Writes claims or events, one after the other, and never keeps them."""

    tally: Tally

    def begin(self) -> None:
        """Writes what comes first."""
        ...

    def write(self, item: Account | Event) -> None:
        """Writes a claim or an event, or counts it as left out."""
        ...

    def end(self) -> None:
        """Writes what comes last."""
        ...


class Table:
    """A layout of fixed columns, with a second table beside it for what has no column there."""

    def __init__(self, stream: BinaryIO, context: Context, layout: Layout) -> None:
        self.tally = Tally()
        self._stream, self._context, self._layout = stream, context, layout

    def begin(self) -> None:
        """The header, where there is one."""
        if self._layout.header:
            self._put(line(self._layout.columns))
        if self._context.beside is not None:
            self._context.beside.write(line(BESIDE).encode())

    def write(self, item: Account | Event) -> None:
        """The rows of a claim or an event."""
        found = happening(item, self._context.walk)
        reason = why_not(found, self._context) or day_missing(found, self._context.options)
        if reason is not None:
            self.tally.left_out[reason] += 1
            return
        found = on_some_day(found)
        last = None
        for row in self._layout.rows(found):
            self._put(line(row))
            self.tally.rows += 1
            # Mentions of one event stand together and share its number.
            if self._context.beside is not None and row[0] != last:
                self._context.beside.write(line(beside(row[0], found)).encode())
            last = row[0]
        self.tally.written += 1

    def end(self) -> None:
        """Nothing comes after the rows."""

    def _put(self, text: str) -> None:
        self._stream.write(text.encode())


def why_not(found: Happening, context: Context) -> str | None:
    """Why a layout that cannot say whether it has happened leaves something out, or None.

    What is planned is written where its type is that of the announcement: an agreement to meet.
    """
    if not found.actors:
        return NO_SIDE
    own = found.own
    if own is None or context.options.every_status or own.status in HAPPENED:
        return None
    if own.status is Status.PLANNED and context.walk.announced(found.type):
        return None
    return NOT_HAPPENED


def day_missing(found: Happening, options: Options) -> str | None:
    """Why a layout that cannot say what a day rests on leaves something out, or None."""
    basis = None if found.own is None else found.own.basis
    if found.start is not None and (basis is not Basis.PUBLISHED or options.undated):
        return None
    if found.start is None and found.published is None:
        return NO_DAY_AT_ALL
    return None if options.undated else NO_DAY


def on_some_day(found: Happening) -> Happening:
    """A happening on the day of its publication, and saying so, where it has no day of its own."""
    if found.start is not None:
        return found
    own = None if found.own is None else replace(found.own, basis=Basis.PUBLISHED)
    return replace(found, start=found.published, end=found.published, own=own)


# Columns of the table that goes beside a layout: what it has no room for.
BESIDE = (
    "row", "dragoman_id", "dragoman_of", "dragoman_act", "dragoman_type", "dragoman_status",
    "dragoman_date_basis", "dragoman_date_precision", "dragoman_date_end", "dragoman_claimant",
    "dragoman_claim_stance", "dragoman_topics", "dragoman_confidence", "dragoman_origins",
    "dragoman_document_hash",
)  # fmt: skip
OWN_VOICE, UNNAMED = "itself", "unnamed"  # claimants without a code


def beside(row: str, found: Happening) -> tuple[str, ...]:
    """The row of the second table that goes with a row of the layout."""
    own = found.own
    assert own is not None  # what comes from a ledger has it
    return (
        row, found.id, own.of, own.act, found.type, str(own.status), str(own.basis or ""),
        str(own.precision or ""), found.end.isoformat() if found.end else "",
        ";".join(voice(claimant) for claimant in own.claimants), str(own.stance or ""),
        ";".join(own.topics), "" if own.confidence is None else f"{own.confidence:g}",
        str(own.origins), ";".join(own.documents),
    )  # fmt: skip


def voice(claimant: str | None) -> str:
    """A claimant as a cell: its code, or a word for those who have none."""
    return OWN_VOICE if claimant is None else claimant or UNNAMED
