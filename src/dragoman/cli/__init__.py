"""The command line: the only room that prints or exits. One module a command or group of them."""

from __future__ import annotations

import click

from dragoman.cli.actors import actors
from dragoman.cli.add import add
from dragoman.cli.check import check
from dragoman.cli.claims import claims
from dragoman.cli.doctor import doctor
from dragoman.cli.documents import documents, search
from dragoman.cli.errors import Commands
from dragoman.cli.events import events, threads
from dragoman.cli.explain import explain, parse
from dragoman.cli.export import export
from dragoman.cli.judge import judge
from dragoman.cli.languages import languages
from dragoman.cli.open import open_
from dragoman.cli.read import read
from dragoman.cli.relate import relate
from dragoman.cli.serve import serve
from dragoman.cli.show import show
from dragoman.process import search_seldom
from dragoman.version import __version__


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dragoman")
def main() -> None:
    """Reads news and readouts about dealings between states into claims that can be checked."""
    search_seldom()


for _command in (
    read,
    relate,
    add,
    show,
    events,
    threads,
    claims,
    documents,
    search,
    open_,
    judge,
    serve,
    export,
    explain,
    parse,
    actors,
    languages,
    check,
    doctor,
):
    main.add_command(_command)
