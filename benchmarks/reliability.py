"""How well told probabilities hold: bins, their mean error, and a diagram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like confidence: how many, their mean confidence, the share that is right."""

    count: int
    told: float
    right: float


def error(table: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of told and right, weighed by size
    (Naeini et al. 2015)."""
    count = sum(row.count for row in table)
    return sum(row.count * abs(row.told - row.right) for row in table) / max(1, count)


def bins(told: Floats, right: Floats) -> list[Bin]:
    """Claims by confidence; empty bins are left out."""
    found = []
    for low, high in pairwise(BINS):
        inside = (told >= low) & ((told < high) | (high == BINS[-1]))
        if inside.any():
            count = int(inside.sum())
            found.append(Bin(count, float(told[inside].mean()), float(right[inside].mean())))
    return found


def diagram(table: Sequence[Bin]) -> str:
    """The reliability diagram: confidence to the right, share right upwards, dots by size."""
    size, edge = 320, 40

    def at(value: float) -> float:
        return round(edge + value * size, 1)

    whole = size + 2 * edge
    dots = "".join(
        f'<circle cx="{at(b.told)}" cy="{at(1 - b.right)}" r="{2 + b.count**0.5 / 1.5:.1f}" '
        'fill="#2166ac" fill-opacity="0.7"/>\n'
        for b in table
    )
    marks = "".join(
        f'<text x="{at(v)}" y="{at(1) + 16}" text-anchor="middle">{v:g}</text>\n'
        f'<text x="{edge - 6}" y="{at(1 - v) + 4}" text-anchor="end">{v:g}</text>\n'
        for v in (0, 0.5, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" '
        'font-family="sans-serif" font-size="12">\n'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#888"/>\n'
        f'<path d="M{at(0)} {at(1)}L{at(1)} {at(0)}" stroke="#888" stroke-dasharray="4"/>\n'
        f"{dots}{marks}"
        f'<text x="{whole / 2}" y="{whole - 6}" text-anchor="middle">confidence</text>\n'
        f'<text x="12" y="{whole / 2}" transform="rotate(-90 12 {whole / 2})" '
        'text-anchor="middle">share right</text>\n</svg>\n'
    )
