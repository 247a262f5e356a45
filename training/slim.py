"""A trained parser made narrower, and calmer, so that it runs faster in 8 bits.

Pruning of whole inner units by how much they move the output, after Molchanov et al. (2017) in
spirit: mean activation times the length of the weights behind it. Smoothing of activations as in
SmoothQuant (Xiao et al. 2023), all of it left to the weights, which have a scale of their own for
each output: shares of 0.75 and 1 measured alike, 0.5 lost one LAS.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.network import Batch, Layer, Parser

LEAST = 1e-3  # range of a unit that is never active, so that nothing is divided by nothing


def prune(parser: Parser, batches: Sequence[Batch], width: int) -> None:
    """Keeps of each layer's inner units the `width` that matter most on some sentences."""
    mean, _ = _activity(parser, batches)
    for layer, active in zip(_layers(parser), mean, strict=True):
        importance = active * layer.outer.weight.norm(dim=0)
        kept = importance.topk(width).indices.sort().values
        layer.inner = _linear(layer.inner.weight[kept], layer.inner.bias[kept])
        layer.outer = _linear(layer.outer.weight[:, kept], layer.outer.bias)
        layer.calm = layer.calm[kept]


def smooth(parser: Parser, batches: Sequence[Batch]) -> None:
    """Moves what makes inner activations uneven into the weights behind them; what the parser
    computes stays the same."""
    _, most = _activity(parser, batches)
    for layer, peak in zip(_layers(parser), most, strict=True):
        peak = peak.clamp(min=LEAST)
        layer.calm = layer.calm / peak
        layer.outer.weight.data = layer.outer.weight.data * peak


def _activity(parser: Parser, batches: Sequence[Batch]) -> tuple[list[Tensor], list[Tensor]]:
    """Mean and greatest absolute inner activation of every unit, layer by layer."""
    seen: list[list[Tensor]] = [[] for _ in parser.layers]
    hooks = [
        layer.outer.register_forward_pre_hook(
            lambda _, given, found=found: found.append(given[0].detach().abs().flatten(0, 1))
        )
        for layer, found in zip(_layers(parser), seen, strict=True)
    ]
    parser.eval()
    with torch.no_grad():
        for batch in batches:
            parser.encode(batch.ids, batch.first)
    for hook in hooks:
        hook.remove()
    rows = [torch.cat(found) for found in seen]
    return [r.mean(0) for r in rows], [r.amax(0) for r in rows]


def _layers(parser: Parser) -> list[Layer]:
    return [layer for layer in parser.layers if isinstance(layer, Layer)]


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = weight.detach().clone(), bias.detach().clone()
    return made
