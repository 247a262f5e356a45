"""The training loop: two cores, bf16, layer-wise learning rates, an average of late weights."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from dragoman.parse.pieces import Pieces
from training.network import Batch, Parser
from training.vocabulary import Example

LONGEST = {"zh": 110}
LONGEST_UNITS = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train."""

    epochs: float = 7
    encoder_rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    layer_decay: float = 0.92
    warm_up: float = 0.04  # share of the steps
    average_from: float = 0.6  # share of the steps after which weights are averaged
    average_decay: float = 0.998
    pieces: int = 1100  # a batch, padding included
    threads: int = 2
    seed: int = 0


def train(
    parser: Parser,
    data: Sequence[Example],
    plan: Plan,
    report: Callable[[str], None],
    loss: Callable[[Batch], Tensor] | None = None,
) -> dict[str, Tensor]:
    """Trains the parser in place, by its own loss or another; returns the averaged weights,
    which are the better ones."""
    loss = loss or parser.loss
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    data = [e for e in data if 2 <= len(e.heads) <= LONGEST.get(e.language, LONGEST_UNITS)]
    optimizer = torch.optim.AdamW(
        _groups(parser, plan), lr=1e-4, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    dice = random.Random(plan.seed)
    steps = int(len(list(batches(data, plan, random.Random(0)))) * plan.epochs)
    average: dict[str, Tensor] = {}
    started, done, losses = time.monotonic(), 0, 0.0
    parser.train()
    while done < steps:
        for batch in batches(data, plan, dice):
            if done == steps:
                break
            losses += _step(parser, optimizer, partial(loss, batch), plan, done / steps)
            done += 1
            if done >= plan.average_from * steps:
                _average(average, parser, plan.average_decay)
            if done % 100 == 0:
                speed = done / (time.monotonic() - started)
                report(f"step {done}/{steps}  loss {losses / 100:.3f}  {speed:.2f} steps/s")
                losses = 0.0
    return average


def _step(
    parser: Parser,
    optimizer: torch.optim.Optimizer,
    asked: Callable[[], Tensor],
    plan: Plan,
    progress: float,
) -> float:
    factor = (
        min(1.0, progress / plan.warm_up)
        if progress < plan.warm_up
        else (1 - (progress - plan.warm_up) / (1 - plan.warm_up))
    )
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(factor, 0.005)
    with torch.autocast("cpu", torch.bfloat16):
        loss = asked()
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(parser.parameters(), 2.0)
    optimizer.step()
    return float(loss.detach())


def _groups(parser: Parser, plan: Plan) -> list[dict[str, object]]:
    """Lower layers learn more slowly; the new heads learn fast."""
    depth = len(parser.layers)
    groups: list[dict[str, object]] = []
    for place, layer in enumerate(parser.layers):
        rate = plan.encoder_rate * plan.layer_decay ** (depth - 1 - place)
        groups.append({"params": list(layer.parameters()), "base": rate})
    norm = list(parser.embedding_norm.parameters())
    groups.append({"params": norm, "base": plan.encoder_rate * plan.layer_decay**depth})
    known = {id(p) for group in groups for p in group["params"]}  # type: ignore[attr-defined]
    rest = [p for p in parser.parameters() if id(p) not in known]
    return [*groups, {"params": rest, "base": plan.head_rate}]


def _average(average: dict[str, Tensor], parser: Parser, decay: float) -> None:
    """Exponential moving average of the weights; the frozen embeddings stay out."""
    with torch.no_grad():
        for name, value in parser.named_parameters():
            if name in average:
                average[name].lerp_(value, 1 - decay)
            else:
                average[name] = value.detach().clone()


def batches(data: Sequence[Example], plan: Plan, dice: random.Random) -> Iterator[Batch]:
    """All sentences once, in batches of about equal length, in random order."""
    order = sorted(data, key=lambda e: e.length + dice.random() * 6)
    groups: list[list[Example]] = [[]]
    for example in order:
        if groups[-1] and example.length * (len(groups[-1]) + 1) > plan.pieces:
            groups.append([])
        groups[-1].append(example)
    dice.shuffle(groups)
    return map(collate, groups)


def collate(sentences: Sequence[Example]) -> Batch:
    """Sentences padded to the longest of them."""
    width = max(e.length for e in sentences)
    words = max(len(e.heads) for e in sentences) + 1
    size = len(sentences)
    ids = torch.full((size, width), Pieces.pad, dtype=torch.long)
    first, heads, relations = (torch.zeros(size, words, dtype=torch.long) for _ in range(3))
    tags = torch.zeros(size, words, len(sentences[0].tags[0]), dtype=torch.long)
    present = torch.zeros(size, words, dtype=torch.bool)
    for row, sentence in enumerate(sentences):
        flat, starts = [Pieces.bos], [0]
        for pieces in sentence.pieces:
            starts.append(len(flat))
            flat.extend(pieces)
        flat.append(Pieces.eos)
        count = len(starts)
        ids[row, : len(flat)] = torch.tensor(flat)
        first[row, :count] = torch.tensor(starts)
        present[row, :count] = True
        heads[row, 1:count] = torch.tensor(sentence.heads)
        relations[row, 1:count] = torch.tensor(sentence.relations)
        tags[row, 1:count] = torch.tensor(sentence.tags)
    return Batch(ids, first, present, heads, relations, tags)
