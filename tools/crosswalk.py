"""Makes the tables of the crosswalk: `python tools/crosswalk.py [--shared FOLDER] [--check]`.

`ontology/cameo.tsv` and `ontology/countries.tsv` come from two tables of the shared data
(DATA_SOURCES.md says whence those are); who folds into whom comes from `actors/data/states.tsv`.
With --check nothing is written: it tells whether the tables are what would be made.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "src" / "dragoman" / "ontology"
STATES = ROOT / "src" / "dragoman" / "actors" / "data" / "states.tsv"
CAMEO, COUNTRIES = "cameo_plover_goldstein.csv", "cow_iso_fips.csv"
NONE = "—"  # codes that PLOVER drops
HEAD = "# Made by tools/crosswalk.py; do not edit."
# ISO alpha-2 codes of places that are not in the table of states, or FIPS codes that differ.
PLACES = {"VAT": "VA", "PSE": "PS", "HKG": "HK", "ATA": "AQ", "ESH": "EH"}


def cameo(shared: Path) -> Iterator[tuple[str, ...]]:
    """CAMEO codes with names, scores, quad classes and what they are in PLOVER."""
    yield tuple("code name goldstein icews quad phoenix types modes contexts".split())
    for row in _rows(shared / CAMEO):
        kinds = "" if row["plover_type"] == NONE else row["plover_type"].replace(" or ", ",")
        yield (
            row["cameo"], row["name"], row["goldstein_gdelt"], row["goldstein_icews"],
            row["quad_gdelt"], row["quad_phoenix"], kinds, _list(row["plover_mode_repaired"]),
            _list(row["plover_context_repaired"]),
        )  # fmt: skip


def countries(shared: Path) -> Iterator[tuple[str, ...]]:
    """States and dependencies: codes, name, whom they fold into, whether hardly recognised."""
    yield tuple("iso3 iso2 cow fips name sovereign mark".split())
    known = {row["iso3"]: row for row in _rows(shared / COUNTRIES)}
    for code, name, cow, fips, sovereign, mark, *_ in sorted(_states()):
        row = known.pop(code, None)
        if row is not None:
            cow, fips, name = row["cow"], row["fips10_4"], row["name"]
        yield code, row["iso2"] if row else PLACES.get(code, ""), cow, fips, name, sovereign, mark
    assert not known, f"{sorted(known)} are in {COUNTRIES} and not in {STATES.name}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _states() -> Iterator[list[str]]:
    for line in STATES.read_text("utf-8").splitlines():
        cells = line.split("\t") + [""] * 8
        # States of the past have no codes of today.
        if not line.startswith("#") and not cells[7]:
            yield cells[:8]


def _list(cell: str) -> str:
    return ",".join(part.strip() for part in cell.replace(";", ",").split(",") if part.strip())


def _text(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for line in (HEAD, *map("\t".join, rows)))


def main(shared: Path, check: bool) -> int:
    """Writes the tables, or compares them; 1 if they differ."""
    if not (shared / CAMEO).exists():
        print(f"{shared / CAMEO} is not there: the tables of the crosswalk stay as they are")
        return 0
    differ = 0
    for name, rows in (("cameo.tsv", cameo(shared)), ("countries.tsv", countries(shared))):
        path, text = ONTOLOGY / name, _text(rows)
        if not check:
            path.write_text(text, "utf-8")
        elif path.read_text("utf-8") != text:
            print(f"{path} is not what tools/crosswalk.py makes; run `make crosswalk`")
            differ = 1
    return differ


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.shared / "data", given.check))
