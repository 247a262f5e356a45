"""A relation in one of its layouts."""

from __future__ import annotations

from dragoman.model import UsageError
from dragoman.model.relation import Relation

RELATION_FORMATS = ("table", "md", "json")


def rendered(
    name: str,
    relation: Relation,
    width: int | None = None,
    colour: bool = False,
    limit: int | None = None,
) -> str:
    """A relation as text.

    Args:
        name: one of `RELATION_FORMATS`.
        width, colour: of the terminal, for the table.
        limit: lines of each section, for table and page; None for all.

    Raises:
        UsageError: there is no such layout.
    """
    # Modules are imported when they are asked for: rich loads slowly.
    if name == "table":
        from dragoman.export.relation_table import table

        return table(relation, width, colour, limit)
    if name == "md":
        from dragoman.export.relation_markdown import markdown

        return markdown(relation, limit)
    if name == "json":
        from dragoman.export.relation_records import json

        return json(relation)
    raise UsageError(f"no format {name!r}; there are {', '.join(RELATION_FORMATS)}")
