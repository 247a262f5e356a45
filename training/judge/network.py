"""The judge: an encoder that is told who the parties are, and heads over pairs of parties.

Each piece of a party's words carries, beside its own vector, that of the party (which number it has
in this text; so "Lavrov", "Moscow" and "he" are seen to be one) and that of its kind. A pair looks
for the words that bind it (attention, taught by the triggers), and is told apart by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.base import Base, Floats
from training.network import MASKED, Layer

PAIR = 256  # width of a pair's vectors
DROPOUT = 0.2
SPREAD = 0.02


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many parties a text may have, and how many kinds, types, acts and statuses there are, and
    what a lexicon may know of a word."""

    parties: int
    kinds: int
    types: int
    acts: int
    statuses: int
    hints: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Logits of each ordered pair: [B, S, S + 1, classes], the last column towards nobody; and
    where each pair looks, [B, S, S + 1, T]."""

    types: Tensor
    acts: Tensor
    statuses: Tensor
    looks: Tensor


class Encoder(nn.Module):
    """Layers of the base encoder over frozen embeddings."""

    embeddings: Tensor
    positions: Tensor

    def __init__(self, base: Base, embeddings: Floats, layers: Sequence[int]) -> None:
        super().__init__()
        width = base.hidden
        self.register_buffer("embeddings", torch.from_numpy(embeddings.copy()), persistent=False)
        position = base.tensors["emb.pos"].reshape(-1, width) + base.tensors["emb.type"][:width]
        self.register_buffer("positions", torch.from_numpy(position), persistent=False)
        self.norm = nn.LayerNorm(width, base.epsilon)
        self.norm.weight.data = torch.from_numpy(base.tensors["emb.ln.w"].copy())
        self.norm.bias.data = torch.from_numpy(base.tensors["emb.ln.b"].copy())
        self.layers = nn.ModuleList([Layer(base, number) for number in layers])

    def embed(self, ids: Tensor) -> Tensor:
        """[B, T] piece ids -> [B, T, hidden]."""
        return self.embeddings[ids]

    def forward(self, ids: Tensor, told: Tensor) -> Tensor:
        """[B, T, hidden] of pieces, with what is told of each added to its embedding."""
        x = self.norm(self.embed(ids) + self.positions[: ids.shape[1]]) + told
        mask = (ids == 1).to(x.dtype)[:, None, None, :] * MASKED
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Judge(nn.Module):
    """An encoder and the heads over pairs."""

    def __init__(self, encoder: nn.Module, width: int, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = encoder
        self.party = nn.Parameter(torch.randn(sizes.parties, width) * SPREAD)
        self.kind = nn.Embedding(sizes.kinds, width)
        nn.init.normal_(self.kind.weight, std=SPREAD)
        self.hint = nn.Embedding(sizes.hints, width)
        nn.init.normal_(self.hint.weight, std=SPREAD)
        self.nobody = nn.Parameter(torch.zeros(width))
        self.agent, self.recipient = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.text = nn.Linear(width, PAIR)
        self.key, self.value = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.joined = nn.Linear(2 * PAIR, PAIR)
        self.drop = nn.Dropout(DROPOUT)
        self.types = nn.Linear(PAIR, sizes.types)
        self.acts = nn.Linear(PAIR, sizes.acts)
        self.statuses = nn.Linear(PAIR, sizes.statuses)

    def forward(self, ids: Tensor, marks: Tensor, kinds: Tensor, hints: Tensor) -> Verdicts:
        """Verdicts on all pairs.

        Args:
            ids: [B, T] pieces. marks: [B, S, T], 1 where a piece belongs to a party, else 0.
            kinds: [B, T] kinds of party. hints: [B, T, most] what a lexicon knows, 0 for nothing.
        """
        told = torch.einsum("bst,sw->btw", marks, self.party[: marks.shape[1]])
        told = told + self.kind(kinds) * (kinds > 0)[..., None]
        told = told + (self.hint(hints) * (hints > 0)[..., None]).sum(2)
        x = self.encoder(ids, told)
        count = marks.sum(2, keepdim=True).clamp(min=1)
        parties = self.drop(torch.matmul(marks, x) / count)
        nobody = self.nobody.expand(x.shape[0], 1, -1)
        towards = self.recipient(torch.cat([parties, nobody], 1))
        pairs = self.agent(parties)[:, :, None] + towards[:, None] + self.text(x[:, :1])[:, None]
        pairs = functional.gelu(pairs)
        looks = torch.einsum("bijp,btp->bijt", pairs, self.key(x)) * PAIR**-0.5
        looks = looks + (ids == 1).to(x.dtype)[:, None, None, :] * MASKED
        seen = torch.einsum("bijt,btp->bijp", torch.softmax(looks, -1).to(x.dtype), self.value(x))
        told_apart = self.drop(functional.gelu(self.joined(torch.cat([pairs, seen], -1))))
        return Verdicts(
            self.types(told_apart), self.acts(told_apart), self.statuses(told_apart), looks
        )
