"""Options that several commands share, and what they become."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.settings import Settings
    from dragoman.text import Declared, Source

DAY = click.DateTime(["%Y-%m-%d"])

language_option = click.option(
    "-l", "--language", metavar="CODE", help="Language of the documents; else it is detected."
)
published_option = click.option(
    "--published",
    type=DAY,
    metavar="DATE",
    help="Date of publication (2025-02-12), which dates words such as “yesterday”.",
)
actors_option = click.option(
    "--actors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="YAML file of actors that are added to the known ones or override them.",
)
judge_option = click.option(
    "--judge/--no-judge",
    default=True,
    show_default=True,
    help="Whether the learned judge reads beside the rules.",
)

workers_option = click.option(
    "-w",
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that read; one a core is best.",
)


def settings(actors: Path | None, judge: bool = True) -> Settings:
    """The settings of a reader; a file of actors is read once to see whether it can be.

    Raises:
        UsageError: it cannot; names file, line and remedy.
    """
    from dragoman.settings import Settings

    if actors is not None:
        from dragoman.actors import Extension

        Extension.load(actors)
    return Settings(actors=actors, judge=judge)


def known_language(code: str | None) -> str | None:
    """A code for which there is a language, or None for none.

    Raises:
        click.BadParameter: there is no such language.
    """
    from dragoman import lang

    if code is not None and code not in lang.codes():
        raise click.BadParameter(
            f"{code!r} is not one of {', '.join(lang.codes())}", param_hint="--language"
        )
    return code


def declared(language: str | None, published: datetime | None) -> Declared:
    """What the caller says about the documents."""
    from dragoman.text import Declared

    day = published.date() if published else None
    return Declared(language=known_language(language), published=day)


def sources(paths: tuple[str, ...], about: Declared) -> Iterator[Source]:
    """What is behind the paths; "-" is standard input."""
    from dragoman.text import discover

    return discover(paths, about, sys.stdin.buffer)
