"""Arc scores -> trees: the best head of each word, repaired where that gives no tree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
Exact = npt.NDArray[np.float64]
Heads = npt.NDArray[np.int64]
IMPOSSIBLE = -1e9


def tree(scores: Scores) -> Heads:
    """Heads of a sentence, exactly one of them the root.

    Args:
        scores: [n + 1, n + 1], dependant by head; row and column 0 are the root.

    Returns:
        [n + 1] heads; entry 0 is 0 and means nothing.
    """
    exact: Exact = scores.astype(np.float64)
    np.fill_diagonal(exact, IMPOSSIBLE)
    heads: Heads = exact.argmax(1)
    heads[0] = 0
    if is_tree(heads):
        return heads
    exact -= exact.max(1, keepdims=True)
    exact[1:] -= np.log(np.exp(exact[1:]).sum(1, keepdims=True))
    heads = spanning(exact)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    return heads if len(roots) == 1 else _one_root(exact, roots)


def is_tree(heads: Heads) -> bool:
    """Whether heads have one root and no cycle."""
    size = len(heads)
    if int((heads[1:] == 0).sum()) != 1:
        return False
    seen = [0] * size
    seen[0] = size
    for start in range(1, size):
        word = start
        while not seen[word]:
            seen[word] = start
            word = int(heads[word])
        if seen[word] == start:
            return False
    return True


def spanning(scores: Exact) -> Heads:
    """Maximum spanning arborescence rooted at 0 (Chu and Liu 1965, Edmonds 1967)."""
    scores = scores.copy()
    np.fill_diagonal(scores, IMPOSSIBLE)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in set(cycle)])
    size = len(outside)
    smaller = np.full((size + 1, size + 1), IMPOSSIBLE)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(inside, outside)] - scores[inside, heads[inside]][:, None]
    leaving = scores[np.ix_(outside, inside)]
    smaller[size, :size], smaller[:size, size] = entering.max(0), leaving.max(1)
    found = spanning(smaller)
    result = heads.copy()
    for place in range(1, size):
        head = int(found[place])
        chosen = inside[leaving[place].argmax()] if head == size else outside[head]
        result[outside[place]] = chosen
    entry = int(found[size])
    result[inside[entering[:, entry].argmax()]] = outside[entry]
    return result


def _cycle(heads: Heads) -> list[int]:
    """The words of one cycle, empty if there is none."""
    seen = [0] * len(heads)
    seen[0] = len(heads)
    for start in range(1, len(heads)):
        path: list[int] = []
        word = start
        while not seen[word]:
            seen[word] = start
            path.append(word)
            word = int(heads[word])
        if seen[word] == start and word in path:
            return path[path.index(word) :]
    return []


def _one_root(scores: Exact, roots: npt.NDArray[np.int64]) -> Heads:
    """The best tree with a single root, tried with each word that wants to be one."""
    if len(roots) == 0:
        roots = np.array([int(scores[1:, 0].argmax()) + 1])
    best: tuple[float, Heads] | None = None
    for root in roots:
        forced = scores.copy()
        forced[1:, 0] = IMPOSSIBLE / 1000
        forced[root, 0] = 0
        heads = spanning(forced)
        value = float(sum(scores[i, heads[i]] for i in range(1, len(heads))))
        if best is None or value > best[0]:
            best = (value, heads)
    assert best is not None
    return best[1]
