"""`dragoman languages`: what is known of each language."""

from __future__ import annotations

import click


@click.command()
def languages() -> None:
    """Prints which languages are supported, how much of each is known, and how well it works.

    LAS is the share of words with the right head and relation on held-out sentences; F1 is that
    of type and parties on the development passages. docs/measures.md says what they mean.
    """
    from dragoman import lang, parse

    trees, claims = parse.measured(), lang.measured()
    click.echo(
        f"{'code':5} {'language':12} {'verbs':>6} {'nouns':>6} {'forms':>7} {'LAS':>6} {'F1':>6}"
    )
    for code in lang.codes():
        known = lang.load(code)
        verbs = {id(e) for entries in known.verbs.values() for e in entries}
        nouns = {id(e) for entries in known.nouns.values() for e in entries}
        forms = len(known.verbs) + len(known.nouns)
        las, f1 = trees.get(code), claims.get(code)
        click.echo(
            f"{code:5} {known.cues.name:12} {len(verbs):6} {len(nouns):6} {forms:7} "
            f"{'–' if las is None else f'{las:.1f}':>6} {'–' if f1 is None else f'{f1:.3f}':>6}"
        )
