"""Readings of many sources, in order, by one process or several."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

from dragoman.model import DocumentError, DragomanError, Reading
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Source

BATCH = 8  # sources a task: enough to hide its cost, few enough to keep results coming
AHEAD = 4  # tasks a worker that may wait or be waited for: what bounds memory


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why."""

    source: str
    reason: str


Outcome = Reading | Failure


def read_all(
    sources: Iterable[Source], settings: Settings | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """One outcome a source, in the order of the sources, however many processes read them.

    Memory stays flat: at most `AHEAD` tasks a worker are under way. One source that fails costs
    nothing but itself.

    Raises:
        DragomanError: a worker process was killed from outside, or the model is damaged.
    """
    settings = settings or Settings()
    if workers <= 1:
        reader = Reader(settings)
        for source in sources:
            yield read_one(reader, source)
    else:
        yield from _parallel(iter(sources), settings, workers)


def read_one(reader: Reader, source: Source) -> Outcome:
    """The outcome of one source."""
    try:
        return reader.read_source(source)
    except DocumentError as error:
        return Failure(error.source, error.reason)
    except (MemoryError, RecursionError) as error:
        return Failure(source.name, f"too large or too deep to be read ({type(error).__name__})")


def _parallel(sources: Iterator[Source], settings: Settings, workers: int) -> Iterator[Outcome]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start, (settings,)) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
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


def _start(settings: Settings) -> None:
    # Ctrl-C reaches every process of the terminal; the first one alone answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Worker.reader = Reader(settings)


def _read_batch(batch: list[Source]) -> list[Outcome]:
    return [read_one(_Worker.reader, source) for source in batch]
