"""The trained judge -> ONNX in 8 bits, over the embeddings of the syntax model.

Both models look up the same frozen rows. They lie in syntax.onnx; judge.onnx names the place there
(ONNX's external data), so that they are kept once on disk and once in memory.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from dragoman.judge.marks import HINTS
from training.judge.examples import Labels
from training.judge.network import Judge

ROWS, SCALES = "rows", "scales"
INPUTS = ["ids", "first", "marks", "kinds", "hints", "heads", "relations"]
OUTPUTS = ["types", "acts", "statuses", "looks"]
LEAST_OUTER = 1 << 20  # bytes of the initializer that can only be the rows


class Graph(nn.Module):
    """The judge as it runs, with embeddings as 8-bit rows and a scale each."""

    rows: Tensor
    scales: Tensor

    def __init__(self, judge: Judge, rows: Tensor, scales: Tensor) -> None:
        super().__init__()
        self.judge = judge
        self.register_buffer("rows", rows)
        self.register_buffer("scales", scales)
        encoder = judge.encoder
        encoder.embeddings = torch.zeros(1, rows.shape[1])
        encoder.embed = self._embed

    def _embed(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scales[ids]

    def forward(
        self,
        ids: Tensor,
        first: Tensor,
        marks: Tensor,
        kinds: Tensor,
        hints: Tensor,
        heads: Tensor,
        relations: Tensor,
    ) -> tuple[Tensor, ...]:
        verdicts = self.judge(ids, first, marks, kinds, hints, heads, relations)
        return verdicts.types, verdicts.acts, verdicts.statuses, verdicts.looks


def export(judge: Judge, labels: Labels, syntax: Path, folder: Path) -> None:
    """Writes judge.onnx and judge.json into a folder; `syntax` is the syntax model's network,
    which must lie beside them when they are used."""
    rows, scales, place = embeddings(syntax)
    folder.mkdir(parents=True, exist_ok=True)
    shown = {name: getattr(labels, name) for name in labels.__slots__}
    (folder / "judge.json").write_text(json.dumps(shown) + "\n", "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        _to_onnx(Graph(judge, rows, scales).eval(), whole)
        _quantize(whole, folder / "judge.onnx")
    _share(folder / "judge.onnx", rows.shape, place)


def embeddings(syntax: Path) -> tuple[Tensor, Tensor, int]:
    """Rows [pieces, width] of 8 bits, their scales [pieces, 1], and the byte of the file at which
    the rows begin."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(syntax).graph
    rows = next(t for t in graph.initializer if len(t.raw_data) > LEAST_OUTER)
    assert rows.data_type == onnx.TensorProto.INT8
    scales = next(t for t in graph.initializer if list(t.dims) == [rows.dims[0], 1])
    place = syntax.read_bytes().index(rows.raw_data)
    made = torch.from_numpy(numpy_helper.to_array(rows).copy())
    return made, torch.from_numpy(numpy_helper.to_array(scales).copy()), place


def _share(path: Path, shape: torch.Size, place: int) -> None:
    """Takes the rows out of a network and names their place in syntax.onnx instead."""
    import onnx

    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if list(tensor.dims) == list(shape) and tensor.data_type == onnx.TensorProto.INT8:
            size = len(tensor.raw_data)
            tensor.ClearField("raw_data")
            tensor.data_location = onnx.TensorProto.EXTERNAL
            for key, value in (("location", "syntax.onnx"), ("offset", place), ("length", size)):
                tensor.external_data.add(key=key, value=str(value))
    path.write_bytes(model.SerializeToString())


def _quantize(whole: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


def _to_onnx(graph: Graph, path: Path) -> None:
    size = torch.export.Dim("texts", min=1, max=4096)
    pieces = torch.export.Dim("pieces", min=2, max=512)
    parties = torch.export.Dim("parties", min=1, max=8)
    words = torch.export.Dim("words", min=2, max=512)
    ids = torch.randint(5, 900, (3, 12))
    first = torch.tensor([[0, 1, 3, 5, 6, 7], [0, 1, 2, 4, 8, 0], [0, 2, 3, 4, 5, 9]])
    marks = torch.zeros(3, 2, 6)
    marks[:, 0, 1], marks[:, 1, 4] = 1.0, 1.0
    kinds = torch.zeros(3, 6, dtype=torch.long)
    hints = torch.zeros(3, 6, HINTS, dtype=torch.long)
    heads = torch.tensor([[0, 2, 0, 2, 3, 3], [0, 0, 1, 2, 1, 0], [0, 5, 5, 5, 5, 0]])
    relations = torch.randint(1, 9, (3, 6))
    torch.onnx.export(
        graph,
        (ids, first, marks, kinds, hints, heads, relations),
        str(path),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamo=True,
        dynamic_shapes={
            "ids": {0: size, 1: pieces},
            "first": {0: size, 1: words},
            "marks": {0: size, 1: parties, 2: words},
            "kinds": {0: size, 1: words},
            "hints": {0: size, 1: words, 2: None},
            "heads": {0: size, 1: words},
            "relations": {0: size, 1: words},
        },
        external_data=False,
    )
