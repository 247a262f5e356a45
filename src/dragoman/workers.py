"""Readings of many sources, in order, by one process or several."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

from dragoman.model import Document, DocumentError, DragomanError, Reading, Run
from dragoman.pipeline import Reader
from dragoman.process import search_seldom, stand_back
from dragoman.settings import Settings
from dragoman.text import Source

BATCH = 8  # sources a task: enough to hide its cost, few enough to keep results coming
AHEAD = 4  # tasks a worker that may wait or be waited for: what bounds memory


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that was not read, because what that run makes of it is known."""

    document: Document
    run: Run


Outcome = Reading | Failure
Known = Callable[[Document, Run], bool]


def read_all(
    sources: Iterable[Source], settings: Settings | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """One outcome a source, in the order of the sources, however many processes read them.

    Memory stays flat: at most `AHEAD` tasks a worker are under way. One source that fails costs
    nothing but itself.

    Raises:
        DragomanError: a worker process was killed from outside, or the model is damaged.
    """
    for outcome in read_new(sources, settings, workers):
        assert not isinstance(outcome, Skipped)  # nothing is known
        yield outcome


def read_new(
    sources: Iterable[Source],
    settings: Settings | None = None,
    workers: int = 1,
    known: Known | None = None,
) -> Iterator[Outcome | Skipped]:
    """As `read_all`, without the documents that are known.

    Args:
        known: whether what a run makes of a document is known, so that it is not read; asked in
            the processes that read, and therefore picklable.
    """
    settings = settings or Settings()
    if workers <= 1:
        reader = Reader(settings)
        for source in sources:
            yield read_one(reader, source, known)
    else:
        yield from _parallel(iter(sources), settings, workers, known)


def read_one(reader: Reader, source: Source, known: Known | None = None) -> Outcome | Skipped:
    """The outcome of one source."""
    try:
        document = reader.texts.read(source)
        if known is not None:
            run = reader.run_of(document)
            if known(document, run):
                return Skipped(document, run)
        return reader.read_document(document)
    except DocumentError as error:
        return Failure(error.source, error.reason)
    except (MemoryError, RecursionError) as error:
        return Failure(source.name, f"too large or too deep to be read ({type(error).__name__})")
    except Exception as error:
        # A mistake of ours in one text must not cost the ten thousand others.
        what = f"a mistake in dragoman ({type(error).__name__}: {error})"
        return Failure(source.name, f"{what}; please report it with the text")


def _parallel(
    sources: Iterator[Source], settings: Settings, workers: int, known: Known | None
) -> Iterator[Outcome | Skipped]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (settings, known)) as pool:
        waiting: deque[Future[list[Outcome | Skipped]]] = deque()
        try:
            for batch in _batches(sources):
                waiting.append(pool.submit(_read_batch, batch))
                if len(waiting) >= AHEAD * workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise DragomanError(
                "a worker process was ended from outside (out of memory?); use fewer workers"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _batches(sources: Iterator[Source]) -> Iterator[list[Source]]:
    while batch := list(islice(sources, BATCH)):
        yield batch


class _Worker:
    """The reader of this worker process, made when the process starts."""

    reader: Reader
    known: Known | None


def _start(settings: Settings, known: Known | None) -> None:
    # Ctrl-C reaches every process of the terminal; the first one alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stand_back()
    search_seldom()
    _Worker.reader = Reader(settings)
    _Worker.known = known


def _read_batch(batch: list[Source]) -> list[Outcome | Skipped]:
    return [read_one(_Worker.reader, source, _Worker.known) for source in batch]
