"""How well verdicts agree with the answers of items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from training.judge.examples import Answer, Labels

Floats = npt.NDArray[np.float32]
Answers = Mapping[tuple[int, int], Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class Pair:
    """What was answered and what was told of one ordered pair: numbers of types (empty for none)
    and statuses."""

    language: str
    types: frozenset[int]
    statuses: frozenset[int]
    told: int
    told_acting: int  # the most probable type that is not "none"
    told_status: int
    surety: float  # probability of the type told


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares of one; `types` is the macro-F1 over types and "none" of all pairs, `acting` that
    over types of the pairs that have a relation, `calibration` the expected error of the
    surety."""

    types: float
    acting: float
    statuses: float
    calibration: float
    pairs: int


def pairs(
    language: str, count: int, answers: Answers, types: Floats, statuses: Floats
) -> Iterator[Pair]:
    """Every ordered pair of a text of `count` parties.

    Args:
        types, statuses: probabilities [S, S + 1, classes], the last column towards nobody.
    """
    last = types.shape[1] - 1
    for agent in range(count):
        for recipient in (*range(count), -1):
            if agent == recipient:
                continue
            right = answers.get((agent, recipient), ())
            row = types[agent, recipient if recipient >= 0 else last]
            status = statuses[agent, recipient if recipient >= 0 else last]
            yield Pair(
                language,
                frozenset(a.type for a in right),
                frozenset(a.status for a in right),
                int(row.argmax()),
                1 + int(row[1:].argmax()),
                int(status.argmax()),
                float(row.max()),
            )


def measures(found: Sequence[Pair], labels: Labels) -> Measures:
    """Measures over some pairs."""
    acting = [p for p in found if p.types]
    whole = [(p.types or frozenset({0}), p.told) for p in found]
    right = sum(p.told_status in p.statuses for p in acting)
    return Measures(
        macro_f1(whole, range(len(labels.types))),
        macro_f1([(p.types, p.told_acting) for p in acting], range(1, len(labels.types))),
        right / max(1, len(acting)),
        calibration_error([(p.surety, p.told in (p.types or {0})) for p in found]),
        len(found),
    )


Class = TypeVar("Class", int, str)


def macro_f1(told: Iterable[tuple[frozenset[Class], Class]], classes: Iterable[Class]) -> float:
    """Mean F1 of classes; of several right answers one suffices. Classes that never occur do not
    count."""
    hits, false, missed = Counter[Class](), Counter[Class](), Counter[Class]()
    for answers, answer in told:
        if answer in answers:
            hits[answer] += 1
        else:
            false[answer] += 1
            missed.update(answers)
    scores = [
        2 * hits[c] / (2 * hits[c] + false[c] + missed[c])
        for c in classes
        if hits[c] + missed[c] > 0
    ]
    return sum(scores) / max(1, len(scores))


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean distance of surety and share right, by bins of equal
    width, weighed by their size (Naeini et al. 2015)."""
    held: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for surety, right in told:
        held[min(bins - 1, int(surety * bins))].append((surety, right))
    distances = (
        abs(sum(s for s, _ in group) - sum(r for _, r in group)) for group in held.values()
    )
    return sum(distances) / max(1, len(told))


def table(found: Sequence[Pair], labels: Labels) -> str:
    """Measures of each language and of all, a line each."""
    lines = ["        types  acting  status  calibration  pairs"]
    for language in (*sorted({p.language for p in found}), "all"):
        chosen = [p for p in found if language in (p.language, "all")]
        m = measures(chosen, labels)
        lines.append(
            f"{language:6} {m.types:6.3f} {m.acting:7.3f} {m.statuses:7.3f} "
            f"{m.calibration:12.3f} {m.pairs:6}"
        )
    return "\n".join(lines)
