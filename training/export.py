"""The trained parser -> ONNX in 8 bits, with the files that `dragoman.parse` reads beside it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.network import Parser
from training.vocabulary import FEATS, UPOS, Vocabulary

OUTPUTS = ["arcs", "dependants", "heads", "tags"]


class Graph(nn.Module):
    """The parser as it runs: embeddings as 8-bit rows with a scale each, tags already chosen, and
    words as dependants already multiplied by the weights of every relation."""

    rows: Tensor
    scales: Tensor

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser
        scales = parser.embeddings.abs().amax(1, keepdim=True).clamp(min=1e-6) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("rows", (parser.embeddings / scales).round().to(torch.int8))
        parser.embeddings = torch.zeros(1, parser.embeddings.shape[1])
        parser.embed = self._embed  # type: ignore[method-assign]
        self.labels = nn.Parameter(parser.relation.detach().flatten(1))

    def _embed(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scales[ids]

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        present = torch.cat([torch.ones_like(first[:, :1], dtype=torch.bool), first[:, 1:] > 0], 1)
        scores = self.parser.score(self.parser.encode(ids, first), present)
        tags = torch.stack([tag.argmax(-1) for tag in scores.tags], -1).to(torch.int32)
        _, relations, width = self.parser.relation.shape
        dependants = torch.matmul(scores.dependants, self.labels)
        dependants = dependants.view(*dependants.shape[:2], relations, width)
        return scores.arcs, dependants, scores.heads, tags


def export(parser: Parser, vocabulary: Vocabulary, folder: Path) -> None:
    """Writes syntax.onnx, labels.json and pieces.tsv into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pieces.tsv").write_text(vocabulary.lines(), "utf-8")
    labels = {
        "relations": vocabulary.relations,
        "upos": UPOS,
        "feats": FEATS,
    }
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        _to_onnx(Graph(parser).eval(), whole)
        _quantize(whole, folder / "syntax.onnx")


def _quantize(whole: Path, path: Path) -> None:
    """8 bits throughout, activations by their range in each sentence (dynamically).

    The inner activations must have been smoothed before (`training.slim`): else their few wide
    units cost 0.3 LAS.
    """
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
    size = torch.export.Dim("sentences", min=1, max=4096)
    pieces = torch.export.Dim("pieces", min=2, max=512)
    words = torch.export.Dim("words", min=2, max=512)
    ids = torch.randint(5, 900, (3, 12))
    first = torch.tensor([[0, 1, 3, 5], [0, 1, 2, 0], [0, 2, 3, 4]])
    torch.onnx.export(
        graph,
        (ids, first),
        str(path),
        input_names=["ids", "first"],
        output_names=OUTPUTS,
        dynamo=True,
        dynamic_shapes={"ids": {0: size, 1: pieces}, "first": {0: size, 1: words}},
        external_data=False,
    )
