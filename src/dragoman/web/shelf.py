"""Connections to the ledger: as many as there are seats, each used by one thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from dragoman.ledger import Ledger, open_ledger
from dragoman.model import LedgerError

Answer = TypeVar("Answer")
WAITED = 15.0  # seconds that a visitor waits for a seat


class Busy(LedgerError):
    """All seats are taken, for longer than a visitor waits."""


class Seat:
    """One thread with its connection, which is opened when it is first needed."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._thread = ThreadPoolExecutor(1, "seat")
        self._ledger: Ledger | None = None

    async def ask(self, question: Callable[[Ledger], Answer], seconds: float | None) -> Answer:
        """The answer of the ledger, if it can be had in so many seconds."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(self._ask, question, seconds))

    def close(self) -> None:
        """Ends the connection and the thread."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _ask(self, question: Callable[[Ledger], Answer], seconds: float | None) -> Answer:
        if self._ledger is None:
            self._ledger = open_ledger(self._address)
        self._ledger.limit(seconds)
        try:
            return question(self._ledger)
        finally:
            # A question may have been broken off at any place.
            self._ledger.limit(None)

    def _close(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None


class Shelf:
    """The ledger, asked by several visitors at once.

    Args:
        seats: how many questions are asked at the same time.
        patience: seconds in which a question must be answered.
    """

    def __init__(self, address: str, seats: int, patience: float) -> None:
        self._patience = patience
        self._seats = [Seat(address) for _ in range(seats)]
        self._free: asyncio.Queue[Seat] | None = None

    async def ask(
        self, question: Callable[[Ledger], Answer], *, however_long: bool = False
    ) -> Answer:
        """What the ledger answers.

        Raises:
            Busy: no seat became free in time.
            LedgerError: it took too long, or the database fails.
        """
        free = self._queue()
        try:
            seat = await asyncio.wait_for(free.get(), WAITED)
        except TimeoutError:
            raise Busy("too many questions at once; try again in a moment") from None
        seconds = None if however_long else self._patience
        # A visitor who leaves does not free the seat before its thread is done.
        return await asyncio.shield(
            asyncio.ensure_future(self._answered(seat, question, seconds, free))
        )

    async def _answered(
        self,
        seat: Seat,
        question: Callable[[Ledger], Answer],
        seconds: float | None,
        free: asyncio.Queue[Seat],
    ) -> Answer:
        try:
            return await seat.ask(question, seconds)
        finally:
            free.put_nowait(seat)

    def close(self) -> None:
        """Ends all connections."""
        for seat in self._seats:
            seat.close()

    def _queue(self) -> asyncio.Queue[Seat]:
        """The free seats; made in the loop that asks for them."""
        if self._free is None:
            self._free = asyncio.Queue()
            for seat in self._seats:
                self._free.put_nowait(seat)
        return self._free
