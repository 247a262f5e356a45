"""`dragoman doctor`: whether the installation is whole."""

from __future__ import annotations

import sys
from datetime import date

import click

from dragoman.cli.errors import ALL_WELL, SOME_FAILED

COLOURS = {"ok": "green", "warning": "yellow", "failure": "red"}


@click.command()
def doctor() -> None:
    """Checks the installation: program, syntax model, languages, actors, age of the data.

    The exit code is 1 if there is a warning or a failure; each says what to do.
    """
    from dragoman.doctor import State, checks

    code = ALL_WELL
    for check in checks(_today()):
        state = click.style(f"{check.state:8}", fg=COLOURS[check.state])
        click.echo(f"{state} {check.what}: {check.detail}")
        if check.remedy is not None:
            click.echo(f"{'':8} → {check.remedy}")
        if check.state is not State.OK:
            code = SOME_FAILED
    sys.exit(code)


def _today() -> date:
    return date.today()
