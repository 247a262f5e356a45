"""How well `dragoman relate` answers on the judge's own sentences.

    python -m benchmarks.asked [--language en …] [--files 'plain*'] [--training] [--model FOLDER]

Every ordered pair of marked parties of a text is a question, by the first words that name each.
Prints, for the judge alone, for the rules alone, and for both: the share of right types and the
macro-F1 over types of the pairs that have a relation (which then has to be told apart from the
others), and the same over all pairs, "none" among the types; and the share of right statuses. By
default on the tenth that neither judge nor rules were made on.
"""

from __future__ import annotations

import argparse
import fnmatch
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from dragoman.coding import Ruled
from dragoman.judge.marks import NOTHING
from dragoman.model import Status
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.relate import ASKED, Answer, Question, answer_of, asked, rule_on
from dragoman.settings import Settings
from training.judge import items
from training.judge.examples import is_testing
from training.judge.items import Item
from training.judge.measure import macro_f1

Shares = dict[str, float]
Told = tuple[frozenset[str], str]  # right types (none: {"none"}), and the type told


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what is right, and what judge and rules say.

    Attributes:
        types, statuses: what is right; no types where the two do nothing.
        judged: the judge's shares of all types, and its likeliest status.
        answer: what both say together.
    """

    item: Item
    types: frozenset[str]
    statuses: frozenset[Status]
    judged: Shares
    status: Status
    ruled: Ruled | None
    answer: Answer


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a table for each language, and one for all."""
    options = _options().parse_args(arguments)
    reader = Reader(Settings(model=options.model))
    found: list[Asked] = []
    for language in options.language:
        these = list(asked_of(reader, language, options.files, options.training))
        _table(language, these)
        found += these
    _table("all", found)
    return 0


def asked_of(
    reader: Reader, language: str, files: str = "*", training: bool = False
) -> Iterator[Asked]:
    """All questions of a language's files."""
    ontology = Ontology.load()
    for item in items.read(languages=(language,)):
        name = item.name.partition("/")[2].partition(".")[0]
        if fnmatch.fnmatch(name, files) and is_testing(item.text) is not training:
            yield from _questions(reader, item, ontology)


def _questions(reader: Reader, item: Item, ontology: Ontology) -> Iterator[Asked]:
    first = {number: m for m in reversed(item.marks) for number in m.parties if len(m.parties) == 1}
    for one, other in permutations(first, 2):
        source, target = first[one], first[other]
        ends = ((source.start, source.end), (target.start, target.end))
        parsed, keys = asked(reader, Question(item.text, *ends, item.language, item.name))
        verdict = reader.judge.verdict(reader.shown(parsed, keys))
        if verdict is None:
            continue
        right = [r for r in item.relations if (one, other) in set(r.pairs())]
        labels, ruled = verdict.labels, rule_on(reader, parsed)
        yield Asked(
            item,
            frozenset(ontology.code(r.act, r.status).type for r in right),
            frozenset(r.status for r in right),
            dict(zip(labels.types, map(float, verdict.types[ASKED]), strict=True)),
            Status(labels.statuses[int(verdict.statuses[ASKED].argmax())]),
            ruled,
            answer_of(reader, verdict, ruled),
        )


def _table(language: str, found: Sequence[Asked]) -> None:
    acting = [one for one in found if one.types]
    covered = sum(one.ruled is not None for one in acting)
    print(f"{language}: {len(found)} pairs, {len(acting)} with a relation, rules on {covered}")
    print(f"  {'':8}  related: right  macro-F1   all: right  macro-F1   status")
    for name in ("judge", "rules", "both"):
        told = [(one, _shares(one, name)) for one in found]
        related = [(one.types, _best(shares, related=True)) for one, shares in told if one.types]
        whole = [(one.types or frozenset({NOTHING}), _best(shares)) for one, shares in told]
        right = sum(_status(one, name) in one.statuses for one in acting) / max(1, len(acting))
        print(
            f"  {name:8}           {_right(related):.3f}     {_macro_f1(related):.3f}"
            f"        {_right(whole):.3f}     {_macro_f1(whole):.3f}    {right:.3f}",
            flush=True,
        )


def _shares(one: Asked, name: str) -> Shares:
    """Shares of all types by judge, by rules, or by both."""
    if name == "judge":
        return one.judged
    if name == "rules":
        return {NOTHING: 0.5} | ({} if one.ruled is None else {one.ruled.type: 1.0})
    return dict(one.answer.probabilities)


def _status(one: Asked, name: str) -> str | None:
    if name == "judge":
        return one.status
    if name == "rules":
        return None if one.ruled is None else one.ruled.clause.status
    return one.answer.status or one.status


def _best(shares: Shares, related: bool = False) -> str:
    """The likeliest type, of the relations alone if one is known to be there."""
    found = {kind: share for kind, share in shares.items() if not related or kind != NOTHING}
    return max(found, key=lambda kind: found[kind]) if found else NOTHING


def _right(told: Sequence[Told]) -> float:
    return sum(answer in right for right, answer in told) / max(1, len(told))


def _macro_f1(told: Sequence[Told]) -> float:
    """Mean F1 of all types that are right somewhere."""
    return macro_f1(told, sorted({kind for right, _ in told for kind in right}))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--language", nargs="+", default=items.LANGUAGES)
    parser.add_argument("--files", default="*", help="pattern of file names")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--model", type=Path, help="folder of another model and judge")
    return parser


if __name__ == "__main__":
    sys.exit(main())
