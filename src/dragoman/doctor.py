"""Whether an installation is whole: program, model, languages, actors, and how old the data are."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model import DragomanError
from dragoman.settings import Settings
from dragoman.version import __version__

OLDEST_PYTHON = (3, 11)
OLD = 400  # days after which office holders are too old for the news
REINSTALL = "install dragoman again: pip install --force-reinstall dragoman"
# What a broken installation raises: ours, a missing library, a file that is cut off or not ours.
BROKEN = (DragomanError, ImportError, OSError, ValueError, KeyError)


class State(StrEnum):
    """How a check has ended."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        remedy: what to do about it; None if nothing is to be done.
    """

    state: State
    what: str
    detail: str
    remedy: str | None = None


def checks(today: date, settings: Settings | None = None) -> Iterator[Check]:
    """Looks at everything, the quick things first."""
    yield _program()
    yield _model(settings or Settings())
    yield from _languages()
    yield from _actors(today)


def _program() -> Check:
    detail = f"{__version__}, Python {platform.python_version()}"
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        return Check(State.FAILURE, "dragoman", detail, f"use Python {wanted} or newer")
    return Check(State.OK, "dragoman", detail)


def _model(settings: Settings) -> Check:
    """Whether the syntax model is there and can be loaded."""
    started = time.perf_counter()
    try:
        from dragoman.parse import SyntaxModel

        fingerprint = SyntaxModel.fingerprint(settings.model)
        SyntaxModel.load(settings.model, settings.threads)
    except BROKEN as error:
        return Check(State.FAILURE, "syntax model", str(error), REINSTALL)
    return Check(State.OK, "syntax model", f"{fingerprint}, loads in {_since(started)}")


def _languages() -> Iterator[Check]:
    """Whether the lexicon and the names of every language can be loaded."""
    from dragoman import lang
    from dragoman.actors import Directory, Resolver

    started = time.perf_counter()
    whole: list[str] = []
    for code in lang.codes():
        try:
            Resolver(lang.load(code), Directory.load())
        except BROKEN as error:
            yield Check(State.FAILURE, f"language {code}", str(error), REINSTALL)
        else:
            whole.append(code)
    if whole:
        yield Check(State.OK, "languages", f"{', '.join(whole)}, load in {_since(started)}")
    else:
        yield Check(State.FAILURE, "languages", "there is none", REINSTALL)


def _actors(today: date) -> Iterator[Check]:
    """Whether states, organisations and people can be loaded, and how old they are."""
    from dragoman.actors import Directory

    started = time.perf_counter()
    try:
        directory = Directory.load()
    except BROKEN as error:
        yield Check(State.FAILURE, "actors", str(error), REINSTALL)
        return
    detail = (
        f"{len(directory.states)} states, {len(directory.organisations)} organisations, "
        f"{len(directory.people.by_id)} people, load in {_since(started)}"
    )
    yield Check(State.OK, "actors", detail)
    complete = directory.people.complete
    age = (today - complete).days
    detail = f"complete as of {complete}"
    if age <= OLD:
        yield Check(State.OK, "office holders", detail)
        return
    remedy = "install a newer dragoman, or name new holders with --actors FILE (docs/actors.md)"
    yield Check(State.WARNING, "office holders", f"{detail}, {age} days ago", remedy)


def _since(started: float) -> str:
    return f"{(time.perf_counter() - started) * 1000:.0f} ms"
