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

from dragoman import lang
from dragoman.export.records import records
from dragoman.model import Reading
from dragoman.pipeline import Reader
from dragoman.text import Declared

FLOORS = Path(__file__).with_name("floors.json")
MOST_FALSE = 1  # false events over the distractor passages of a language


def main() -> int:
    """Prints all measures; 1 if a floor is missed, 2 if the data are not there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--errors", type=Path, default=None)
    options = parser.parse_args()
    if not (options.shared / "dev/score.py").is_file():
        sys.stderr.write(f"{options.shared}/dev/score.py is missing; name the folder by --shared\n")
        return 2
    reader = Reader()
    scores = _development(options.shared / "dev", reader, options.errors)
    _seed(options.shared / "seed", reader)
    return _compare(scores, options.pin)


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
    import msgspec

    return (msgspec.to_builtins(record) for record in records(reading))


def _f1(found: dict[str, Any]) -> dict[str, float]:
    """F1 of type and parties by language; prints the false events on distractor passages."""
    sys.stdout.write("\nfalse events on the distractor passages\n")
    for code in lang.codes():
        if code in found:
            sys.stdout.write(f"  {code} {found[code]['disfalse']} (at most {MOST_FALSE})\n")
    return {code: round(found[code]["F1_a"][2], 3) for code in lang.codes() if code in found}


def _seed(folder: Path, reader: Reader) -> None:
    """Prints for every gold event of the seed article whether a claim agrees with it."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    text = (folder / "article.de.txt").read_text("utf-8")
    if gold["language"] not in lang.codes():
        return
    reading = reader.read(text, language=gold["language"])
    sys.stdout.write("\nseed article\n")
    taken: set[str] = set()
    for event in gold["gold"]:
        line = next(entry["text"] for entry in gold["lines"] if entry["n"] == event["line"])
        types = {event["type"], *(alt["type"] for alt in event.get("alt", []))}
        parties = {p["country"] for p in event["actors"] + event["recipients"] if p["country"]}
        agreeing = [
            claim
            for claim in reading.claims
            if claim.evidence.text in line
            and claim.type in types
            and {p.actor.country for p in (*claim.actors, *claim.recipients)} == parties
        ]
        taken.update(claim.id for claim in agreeing)
        mark = "found " if agreeing else "missed"
        optional = " (optional)" if event.get("optional") else ""
        sys.stdout.write(f"  {mark} {event['id']:9} {event['type']:8}{optional}\n")
    for claim in reading.claims:
        if claim.id not in taken:
            names = ", ".join(p.actor.party or "?" for p in (*claim.actors, *claim.recipients))
            sys.stdout.write(f"  besides {claim.type} {claim.act} [{names}] {claim.trigger.text}\n")


def _compare(scores: dict[str, float], pin: bool) -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    missed = {code: f for code, f in floors.items() if scores.get(code, 0.0) < f}
    sys.stdout.write("\nfloors of F1(type+parties)\n")
    for code in sorted(scores):
        floor = floors.get(code)
        sys.stdout.write(f"  {code} {scores[code]:.3f} (floor {floor})\n")
    if pin and not missed:
        raised = {code: max(scores[code], floors.get(code, 0.0)) for code in sorted(scores)}
        FLOORS.write_text(json.dumps(raised, indent=1) + "\n", "utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
