"""Documents that visitors add: read one after the other in a thread of their own."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from threading import Lock
from typing import TypeVar

from dragoman.ledger import Known, Ledger, open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import DragomanError, Reading
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared, Source, of_bytes
from dragoman.web.shelf import Busy
from dragoman.workers import Failure, Skipped, read_one

WAITED = 20.0  # seconds that a question to the reader waits
Told = TypeVar("Told")
KEPT = 50  # jobs that are remembered
TOLD = 500  # results of a job that are remembered


class Stage(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    READING = "reading"
    JOINING = "joining"  # events and threads are brought up to date
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Upload:
    """What a visitor adds."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document.

    Attributes:
        document: its id, or None if it could not be read.
        change: "new", "again" …, or "failed".
        claims: how many it has.
        reason: why there is none, or what is wrong.
    """

    source: str
    document: str | None
    change: str
    claims: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """What some visitor adds at once, and how far it is."""

    id: str
    names: tuple[str, ...]
    total: int
    stage: Stage = Stage.WAITING
    read: int = 0
    failed: int = 0
    claims: int = 0
    results: tuple[Result, ...] = ()
    reason: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will become of it."""
        return self.stage in (Stage.DONE, Stage.FAILED)


class Jobs:
    """Reads what is added; one job after the other.

    Args:
        open_: opens the ledger; a connection is opened for each job.
    """

    def __init__(
        self,
        address: str,
        settings: Settings,
        tables: Tables,
        today: Callable[[], date],
        open_: Callable[[str], Ledger] = open_ledger,
    ) -> None:
        self._address = address
        self._settings = settings
        self._tables = tables
        self._today = today
        self._open = open_
        self._lock = Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._reader: Reader | None = None
        self._thread = ThreadPoolExecutor(1, "adding")

    def add(self, uploads: Sequence[Upload], about: Declared) -> Job:
        """Begins to read; the job as it stands."""
        sources = [s for upload in uploads for s in of_bytes(upload.name, upload.data, about)]
        job = Job(secrets.token_hex(6), tuple(upload.name for upload in uploads), len(sources))
        self._tell(job)
        self._thread.submit(self._run, job, sources)
        return job

    def refresh(self) -> None:
        """Brings events and threads up to date where a broken off `add` has left them behind."""
        self._thread.submit(self._refresh)

    def job(self, identity: str) -> Job | None:
        """A job as it stands now."""
        with self._lock:
            return self._jobs.get(identity)

    def recent(self) -> tuple[Job, ...]:
        """The jobs that are remembered, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def explain(self, ask: Callable[[Reader], Iterator[Told]]) -> tuple[Told, ...]:
        """What the reader says of a document, when it is free.

        Raises:
            Busy: it reads what was added, for longer than a visitor waits.
        """
        asked = self._thread.submit(lambda: tuple(ask(self._loaded())))
        try:
            return asked.result(WAITED)
        except TimeoutError:
            asked.cancel()
            raise Busy("documents are being read; ask again when that is done") from None

    def close(self) -> None:
        """Gives up what waits; what is being read is finished."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _loaded(self) -> Reader:
        if self._reader is None:
            self._reader = Reader(self._settings)
        return self._reader

    def _tell(self, job: Job) -> Job:
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        return job

    def _refresh(self) -> None:
        with self._open(self._address) as ledger:
            self._join(ledger)

    def _join(self, ledger: Ledger) -> None:
        for _ in find_copies(ledger, Copies()):
            pass
        for _ in rebuild(ledger, self._tables.rules, self._today()):
            pass

    def _run(self, job: Job, sources: Sequence[Source]) -> None:
        job = self._tell(replace(job, stage=Stage.READING))
        try:
            with self._open(self._address) as ledger:
                for source in sources:
                    job = self._tell(self._read(ledger, job, source))
                job = self._tell(replace(job, stage=Stage.JOINING))
                self._join(ledger)
            self._tell(replace(job, stage=Stage.DONE))
        except DragomanError as error:
            self._tell(replace(job, stage=Stage.FAILED, reason=str(error)))
        except Exception as error:
            # A thread that dies silently would leave the visitor waiting for ever.
            reason = f"{type(error).__name__}: {error}"
            self._tell(replace(job, stage=Stage.FAILED, reason=reason))
            raise

    def _read(self, ledger: Ledger, job: Job, source: Source) -> Job:
        outcome = read_one(self._loaded(), source, ledger.knows)
        result = _kept(ledger, source, outcome)
        return replace(
            job,
            read=job.read + 1,
            failed=job.failed + (result.document is None),
            claims=job.claims + result.claims,
            results=(*job.results, result)[-TOLD:],
        )


def _kept(ledger: Ledger, source: Source, outcome: Reading | Failure | Skipped) -> Result:
    """Keeps what was read of one source."""
    if isinstance(outcome, Failure):
        return Result(outcome.source, None, "failed", 0, outcome.reason)
    document = outcome.document
    if not document.text:
        return Result(document.source, None, "failed", 0, "empty")
    if document.source == source.name:
        # Two texts under one name ("report.txt") are two documents, not versions of one.
        document = replace(document, source=f"{document.source}#{_digest(document.text)}")
    if isinstance(outcome, Skipped):
        (change,) = ledger.add([Known(document, outcome.run)])
        return Result(source.name, document.id, str(change), 0, None)
    (change,) = ledger.add([replace(outcome, document=document)])
    return Result(source.name, document.id, str(change), len(outcome.claims), outcome.note)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
