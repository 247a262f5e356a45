"""The judge: an encoder that is told who the parties are, and heads over pairs of parties.

Each word of a party carries, beside its own vector, that of the party (which number it has in
this text; so "Lavrov", "Moscow" and "he" are seen to be one) and that of its kind; and each word
what a lexicon knows of it. The lower layers see pieces, the upper ones words alone, by their first
pieces; before each of the upper ones a word hears, along the tree, from the word that it depends
on and from those that depend on it. A pair looks for the words that bind it (attention, taught by
the triggers), and is told apart by them.
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
    """How many parties a text may have, and how many kinds, types, acts and statuses there are,
    what a lexicon may know of a word, and the relations of trees; the first of each is none."""

    parties: int
    kinds: int
    types: int
    acts: int
    statuses: int
    hints: int
    relations: int


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Logits of each ordered pair: [B, S, S + 1, classes], the last column towards nobody; and
    where each pair looks, [B, S, S + 1, W]."""

    types: Tensor
    acts: Tensor
    statuses: Tensor
    looks: Tensor


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees of texts in words: `heads` [B, W] the word that each depends on, `relations` [B, W] by
    which relation, 0 where that is not known (so for whole texts whose tree is not given)."""

    heads: Tensor
    relations: Tensor


class Branch(nn.Module):
    """What words hear along a tree; nothing at first, so that training begins with the encoder as
    it is."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(width, width), nn.Linear(width, width)
        self.as_dependant = nn.Embedding(relations, width)
        self.as_head = nn.Embedding(relations, width)
        for part in (self.up, self.down, self.as_dependant, self.as_head):
            nn.init.zeros_(part.weight)
        nn.init.zeros_(self.up.bias)
        nn.init.zeros_(self.down.bias)

    def forward(self, x: Tensor, trees: Trees) -> Tensor:
        """[B, W, hidden] of words -> what is added to them."""
        known = trees.relations > 0
        every = torch.arange(x.shape[1], device=x.device)
        hangs = (trees.heads[:, :, None] == every) & known[..., None]  # [B, W dependants, W heads]
        arcs = hangs.to(x.dtype)
        heard = torch.matmul(arcs, self.up(x)) + self.as_dependant(trees.relations)
        said = self.down(x) + self.as_head(trees.relations)
        return heard * known.to(x.dtype)[..., None] + torch.matmul(arcs.transpose(1, 2), said)


class Encoder(nn.Module):
    """Layers of the base encoder over frozen embeddings.

    Args:
        layers: numbers of the base's layers; `wide` of them, the lowest, see all pieces.
        relations: how many relations of trees there are, none of them included.
    """

    embeddings: Tensor
    positions: Tensor

    def __init__(
        self, base: Base, embeddings: Floats, layers: Sequence[int], wide: int, relations: int
    ) -> None:
        super().__init__()
        width = base.hidden
        self.register_buffer("embeddings", torch.from_numpy(embeddings.copy()), persistent=False)
        position = base.tensors["emb.pos"].reshape(-1, width) + base.tensors["emb.type"][:width]
        self.register_buffer("positions", torch.from_numpy(position), persistent=False)
        self.norm = nn.LayerNorm(width, base.epsilon)
        self.norm.weight.data = torch.from_numpy(base.tensors["emb.ln.w"].copy())
        self.norm.bias.data = torch.from_numpy(base.tensors["emb.ln.b"].copy())
        self.layers = nn.ModuleList([Layer(base, number) for number in layers])
        self.branches = nn.ModuleList([Branch(width, relations) for _ in layers[wide:]])
        self.wide = wide

    def embed(self, ids: Tensor) -> Tensor:
        """[B, T] piece ids -> [B, T, hidden]."""
        return self.embeddings[ids]

    def forward(
        self, ids: Tensor, first: Tensor, told: Tensor, absent: Tensor, trees: Trees
    ) -> Tensor:
        """[B, W, hidden] of words.

        Args:
            ids: [B, T] pieces. first: [B, W] the piece that each word begins with.
            told: [B, W, hidden] what is added to each word's first piece.
            absent: [B, 1, 1, W] a large negative number where there is no word.
        """
        x = self.norm(self.embed(ids) + self.positions[: ids.shape[1]])
        places = first[:, :, None].expand(-1, -1, x.shape[2])
        x = x.scatter_add(1, places, told.to(x.dtype))
        mask = (ids == 1).to(x.dtype)[:, None, None, :] * MASKED
        for number, layer in enumerate(self.layers):
            if number + 1 < self.wide:
                x = layer(x, mask)
            elif number + 1 == self.wide:
                x = layer(x, mask, first)
            else:
                x = layer(x + self.branches[number - self.wide](x, trees), absent)
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

    def forward(
        self,
        ids: Tensor,
        first: Tensor,
        marks: Tensor,
        kinds: Tensor,
        hints: Tensor,
        heads: Tensor,
        relations: Tensor,
    ) -> Verdicts:
        """Verdicts on all pairs.

        Args:
            ids: [B, T] pieces. first: [B, W] the piece that each word begins with; word 0 is the
                text, and words that are not there have piece 0 too.
            marks: [B, S, W], 1 where a word belongs to a party, else 0.
            kinds: [B, W] kinds of party. hints: [B, W, most] what a lexicon knows, 0 for nothing.
            heads, relations: [B, W] trees, see `Trees`.
        """
        told = torch.matmul(marks.transpose(1, 2), self.party[: marks.shape[1]])
        told = told + self.kind(kinds) * (kinds > 0)[..., None]
        told = told + (self.hint(hints) * (hints > 0)[..., None]).sum(2)
        absent = torch.cat([torch.zeros_like(first[:, :1]), (first[:, 1:] == 0).long()], 1)
        away = absent.to(told.dtype)[:, None, None, :] * MASKED
        x = self.encoder(ids, first, told, away, Trees(heads, relations))
        count = marks.sum(2, keepdim=True).clamp(min=1)
        parties = self.drop(torch.matmul(marks, x) / count)
        nobody = self.nobody.expand(x.shape[0], 1, -1)
        towards = self.recipient(torch.cat([parties, nobody], 1))
        pairs = self.agent(parties)[:, :, None] + towards[:, None] + self.text(x[:, :1])[:, None]
        pairs = functional.gelu(pairs)
        keys = self.key(x).transpose(1, 2)[:, None]  # [B, 1, PAIR, W]
        looks = torch.matmul(pairs, keys) * PAIR**-0.5 + away
        seen = torch.matmul(torch.softmax(looks, -1).to(x.dtype), self.value(x)[:, None])
        told_apart = self.drop(functional.gelu(self.joined(torch.cat([pairs, seen], -1))))
        return Verdicts(
            self.types(told_apart), self.acts(told_apart), self.statuses(told_apart), looks
        )
