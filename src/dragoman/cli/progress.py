"""Progress on standard error, on a terminal, when something takes longer than a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
PATIENCE = 1.0  # seconds before a bar appears


def progress(
    items: Iterator[Item],
    total: Callable[[], int | None] = lambda: None,
    *,
    shown: bool = True,
    label: str = "",
) -> Iterator[Item]:
    """The items, one by one; meanwhile a bar with their number, rate, and the time left.

    Args:
        total: how many there will be, or None; asked only if the bar can be shown.
        label: what they are.
    """
    if not (shown and sys.stderr.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    started, done = time.monotonic(), 0
    columns = [
        SpinnerColumn(),
        TextColumn(label),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    ]
    number = total()
    columns.append(TimeElapsedColumn() if number is None else TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=number, rate="")
    try:
        for item in items:
            done += 1
            seconds = time.monotonic() - started
            if not bar.live.is_started and seconds > PATIENCE:
                bar.start()
            bar.update(task, completed=done, rate=f"{done / max(seconds, 0.001):.1f} a second")
            yield item
    finally:
        bar.stop()
