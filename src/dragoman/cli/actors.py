"""`dragoman actors`: whom names can mean, and who holds which office."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import DAY, actors_option, known_language
from dragoman.cli.tables import days, format_option, print_lines, print_table

if TYPE_CHECKING:
    from dragoman.actors.roster import Roster
    from dragoman.actors.search import Candidate

on_option = click.option(
    "--on", "day", type=DAY, metavar="DATE", help="Day (2025-02-15) on which offices are asked for."
)


@click.group()
def actors() -> None:
    """Says whom names can mean and who holds which office, as readers know it."""


@actors.command()
@click.argument("name")
@on_option
@click.option("-l", "--language", metavar="CODE", help="Language of the name; else all of them.")
@actors_option
@format_option
def find(
    name: str, day: datetime | None, language: str | None, actors: Path | None, layout: str
) -> None:
    """Lists whom NAME can mean, and why.

    NAME is a person's, state's or organisation's in any language: Lavrov, Лаврову, Kreml, EU.
    Case and diacritics count for nothing. The exit code is 1 if nobody is called so.
    """
    from dragoman import lang
    from dragoman.actors import Extension, search
    from dragoman.model import DragomanError

    code = known_language(language)
    known = Extension.load(actors)
    on = day.date() if day else None
    found = search.find(name, known, on, (code,) if code else lang.codes())
    if not found:
        raise DragomanError(_nobody(name, code))
    if layout == "jsonl":
        print_lines(found)
        return
    print_table(("id", "name", "of", "office", "from", "to", "because"), [_row(c) for c in found])


def _nobody(name: str, code: str | None) -> str:
    """Nothing was found, and what would help."""
    where = (
        f"in {code}; without --language all languages are searched" if code else "in any language"
    )
    return (
        f"nobody is called {name!r} {where}; write the whole name or the surname, "
        "or add an actor with --actors FILE (docs/actors.md)"
    )


def _row(found: Candidate) -> tuple[str, ...]:
    because = [f"{m.how} {m.form} ({', '.join(m.languages)})" for m in found.matches]
    why = "; ".join([*because, found.note] if found.note else because)
    of, office = found.country or "", found.office or ""
    return found.id, found.name, of, office, *days(found.start, found.end), why


@actors.command()
@click.argument("whom")
@on_option
@click.option(
    "-l",
    "--language",
    metavar="CODE",
    default="en",
    show_default=True,
    help="Language in which institutions are named.",
)
@actors_option
@format_option
def show(whom: str, day: datetime | None, language: str, actors: Path | None, layout: str) -> None:
    """Lists who holds which office of WHOM on a day.

    WHOM is a state (RUS), an organisation (EUR), or a person (sergey_lavrov), of whom all offices
    are listed. For a state its codes, memberships and institutions follow. The day is today if
    none is given.
    """
    from dragoman.actors import Extension
    from dragoman.actors.roster import Question

    code = known_language(language) or "en"
    on = day.date() if day else date.today()
    roster = Question(Extension.load(actors), on, code).about(whom)
    if layout == "jsonl":
        print_lines([roster])
        return
    _print_roster(roster)


def _print_roster(roster: Roster) -> None:
    facts = "".join(f" · {name} {value}" for name, value in roster.facts)
    person = roster.kind == "person"
    click.echo(f"{roster.name} [{roster.id}]{facts}" + ("" if person else f" · on {roster.day}"))
    click.echo()
    if person:
        rows = [(t.office, t.of, *days(t.start, t.end)) for t in roster.terms]
        print_table(("office", "of", "from", "to"), rows)
    elif roster.terms:
        terms = [(t.office, t.name, t.id, *days(t.start, t.end)) for t in roster.terms]
        print_table(("office", "held by", "id", "from", "to"), terms)
    else:
        click.echo("No office holders are known for that day.")
    if roster.members:
        click.echo()
        members = [(m.id, m.name, *days(m.start, m.end)) for m in roster.members]
        print_table(
            ("member of" if roster.kind == "state" else "members", "", "from", "to"), members
        )
    if roster.institutions:
        click.echo()
        bodies = [(b.name, b.id, ", ".join(b.called)) for b in roster.institutions]
        print_table(("institution", "id", "called"), bodies)
    click.echo()
    click.echo(_completeness(roster))


def _completeness(roster: Roster) -> str:
    """As of which day the tables are complete, and whether more was asked of them."""
    complete = f"Office holders are complete as of {roster.complete}."
    if roster.kind != "person" and roster.day > roster.complete:
        return f"{complete} Whoever took office later is missing; see docs/actors.md."
    return complete
