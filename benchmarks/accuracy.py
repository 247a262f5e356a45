"""How well claims agree with the gold events of ../shared/dev and ../shared/seed.

    python -m benchmarks.accuracy --shared ../shared [--pin]

Prints the table of the set's own scorer, then what was found in the seed article, and compares
F1 by language with the floors in benchmarks/floors.json, which only rise: `--pin` writes higher
ones and refuses lower ones.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.gold import has_scorer
from dragoman import lang
from dragoman.export.records import records
from dragoman.model import Claim, Reading
from dragoman.pipeline import Reader
from dragoman.text import Declared

FLOORS = Path(__file__).with_name("floors.json")
# What `dragoman languages` shows; a language with too few gold events to score is left out.
MEASURED = Path(lang.__file__).with_name("measured.json")
FEWEST_GOLD = 10
MOST_FALSE = 1  # false events over the distractor passages of a language


def main() -> int:
    """Prints all measures; 1 if a floor is missed, 2 if the data are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pin", action="store_true", help="make these scores the new floors")
    parser.add_argument("--errors", type=Path, help="file for what was missed and false")
    options = parser.parse_args()
    if not has_scorer(options.shared):
        return 2
    reader = Reader()
    scores = _development(options.shared / "dev", reader, options.errors)
    _seed(options.shared / "seed", reader)
    status = compared(scores, FLOORS, options.pin)
    if options.pin and status == 0:
        MEASURED.write_text(json.dumps(dict(sorted(scores.items())), indent=1) + "\n", "utf-8")
    return status


def _development(folder: Path, reader: Reader, errors: Path | None) -> dict[str, float]:
    """Scores of the development passages; prints the scorer's table. F1 by language."""
    with tempfile.TemporaryDirectory() as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        lines = [json.dumps(r) for reading in _readings(folder, reader) for r in _plain(reading)]
        predictions.write_text("\n".join(lines) + "\n", "utf-8")
        passages = _passages(folder, Path(scratch) / "passages.jsonl")
        result = Path(scratch) / "scores.json"
        command = [sys.executable, str(folder / "score.py"), str(predictions)]
        command += ["--passages", str(passages), "--json", str(result), "--types"]
        command += ["--errors", str(errors)] if errors is not None else []
        shown = subprocess.run(command, capture_output=True, text=True, check=False)
        sys.stdout.write(shown.stdout + shown.stderr)
        found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return _f1(found)


