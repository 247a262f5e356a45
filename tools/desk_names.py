"""Names of states for the desk, from the CLDR: the section `parties` of web/texts/<xx>.yaml.

    python tools/desk_names.py [--check]

English names are those of the actors' directory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

from dragoman.actors.directory import Directory

TEXTS = Path(__file__).parent.parent / "src" / "dragoman" / "web" / "texts"
SECTION = "parties:\n"


def main() -> int:
    """Writes the sections, or tells which are not as they would be written."""
    check, stale = "--check" in sys.argv[1:], 0
    for path in sorted(TEXTS.glob("*.yaml")):
        if path.stem == "en":
            continue
        before = path.read_text("utf-8")
        made = before.partition(SECTION)[0] + SECTION + "".join(_lines(path.stem))
        if made == before:
            continue
        if check:
            print(f"{path}: names of states are old; run tools/desk_names.py", file=sys.stderr)
            stale = 1
        else:
            path.write_text(made, "utf-8")
    return stale


def _lines(language: str) -> list[str]:
    territories = Locale(language).territories
    three = _codes()
    states = sorted(Directory.load().states)
    return [
        f'  {code}: "{territories[three[code]]}"\n'
        for code in states
        if three.get(code) in territories
    ]


def _codes() -> dict[str, str]:
    """ISO 3166 alpha-3 -> alpha-2; states of the past, which became several, have none."""
    aliases = get_global("territory_aliases")
    return {a: to[0] for a, to in aliases.items() if len(a) == 3 and a.isalpha() and len(to) == 1}


if __name__ == "__main__":
    sys.exit(main())
