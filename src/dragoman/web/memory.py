"""What was computed once and still holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")


class Memory:
    """Answers by what they depend on; the ones used longest ago are forgotten first.

    A key holds the ledger's revision, so that nothing outlives a change.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, object] = OrderedDict()

    def of(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """The answer of a key, computed if it is not known.

        >>> memory = Memory()
        >>> memory.of("a", lambda: 1), memory.of("a", lambda: 2)
        (1, 1)
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Value, self._kept[key])
        value = compute()
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