def _passages(folder: Path, path: Path) -> Path:
    """The passages cut to the languages that dragoman reads, so that no score counts others."""
    lines = []
    for line in (folder / "passages.jsonl").read_text("utf-8").splitlines():
        passage = json.loads(line)
        passage["texts"] = {k: v for k, v in passage["texts"].items() if k in lang.codes()}
        if passage["texts"]:
            lines.append(json.dumps(passage, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def _readings(folder: Path, reader: Reader) -> Iterator[Reading]:
    meta = json.loads((folder / "docs_meta.json").read_text("utf-8"))
    for code in lang.codes():
        for path in sorted((folder / "docs" / code).glob("*.txt")):
            day = (meta.get(path.stem) or {}).get("published")
            published = date.fromisoformat(day) if day and len(day) == 10 else None
            declared = Declared(language=code, published=published)
            source = f"docs/{code}/{path.name}"
            yield reader.read_document(
                reader.texts.document(path.read_text("utf-8"), declared, source)
            )


def _plain(reading: Reading) -> Iterator[Any]:
    return (msgspec.to_builtins(record) for record in records(reading))


def _f1(found: dict[str, Any]) -> dict[str, float]:
    """F1 of type and parties by language; prints the false events on distractor passages."""
    print("\nfalse events on the distractor passages")
    for code in lang.codes():
        if code in found:
            print(f"  {code} {found[code]['disfalse']} (at most {MOST_FALSE})")
    scored = [c for c in lang.codes() if c in found and found[c].get("ngold", 0) >= FEWEST_GOLD]
    return {code: round(found[code]["F1_a"][2], 3) for code in scored}


def _seed(folder: Path, reader: Reader) -> None:
    """Prints line by line which gold events of the seed article were found, and what is besides."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    text = (folder / gold["document"]).read_text("utf-8")
    claims = reader.read(text, language=gold["language"]).claims
    lines = {entry["n"]: entry["text"] for entry in gold["lines"]}
    agreeing = {
        event["id"]: [c for c in claims if _agrees(c, event, lines[event["line"]])]
        for event in gold["gold"]
    }
    taken = {claim.id for found in agreeing.values() for claim in found}
    must = [event["id"] for event in gold["gold"] if not event.get("optional")]
    besides = sum(claim.id not in taken for claim in claims)
    hits = sum(bool(agreeing[name]) for name in must)
    print(f"\nseed article: {hits} of {len(must)} found, {besides} claims besides")
    for number, line in lines.items():
        for event in (event for event in gold["gold"] if event["line"] == number):
            mark = "found " if agreeing[event["id"]] else "missed"
            optional = " (optional)" if event.get("optional") else ""
            print(f"  {number:2} {mark} {event['type']:9} {event['trigger']}{optional}")
        for claim in claims:
            if claim.id not in taken and claim.evidence.text in line:
                names = ", ".join(p.actor.party or "?" for p in (*claim.actors, *claim.recipients))
                print(f"  {number:2} beside {claim.type:9} {claim.trigger.text} [{names}]")
    _references(gold, text, lines, reader)
    print("not to be reported (check by eye):")
    for item in gold["ledger"]["not_to_report"]:
        print(f"  {item}")


def _references(gold: dict[str, Any], text: str, lines: dict[int, str], reader: Reader) -> None:
    """Prints how many words that refer to somebody in the seed article are understood."""
    document = reader.texts.document(text, Declared(language=gold["language"]), "seed")
    mentions = list(reader.mentions(document))
    right = 0
    for wanted in gold["coreference"]:
        start = document.text.find(lines[wanted["line"]]) + wanted["start_in_line"]
        end = start + len(wanted["mention"])
        found = [m for m in mentions if m.span.start < end and m.span.end > start]
        meant = {_surname(a.name) if ":" in a.id else a.id for m in found for a in m.actors}
        missing = {_surname(name) for name in wanted["refers_to"]} - meant
        right += not missing
        if missing:
            print(f"     not understood: {wanted['mention']} (line {wanted['line']})")
    print(f"references in the seed article: {right} of {len(gold['coreference'])} understood")


def _surname(name: str) -> str:
    """The last word of a name, as English spells it where German does not."""
    return name.split()[-1].replace("w", "v") if " " in name else name


def _agrees(claim: Claim, event: dict[str, Any], line: str) -> bool:
    """Whether a claim of a line is a gold event: an accepted type, all parties, no others."""
    types = {event["type"], *(other["type"] for other in event.get("alt", []))}
    parties = event["actors"] + event["recipients"]
    needed = {p["country"] for p in parties if not p.get("optional")}
    allowed = {p["country"] for p in parties}
    found = {p.actor.party for p in (*claim.actors, *claim.recipients)}
    return (
        claim.evidence.text in line
        and claim.type in types
        and bool(found)
        and needed <= found <= allowed
    )


def compared(scores: dict[str, float], path: Path, pin: bool) -> int:
    """Holds scores against the floors of a file: 1 if one is missed, else 0.

    Args:
        pin: whether scores become the new floors; they do only if none is missed.
    """
    floors: dict[str, float] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    missed = [code for code, floor in floors.items() if scores.get(code, 0.0) < floor]
    print("\nfloors of F1 (type and parties)")
    for code in sorted(scores | floors):
        verdict = "missed" if code in missed else ""
        print(f"  {code} {scores.get(code, 0.0):.3f} (floor {floors.get(code, 0.0):.3f}) {verdict}")
    if missed and pin:
        print("not pinned: floors only rise", file=sys.stderr)
    elif pin:
        path.write_text(json.dumps(dict(sorted(scores.items())), indent=1) + "\n", "utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
