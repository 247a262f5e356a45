"""What is on the screen as a file: JSON, JSON Lines, CSV, Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from dragoman.export.csv import safe
from dragoman.export.relation_markdown import markdown
from dragoman.export.relation_records import event_record
from dragoman.export.relation_records import record as relation_record
from dragoman.web.api import JSON, OPERATIONS, exported
from dragoman.web.desk import MissingPage
from dragoman.web.relation import found_of, whole
from dragoman.web.visit import Sent, Visit

LISTS = {
    operation.path.removeprefix("/"): operation
    for operation in OPERATIONS
    if operation.lines is not None
}
CSV, LINES, MARKDOWN = "text/csv", "application/x-ndjson", "text/markdown"


def export_list(visit: Visit) -> Sent:
    """A list with all that its filters leave.

    Raises:
        MissingPage: there is no such list, or no such format.
    """
    name, _, layout = visit.path["file"].rpartition(".")
    if name not in LISTS:
        raise MissingPage(f"no list {name!r}; there are {', '.join(LISTS)}")
    return _file(name, layout, exported(LISTS[name], visit))


def export_relation(visit: Visit) -> Sent:
    """A relation as it is shown: whole, or its events as a table.

    Raises:
        MissingPage: there is no such format.
    """
    found = found_of(visit)
    layout = visit.path["format"]
    name = f"{found.relation.first}-{found.relation.second}"
    if layout == "json":
        told = replace(found.relation, contacts=whole(visit, found.relation.contacts))
        return Sent(msgspec.json.encode(relation_record(told)), JSON, f"{name}.json")
    if layout == "md":
        return Sent(markdown(found.relation).encode(), MARKDOWN, f"{name}.md")
    return _file(name, layout, [event_record(event) for event in whole(visit, found.events)])


def _file(name: str, layout: str, records: Sequence[msgspec.Struct]) -> Sent:
    if layout == "csv":
        return Sent(table(records).encode(), CSV, f"{name}.csv")
    if layout == "json":
        return Sent(msgspec.json.encode(records), JSON, f"{name}.json")
    if layout == "jsonl":
        lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
        return Sent(lines, LINES, f"{name}.jsonl")
    raise MissingPage(f"no format {layout!r}; there are csv, json and jsonl")


def table(records: Iterable[msgspec.Struct]) -> str:
    """Records as CSV: one a row, the fields of a record in it beside each other, several values
    in a cell parted by "; "; records of which there are several in one are counted."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head: list[str] | None = None
    for record in records:
        cells = dict(_cells(msgspec.to_builtins(record)))
        if head is None:
            head = _columns(type(record))
            writer.writerow(head)
        writer.writerow([safe(cells.get(column, "")) for column in head])
    return text.getvalue()


def _columns(kind: Any, before: str = "") -> list[str]:
    """The columns of a type of records, whatever is null in the first of them."""
    found = []
    for field in msgspec.structs.fields(kind):
        inner = next((t for t in _types(field.type) if _is_record(t)), None)
        name = f"{before}{field.name}"
        found += [name] if inner is None else _columns(inner, f"{name}_")
    return found


def _types(kind: Any) -> tuple[Any, ...]:
    return (
        (kind,)
        if _is_record(kind)
        else tuple(
            t for t in getattr(kind, "__args__", ()) if getattr(kind, "__origin__", None) is None
        )
    )


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _cells(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, object]]:
    for key, value in record.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _cells(value, f"{name}_")
            yield name, "; ".join(f"{k}={v}" for k, v in value.items())
        elif isinstance(value, list | tuple):
            yield name, _several(value)
        else:
            yield name, "" if value is None else value


def _several(values: Sequence[Any]) -> object:
    if any(isinstance(value, dict) for value in values):
        names = [value.get("name") or value.get("claim") or value.get("state") for value in values]
        return "; ".join(map(str, names))
    return "; ".join(
        " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for value in values
    )
