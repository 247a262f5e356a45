"""What goes wrong, as a line on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Any

import click

from dragoman.model import DragomanError, UsageError

ALL_WELL, SOME_FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """Turns what goes wrong into a line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; a traceback would help nobody."""
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except (DragomanError, OSError, KeyboardInterrupt) as error:
            if isinstance(error, OSError):
                _discard_output()
            message, code = _verdict(error)
            if message:
                click.echo(f"dragoman: {message}", err=True)
            ctx.exit(code)


def _verdict(error: BaseException) -> tuple[str, int]:
    """What to say of an error, and the exit code."""
    if isinstance(error, UsageError):
        return str(error), WRONG_USE
    if isinstance(error, BrokenPipeError):
        return "", ALL_WELL  # who read our output has seen enough ("| head"): nothing is wrong
    if isinstance(error, KeyboardInterrupt):
        return "interrupted", INTERRUPTED
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "no space left for the output; what is written so far is not complete", SOME_FAILED
    return str(error), SOME_FAILED


def _discard_output() -> None:
    """Keeps the interpreter from writing the rest of a broken output once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
