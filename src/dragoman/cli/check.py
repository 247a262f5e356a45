"""`dragoman check`: whether what people write by hand is in order."""

from __future__ import annotations

import sys

import click

from dragoman.cli.errors import ALL_WELL, SOME_FAILED


@click.group()
def check() -> None:
    """Checks what people write by hand."""


@check.command()
@click.argument("languages", nargs=-1, metavar="[CODE]...")
@click.option("--untried", is_flag=True, help="List the lemmas that no case tries.")
def lexicon(languages: tuple[str, ...], untried: bool) -> None:
    """Checks the lexicons of some languages, or of all.

    Shape, unknown acts, lemmas without forms, entries that stand twice or can never hold, and
    which lemmas no case tries. The exit code is 1 if there is a problem; each says what to do.
    """
    from dragoman import lang
    from dragoman.lexicon import check as look
    from dragoman.ontology import Ontology

    ontology, code = Ontology.load(), ALL_WELL
    for report in (look(language, ontology) for language in languages or lang.codes()):
        click.echo(
            f"{report.code}: {report.entries} entries of {report.lemmas} lemmas, {report.cases} "
            f"cases; {len(report.problems)} problems; no case for {len(report.untried)} lemmas"
        )
        for problem in report.problems:
            code = SOME_FAILED
            click.echo(f"  {problem.file}, line {problem.line}: {problem.what}; {problem.remedy}")
        if untried and report.untried:
            click.echo(f"  no case: {', '.join(report.untried)}")
    sys.exit(code)
