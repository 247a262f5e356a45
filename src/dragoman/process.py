"""How a process of ours behaves beside others."""

from __future__ import annotations

import gc
import os

POLITE = 10  # how far those that read stand back, as nice(1) counts
SELDOM = (100_000, 50, 50)  # new objects, and younger searches, before garbage is searched for


def stand_back() -> None:
    """Lets who looks at a ledger, or works at the machine, go before this process.

    Where nobody does, it costs nothing.
    """
    if hasattr(os, "nice"):
        os.nice(max(0, POLITE - os.nice(0)))


def search_seldom() -> None:
    """Searches for rings of garbage seldom: our records make next to none, and there are many.

    Events and threads of 100,000 documents are computed in three quarters of the time.
    """
    gc.set_threshold(*SELDOM)
