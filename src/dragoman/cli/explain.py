"""`dragoman explain` and `dragoman parse`: how texts are read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.options import (
    actors_option,
    declared,
    judge_option,
    language_option,
    published_option,
    settings,
    sources,
)

if TYPE_CHECKING:
    from dragoman.model import Document
    from dragoman.pipeline import Reader
    from dragoman.text import Declared


@click.command()
@click.argument("path")
@language_option
def parse(path: str, language: str | None) -> None:
    """Prints the sentences of PATH (or -) as CoNLL-U, the format of treebanks."""
    from dragoman.export.conllu import conllu
    from dragoman.pipeline import Reader

    reader = Reader()
    for document in _documents(reader, path, declared(language, None)):
        for tree in reader.trees(document):
            click.echo(conllu(tree))


@click.command()
@click.argument("text")
@language_option
@published_option
@actors_option
@judge_option
def explain(
    text: str,
    language: str | None,
    published: datetime | None,
    actors: Path | None,
    judge: bool,
) -> None:
    """Shows how TEXT (a sentence, a path, or -) is read: tree, mentions, claims, rules, judge."""
    from dragoman.explain import lines
    from dragoman.pipeline import Reader

    about = declared(language, published)
    reader = Reader(settings(actors, judge))
    for document in _documents(reader, text, about, sentence=True):
        for report in reader.explain(document):
            for line in lines(report):
                click.echo(line)


def _documents(
    reader: Reader, text: str, about: Declared, sentence: bool = False
) -> Iterator[Document]:
    """The documents behind a path, or the one that is a sentence itself.

    Raises:
        DocumentError: nothing can be made of one of them; says why.
    """
    from dragoman.model import DocumentError

    if sentence and text != "-" and not os.path.lexists(text):
        found = iter([reader.texts.document(text, about)])
    else:
        found = (reader.texts.read(source) for source in sources((text,), about))
    for document in found:
        if document.note is not None:
            raise DocumentError(document.source, document.note)
        yield document
