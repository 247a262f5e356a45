"""Reports on the judge's sentences: `python -m training.judge.check [--language de]`.

What is malformed (exit code 1), which acts and statuses are rare, how various the words are, and
which texts are nearly the same.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.model import Status
from dragoman.ontology import Ontology
from training.judge.items import FOLDER, LANGUAGES, Item, ItemError, _item, blocks

NEAR = 0.5  # share of common word triples from which two texts are nearly the same
RARE = 3


def main() -> int:
    """Prints the report; 1 if something is malformed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--language", choices=LANGUAGES)
    options.add_argument("--folder", type=Path, default=FOLDER)
    given = options.parse_args()
    wrong = 0
    for language in [given.language] if given.language else LANGUAGES:
        items, errors = _read(given.folder, language)
        wrong += len(errors)
        sys.stdout.write("\n".join([*errors, *report(language, items), ""]))
    return 1 if wrong else 0


def _read(folder: Path, language: str) -> tuple[list[Item], list[str]]:
    """All items that can be read, and what is wrong with the others."""
    ontology, items, errors = Ontology.load(), [], []
    for path in sorted((folder / language).glob("*.txt")):
        for line, lines in blocks(path.read_text("utf-8")):
            try:
                items.append(_item(f"{language}/{path.name}:{line}", language, lines, ontology))
            except ItemError as error:
                errors.append(f"error: {error}")
    return items, errors


def report(language: str, items: Sequence[Item]) -> Iterator[str]:
    """The lines of the report on one language."""
    ontology = Ontology.load()
    acts, types, statuses = Counter[str](), Counter[str](), Counter[Status]()
    for relation in (r for item in items for r in item.relations):
        acts[relation.act] += 1
        types[ontology.code(relation.act, relation.status).type] += 1
        statuses[relation.status] += 1
    words = [word.lower() for item in items for word in item.text.split()]
    yield f"{language}: {len(items)} items, {sum(acts.values())} relations"
    yield f"  without a relation: {sum(not item.relations for item in items)}"
    yield f"  three parties and more: {sum(len(item.parties) > 2 for item in items)}"
    claimed = [i for i in items if any(r.claimant is not None for r in i.relations)]
    yield f"  with a claimant: {len(claimed)}"
    mean = len(words) / max(1, len(items))
    yield f"  words: {len(words)}, different: {len(set(words))}, a text: {mean:.0f}"
    yield "  types: " + _counted(types)
    yield "  statuses: " + _counted(statuses)
    rare = [f"{act} {acts[act]}" for act in ontology.acts if acts[act] < RARE]
    yield f"  acts with fewer than {RARE}: " + (", ".join(rare) or "none")
    for one, other, share in near(items):
        yield f"  nearly the same ({share:.2f}): {one.name} and {other.name}"


def _counted(counts: Counter[str] | Counter[Status]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


def near(items: Iterable[Item]) -> Iterator[tuple[Item, Item, float]]:
    """Pairs of texts that share at least `NEAR` of the word triples of the shorter one."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    known, sizes = list(items), []
    for place, item in enumerate(known):
        words = item.text.lower().split()
        triples = set(zip(words, words[1:], words[2:], strict=False))
        sizes.append(max(1, len(triples)))
        common = Counter(other for triple in triples for other in holders[triple])
        for other, count in common.items():
            share = count / min(sizes[place], sizes[other])
            if share >= NEAR:
                yield known[other], item, share
        for triple in triples:
            holders[triple].append(place)


if __name__ == "__main__":
    sys.exit(main())
