"""Treebanks -> surface sentences: what the rule tokenizer can see, with one head a token.

Multiword tokens ("zum", "du") become one token whose head is that of the member nearest the
root, which cannot make a cycle; adjacent letters without a space (Arabic clitics) likewise;
splits at an apostrophe ("l'", "n't") stay. Chinese is parted into characters and Vietnamese into
syllables; the later parts hang on the first by the relation "syl".
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

APOSTROPHES = "'’`´"
KEPT_SUBTYPES = frozenset(
    {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent", "compound:prt", "expl:pv"}
)
HELD_OUT = 100  # last sentences of each pud-wiki file that are measured on, never trained on
MEASURED_ONLY = ("en_ewt-test", "vi_vtb-test")
SYLLABLE = "syl"
_HAN = re.compile(r"[\u3400-\u9fff〇々]|[^\u3400-\u9fff〇々]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One word line of a CoNLL-U file; `head` counts from 1, 0 is the root."""

    form: str
    upos: str
    feats: str
    head: int
    relation: str
    spaced: bool  # whether a space follows


@dataclass(frozen=True, slots=True)
class Unit:
    """One surface token; `head` counts from 1, 0 is the root."""

    form: str
    spaced: bool  # whether a space stands before it
    upos: str
    feats: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Surface:
    """One sentence as the parser sees it."""

    language: str
    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Treebanks:
    """Sentences to train on, and those to measure on by name of the set."""

    training: list[Surface]
    measuring: dict[str, list[Surface]]
    sizes: dict[str, int]


def read(folder: Path) -> Treebanks:
    """All treebanks of a folder, parted by the fixed rule above.

    Raises:
        ValueError: a file holds sentences of the news half of PUD, which never enter training.
    """
    training: list[Surface] = []
    measuring: dict[str, list[Surface]] = {}
    sizes: dict[str, int] = {}
    for path in sorted(folder.glob("*.conllu")):
        found = list(sentences(path))
        if path.stem in MEASURED_ONLY:
            measuring[path.stem] = found
            continue
        if path.stem.endswith("pud-wiki"):
            measuring[path.stem] = found[-HELD_OUT:]
            found = found[:-HELD_OUT]
        sizes[path.stem] = len(found)
        training.extend(found)
    if not training:
        raise ValueError(f"{folder}: no treebanks (*.conllu) to train on")
    return Treebanks(training, measuring, sizes)


def sentences(path: Path) -> Iterator[Surface]:
    """The sentences of a file that can be turned into surface tokens."""
    language = path.stem[:2]
    for block in path.read_text("utf-8").split("\n\n"):
        name = next(
            (line[12:] for line in block.split("\n") if line.startswith("# sent_id = ")), ""
        )
        if "pud" in path.stem and name.startswith("n"):
            raise ValueError(f"{path}: {name} is of the news half of PUD; it is for measuring only")
        rows, spans = _rows(block)
        units = _surface(rows, spans, language) if rows else None
        if units is not None:
            yield Surface(language, name, units)


def _rows(block: str) -> tuple[list[Row], dict[int, tuple[int, str, bool]]]:
    """Word lines, and multiword tokens by the number of their first word."""
    rows: list[Row] = []
    spans: dict[int, tuple[int, str, bool]] = {}
    for line in block.split("\n"):
        columns = line.rstrip("\r").split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        spaced = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            spans[first] = (last, columns[1], spaced)
        else:
            head = int(columns[6]) if columns[6].isdigit() else 0
            rows.append(Row(columns[1], columns[3], columns[5], head, columns[7], spaced))
    return rows, spans


@dataclass(frozen=True, slots=True)
class _Group:
    members: tuple[int, ...]  # numbers of the words, from 1
    form: str
    spaced: bool  # whether a space follows


