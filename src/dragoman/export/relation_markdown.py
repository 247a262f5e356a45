"""A relation as a page in Markdown."""

from __future__ import annotations

from dragoman.export.relation_lines import sections, sparks, title
from dragoman.model.relation import Relation


def markdown(relation: Relation, limit: int | None = None) -> str:
    """The page, with a table a section."""
    lines = [f"# {title(relation)}", ""]
    for name, bars in sparks(relation):
        lines += [f"`{bars}` {name}", ""]
    for section in sections(relation, limit):
        lines += [f"## {section.title}", "", _row(section.columns)]
        lines.append(_row(tuple("---" for _ in section.columns)))
        lines += [_row(row) for row in section.rows]
        lines += ["", f"… and {section.more} more"] if section.more else []
        lines.append("")
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
