"""The shapes of a project's file of actors, and what is wrong with one that has others."""

from __future__ import annotations

import re

import msgspec

from dragoman.actors.marked import Marked, Mistake, Step

Names = dict[str, tuple[str, ...] | str]

UNKNOWN = re.compile(r"unknown field `(.+?)`")
MISSING = re.compile(r"missing required field `(.+?)`")
PLACE = re.compile(r" - at `\$(.*)`$")
STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
BEGIN = "write a list under “actors:”, its elements beginning with “- id: …”"
REMEDIES = {
    "Expected `bool`": "write true or false",
    "Expected `array": "write a list: [one, two]",
    "Expected `str | array": "write a list: [one, two]",
    "Expected `object`": "write fields, each as “name: value”",
    "Expected `str`": "write a text",
}


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mapping of the file: a field that is not known is a mistake."""


class Office(Shape, frozen=True, kw_only=True):
    """An office that a person holds or held; without a country that of the person."""

    office: str
    country: str = ""
    start: str = msgspec.field(default="", name="from")
    end: str = msgspec.field(default="", name="to")


class PersonEntry(Shape, frozen=True, kw_only=True, tag_field="kind", tag="person"):
    """Somebody with an office, or several; what is left out of a known person stays.

    Attributes:
        names: written-out forms by language code, "*" for all languages.
        surname: whether the last word of each of the names means the person too.
        common: whether the surname does so only beside the office or behind the full name.
    """

    id: str
    name: str = ""
    country: str = ""
    office: str = ""
    start: str = msgspec.field(default="", name="from")
    end: str = msgspec.field(default="", name="to")
    offices: tuple[Office, ...] = ()
    names: Names = {}
    woman: bool | None = None
    surname: bool = True
    common: bool | None = None


class OrganisationEntry(Shape, frozen=True, kw_only=True, tag_field="kind", tag="organisation"):
    """An organisation, company or other body, of a country or of none."""

    id: str
    name: str = ""
    country: str = ""
    sector: str = ""
    names: Names = {}


class GroupEntry(Shape, frozen=True, kw_only=True, tag_field="kind", tag="group"):
    """An armed group or movement, of a country or of none."""

    id: str
    name: str = ""
    country: str = ""
    sector: str = ""
    names: Names = {}


class StateNameEntry(Shape, frozen=True, kw_only=True, tag_field="kind", tag="state_name"):
    """Further names of a state.

    Attributes:
        sort: country, adjective, people (its inhabitants), capital, place (a city or region), or
            seat (of its government, or of a body: id "FRA/foreign_ministry").
    """

    id: str
    names: Names
    sort: str = msgspec.field(default="country", name="as")


Entry = PersonEntry | OrganisationEntry | GroupEntry | StateNameEntry
KINDS: dict[str, type[Shape]] = {
    "person": PersonEntry,
    "organisation": OrganisationEntry,
    "group": GroupEntry,
    "state_name": StateNameEntry,
}


def entries(marked: Marked) -> tuple[list[tuple[int, Entry]], list[Mistake]]:
    """The entries of a file with their places in its list, and the mistakes of those that are
    none."""
    found: list[tuple[int, Entry]] = []
    mistakes = list(marked.repeated())
    top = marked.value
    if not isinstance(top, dict) or not isinstance(top.get("actors"), list):
        return [], [*mistakes, Mistake(marked.line("actors"), f"there is no list; {BEGIN}")]
    for key in top:
        if key != "actors":
            mistakes.append(Mistake(marked.line(key), f"unknown key {key!r}; {BEGIN}"))
    for place, value in enumerate(top["actors"]):
        try:
            found.append((place, msgspec.convert(value, Entry, strict=False)))
        except msgspec.ValidationError as error:
            mistakes.append(_explained(marked, place, value, str(error)))
    return found, mistakes


def _explained(marked: Marked, place: int, value: object, message: str) -> Mistake:
    """What msgspec says, in words for whoever wrote the file."""
    at = PLACE.search(message)
    steps: list[Step] = []
    for name, index in STEP.findall(at[1].partition("[...]")[0] if at else ""):
        steps.append(name or int(index))
    where: list[Step] = ["actors", place, *steps]
    kind = value.get("kind") if isinstance(value, dict) else None
    unknown, missing = UNKNOWN.search(message), MISSING.search(message)
    if unknown:
        shape = Office if steps else KINDS[str(kind)]
        fields = ", ".join(f.encode_name for f in msgspec.structs.fields(shape))
        what = f"unknown field {unknown[1]!r}; there are kind, {fields}"
        return Mistake(marked.line(*where, unknown[1]), what.replace("kind, office", "office"))
    if "kind" in (steps[-1:] or [missing[1] if missing else ""]):
        what = f"kind must be one of {', '.join(KINDS)}" + (f", not {kind!r}" if kind else "")
    elif missing:
        what = f"{missing[1]!r} is missing; write “{missing[1]}: …”"
    else:
        remedy = next((r for said, r in REMEDIES.items() if message.startswith(said)), BEGIN)
        field = next((s for s in reversed(steps) if isinstance(s, str)), "an actor")
        said = PLACE.sub("", message).replace("`", "").lower()
        what = f"{field}: {said}; {remedy}"
    return Mistake(marked.line(*where), what)
