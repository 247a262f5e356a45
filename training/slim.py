"""A trained parser made narrower, and calmer, so that it runs faster in 8 bits.

Pruning of whole inner units by how much they move the output, after Molchanov et al. (2017) in
spirit: mean activation times the length of the weights behind it. Smoothing of activations as in
SmoothQuant (Xiao et al. 2023), all of it left to the weights, which have a scale of their own for
each output: shares of 0.75 and 1 measured alike, 0.5 lost one LAS.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from training.network import Batch, Layer, Parser

LEAST = 1e-3  # range of a unit that is never active, so that nothing is divided by nothing


def prune(parser: Parser, batches: Sequence[Batch], width: int) -> None:
    """Keeps of each layer's inner units the `width` that matter most on some sentences."""
    parser.eval()
    layers = layers_of(parser)
    mean, _ = _activity(layers, lambda: _encoded(parser, batches))
    for layer, active in zip(layers, mean, strict=True):
        importance = active * layer.outer.weight.norm(dim=0)
        kept = importance.topk(width).indices.sort().values
        layer.inner = _linear(layer.inner.weight[kept], layer.inner.bias[kept])
        layer.outer = _linear(layer.outer.weight[:, kept], layer.outer.bias)
        layer.calm = layer.calm[kept]


def smooth(layers: Sequence[Layer], run: Callable[[], None]) -> None:
    """Moves what makes inner activations uneven into the weights behind them; what the layers
    compute stays the same. `run` sends some sentences through them."""
    _, most = _activity(layers, run)
    for layer, peak in zip(layers, most, strict=True):
        peak = peak.clamp(min=LEAST)
        layer.calm = layer.calm / peak
        layer.outer.weight.data = layer.outer.weight.data * peak


def smooth_parser(parser: Parser, batches: Sequence[Batch]) -> None:
    """Smooths a parser by some sentences."""
    parser.eval()
    smooth(layers_of(parser), lambda: _encoded(parser, batches))


def layers_of(network: nn.Module) -> list[Layer]:
    """The layers of an encoder, lowest first."""
    return [layer for layer in network.modules() if isinstance(layer, Layer)]


def _encoded(parser: Parser, batches: Sequence[Batch]) -> None:
    for batch in batches:
        parser.encode(batch.ids, batch.first)


def _activity(
    layers: Sequence[Layer], run: Callable[[], None]
) -> tuple[list[Tensor], list[Tensor]]:
    """Mean and greatest absolute inner activation of every unit, layer by layer."""
    seen: list[list[Tensor]] = [[] for _ in layers]
    hooks = [
        layer.outer.register_forward_pre_hook(
            lambda _, given, found=found: found.append(given[0].detach().abs().flatten(0, 1))
        )
        for layer, found in zip(layers, seen, strict=True)
    ]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    rows = [torch.cat(found) for found in seen]
    return [r.mean(0) for r in rows], [r.amax(0) for r in rows]


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data, made.bias.data = weight.detach().clone(), bias.detach().clone()
    return made