def _groups(
    rows: Sequence[Row], spans: dict[int, tuple[int, str, bool]], language: str
) -> list[_Group]:
    groups: list[_Group] = []
    number = 1
    while number <= len(rows):
        if number in spans:
            last, form, spaced = spans[number]
            groups.extend(_multiword(rows, range(number, last + 1), form, spaced))
            number = last + 1
            continue
        row = rows[number - 1]
        before = groups[-1] if groups else None
        if before is not None and _grows(before, row, language):
            merged = (*before.members, number)
            groups[-1] = _Group(merged, before.form + row.form, row.spaced)
        else:
            groups.append(_Group((number,), row.form, row.spaced))
        number += 1
    return groups


def _multiword(rows: Sequence[Row], members: range, form: str, spaced: bool) -> list[_Group]:
    """One group; several where the parts meet at apostrophes ("did|n't", "l'|accord")."""
    forms = [rows[m - 1].form for m in members]
    at_apostrophes = all(_apostrophe(a, b) for a, b in itertools.pairwise(forms))
    if "".join(forms) == form and at_apostrophes:
        last = members[-1]
        return [_Group((m,), rows[m - 1].form, spaced and m == last) for m in members]
    return [_Group(tuple(members), form, spaced)]


def _apostrophe(left: str, right: str) -> bool:
    return left[-1] in APOSTROPHES or right[0] in APOSTROPHES or right.lower() in ("n't", "n’t")


def _grows(before: _Group, row: Row, language: str) -> bool:
    letters = _letters(before.form) and _letters(row.form)
    return (
        not before.spaced
        and language != "zh"
        and letters
        and not _apostrophe(before.form, row.form)
    )


def _letters(text: str) -> bool:
    return all(unicodedata.category(ch)[0] in "LM" for ch in text)


def _surface(
    rows: Sequence[Row], spans: dict[int, tuple[int, str, bool]], language: str
) -> tuple[Unit, ...] | None:
    """Surface tokens, None where the tree does not survive (no single root, an empty form)."""
    depth = _depths(rows)
    children = Counter(row.head for row in rows)
    drafts: list[tuple[Row, int, int, str, bool, str]] = []  # row, first unit, part, form, …
    first_unit: dict[int, int] = {}
    spaced = True
    for group in _groups(rows, spans, language):
        top = min(group.members, key=lambda m: (depth[m], -children[m], m))
        first = len(drafts) + 1
        first_unit.update(dict.fromkeys(group.members, first))
        feats = "|".join(rows[m - 1].feats for m in group.members if rows[m - 1].feats != "_")
        for part, form in enumerate(_parts(group, language)):
            if not form:
                return None
            before = spaced if part == 0 else language != "zh"
            drafts.append((rows[top - 1], first, part, form, before, feats))
        spaced = group.spaced
    units = tuple(_unit(draft, first_unit) for draft in drafts)
    roots = sum(unit.head == 0 for unit in units)
    loops = any(unit.head == place for place, unit in enumerate(units, 1))
    return units if roots == 1 and not loops else None


def _parts(group: _Group, language: str) -> list[str]:
    whole = [group.form.replace(" ", "")] if len(group.members) > 1 else group.form.split(" ")
    if language != "zh":
        return whole
    return [part for word in whole for part in _HAN.findall(word)]


def _unit(draft: tuple[Row, int, int, str, bool, str], first_unit: dict[int, int]) -> Unit:
    row, first, part, form, spaced, feats = draft
    if part:
        return Unit(form, spaced, row.upos, feats, first, SYLLABLE)
    head = first_unit[row.head] if row.head else 0
    relation = row.relation
    if relation not in KEPT_SUBTYPES:
        relation = relation.partition(":")[0]
    return Unit(form, spaced, row.upos, feats, head, relation)


def _depths(rows: Sequence[Row]) -> dict[int, int]:
    """Distance of each word from the root."""
    found: dict[int, int] = {}
    for number in range(1, len(rows) + 1):
        steps, place = 0, number
        while place and steps <= len(rows):
            place = rows[place - 1].head
            steps += 1
        found[number] = steps
    return found
