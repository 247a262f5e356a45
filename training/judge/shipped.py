"""The weights of a judge that was exported, to train on from them.

Weights are not kept in the history beside the networks that were made of them; those of 8 bits are
near enough to go on from.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.judge.examples import Labels

PREFIX = "judge."  # of what `export.Graph` holds
BIAS, WEIGHT = ".bias", ".weight"
QUANTIZED, SCALE = "_quantized", "_scale"


def weights(folder: Path, labels: Labels) -> dict[str, Tensor]:
    """Weights of judge.onnx by the names that `network.Judge` gives them; what calms inner
    activations is moved into the weights behind them. Hints that it did not know weigh nothing.

    Raises:
        ValueError: it tells other types, acts or statuses apart than `labels`; or a matrix has no
            bias, so that nobody can say whose it is.
    """
    known = json.loads((folder / "judge.json").read_text("utf-8"))
    for name in ("types", "acts", "statuses", "relations"):
        if tuple(known[name]) != getattr(labels, name):
            raise ValueError(f"{folder / 'judge.json'}: {name} differ from those of today")
    found = _weights(folder / "judge.onnx")
    rows = {name: row for row, name in enumerate(known["hints"])}
    hints = found["hint.weight"]
    nothing = torch.zeros_like(hints[0])
    chosen = [hints[rows[n]] if n in rows else nothing for n in labels.hints]
    found["hint.weight"] = torch.stack(chosen)
    return found


def _weights(path: Path) -> dict[str, Tensor]:
    """Matrices of 8 bits as they are multiplied, each under its name."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(path, load_external_data=False).graph
    kept = {
        t.name: torch.from_numpy(np.array(numpy_helper.to_array(t)))
        for t in graph.initializer
        if t.data_location != onnx.TensorProto.EXTERNAL
    }
    found = {n.removeprefix(PREFIX): t for n, t in kept.items() if n.startswith(PREFIX)}
    readers = _readers(graph.node)
    for name in [n for n in kept if n.endswith(QUANTIZED)]:
        matrix = kept[name].float() * kept[name.removesuffix(QUANTIZED) + SCALE]
        owner = _bias(name, readers).removeprefix(PREFIX).removesuffix(BIAS)
        found[owner + WEIGHT] = matrix.T.contiguous()
    for name in [n for n in found if n.endswith(".calm")]:
        found[name.replace(".calm", ".outer.weight")] *= found.pop(name)
    found.pop("encoder.positions", None)
    return found


def _readers(nodes: Sequence[Any]) -> Mapping[str, Sequence[Any]]:
    """Which nodes read a value."""
    found = defaultdict(list)
    for node in nodes:
        for name in node.input:
            found[name].append(node)
    return found


def _bias(matrix: str, readers: Mapping[str, Sequence[Any]]) -> str:
    """The bias that is added to what comes of a matrix."""
    name = matrix
    while len(readers[name]) == 1:
        (node,) = readers[name]
        for other in node.input:
            if other.startswith(PREFIX) and other.endswith(BIAS):
                return str(other)
        name = node.output[0]
    raise ValueError(f"{matrix}: no bias is added to what comes of it")
