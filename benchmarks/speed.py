"""How fast raw text is read, beside spaCy parsing the same text on the same machine.

    python -m benchmarks.speed --shared ../shared [--words 100000] [--rounds 3]

Every figure is of a whole process with two workers, start-up included, on English text; the
programs take turns, so that a busy machine is unfair to neither. spaCy comes with
`pip install -e ".[bench]"`; without it, only dragoman is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import Corpus, corpora

WORKERS = "2"
ARTICLE = "The foreign minister of Norway met her Swedish counterpart in Oslo on Monday."
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """One process: seconds, and the most memory that it and its children had at once."""

    seconds: float
    megabytes: float


def main() -> int:
    """Prints start-up times, then for each corpus the rates of both programs and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not (options.shared / "data/ud").is_dir():
        print(f"{options.shared}/data/ud is missing; name the folder by --shared", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        _start_up(Path(scratch))
        for corpus in corpora(options.shared, options.words):
            _compare(corpus, Path(scratch) / "texts.jsonl", options.rounds)
    return 0


def _start_up(folder: Path) -> None:
    article = folder / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    for name, arguments in (("--help", ["--help"]), ("one short article", ["read", str(article)])):
        times = [_run(_dragoman(*arguments)).seconds for _ in range(5)]
        print(f"start-up, {name}: {_spread(times, '.2f')} s")


def _compare(corpus: Corpus, path: Path, rounds: int) -> None:
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in corpus.texts), "utf-8")
    documents, sentences, words = len(corpus.documents), corpus.sentences, corpus.words
    print(f"\n{corpus.name}: {documents} documents, {sentences} sentences, {words} words")
    read = ("read", str(path), "--workers", WORKERS)
    programs = {"dragoman": _dragoman(*read), "rules": _dragoman(*read, "--no-judge")}
    if importlib.util.find_spec("spacy") is not None:
        programs["spaCy"] = _python("benchmarks.rival", str(path), "--workers", WORKERS)
    runs: dict[str, list[Measured]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            runs[name].append(_run(command))
    print(f"{'':10}{'words/s':>24}{'sentences/s':>24}{'documents/s':>24}{'peak MB':>10}")
    for name, found in runs.items():
        rates = [
            _spread([amount / run.seconds for run in found], ".0f")
            for amount in (words, sentences, documents)
        ]
        memory = max(run.megabytes for run in found)
        print(f"{name:10}" + "".join(f"{rate:>24}" for rate in rates) + f"{memory:10.0f}")
    pairs = zip(runs["dragoman"], runs["rules"], strict=True)
    shares = [rules.seconds / both.seconds for both, rules in pairs]
    print(f"with the judge it reads {_spread(shares, '.2f')} of the words that rules alone read")
    if "spaCy" in runs:
        pairs = zip(runs["dragoman"], runs["spaCy"], strict=True)
        ratios = [theirs.seconds / ours.seconds for ours, theirs in pairs]
        print(f"dragoman is {_spread(ratios, '.2f')} times as fast as spaCy")


def _dragoman(*arguments: str) -> list[str]:
    return _python("dragoman", *arguments)


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def _spread(values: Sequence[float], form: str) -> str:
    """Lowest, middle and highest value."""
    found = (min(values), statistics.median(values), max(values))
    return " / ".join(format(value, form) for value in found)


def _run(command: list[str]) -> Measured:
    """Runs a process to its end, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = [0.0]
    watching = threading.Thread(target=_watch, args=(process, most))
    watching.start()
    status = process.wait()
    seconds = time.perf_counter() - started
    watching.join()
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return Measured(seconds, most[0])


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], _memory(process.pid))
        time.sleep(0.2)


def _memory(pid: int) -> float:
    """Megabytes of a process and all below it; pages they share count once (Linux only)."""
    total = 0.0
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1]) * 1024 / MEGABYTE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended meanwhile, or this is not Linux
        return total
    return total + sum(_memory(int(child)) for child in children)


if __name__ == "__main__":
    sys.exit(main())
