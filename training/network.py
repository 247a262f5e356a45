"""The parser: some layers of the encoder with frozen embeddings, and heads for trees and tags.

Arcs and relations are scored by biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from training.base import Base
from training.vocabulary import FEATS, UPOS, Vocabulary

ARC, RELATION = 256, 96
HEAD_DROPOUT, WORD_DROPOUT = 0.25, 0.1
MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences of a step. `ids` [B, T] pieces; `first` [B, W + 1] first piece of the root and
    of each word; `words` [B, W + 1] which of them are there; the rest are the answers."""

    ids: Tensor
    first: Tensor
    words: Tensor
    heads: Tensor
    relations: Tensor
    tags: Tensor


@dataclass(frozen=True, slots=True)
class Scores:
    """Arc scores [B, W + 1 dependants, W + 1 heads], label vectors [B, W + 1, RELATION + 1] of
    words as dependants and as heads, and logits of each tag [B, W + 1, values]."""

    arcs: Tensor
    dependants: Tensor
    heads: Tensor
    tags: list[Tensor]


class Layer(nn.Module):
    """One layer of the encoder (post-norm, as in BERT).

    Attention is written out: at 20 to 60 pieces that is faster on a CPU than the fused kernel.

    Attributes:
        calm: what the inner activations are multiplied by, one factor each; `training.slim` sets
            them so that 8 bits suffice, and the weights behind them to match.
    """

    calm: Tensor

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        width, self.heads = base.hidden, base.heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.inner = nn.Linear(width, base.inner)
        self.outer = nn.Linear(base.inner, width)
        self.attention_norm = nn.LayerNorm(width, base.epsilon)
        self.norm = nn.LayerNorm(width, base.epsilon)
        self.register_buffer("calm", torch.ones(base.inner), persistent=False)
        self._fill(base, number)

    def _fill(self, base: Base, number: int) -> None:
        def taken(name: str) -> Tensor:
            return torch.from_numpy(base.tensors[f"l{number}.{name}"].copy())

        width = base.hidden
        weights = [taken(f"{part}.w").view(width, width) for part in "qkv"]
        self.query_key_value.weight.data = torch.cat(weights)
        self.query_key_value.bias.data = torch.cat([taken(f"{part}.b") for part in "qkv"])
        for layer, name in ((self.out, "ao"), (self.inner, "fi"), (self.outer, "fo")):
            layer.weight.data = taken(f"{name}.w").view_as(layer.weight)
            layer.bias.data = taken(f"{name}.b")
        for norm, name in ((self.attention_norm, "aln"), (self.norm, "oln")):
            norm.weight.data, norm.bias.data = taken(f"{name}.w"), taken(f"{name}.b")

    def forward(self, x: Tensor, mask: Tensor, places: Tensor | None = None) -> Tensor:
        """The layer's output for all pieces, or only for those at `places` [B, W + 1]."""
        batch, pieces, width = x.shape
        shape = (batch, pieces, 3, self.heads, width // self.heads)
        query, key, value = self.query_key_value(x).view(shape).permute(2, 0, 3, 1, 4)
        if places is not None:
            x = _at(x, places)
            wide = places[:, None, :, None].expand(-1, self.heads, -1, query.shape[3])
            query = torch.gather(query, 2, wide)
        weights = torch.matmul(query, key.transpose(2, 3)) * (width // self.heads) ** -0.5 + mask
        mixed = torch.matmul(torch.softmax(weights, -1).to(value.dtype), value)
        x = self.attention_norm(x + self.out(mixed.transpose(1, 2).reshape(x.shape)))
        return self.norm(x + self.outer(self.active(x)))

    def active(self, x: Tensor) -> Tensor:
        """Activations of the wide inner layer."""
        return functional.gelu(self.inner(x)) * self.calm


class Parser(nn.Module):
    """Encoder and heads."""

    embeddings: Tensor
    positions: Tensor

    def __init__(self, base: Base, vocabulary: Vocabulary, layers: Sequence[int]) -> None:
        super().__init__()
        width = base.hidden
        self.register_buffer("embeddings", torch.from_numpy(vocabulary.embeddings.copy()))
        position = base.tensors["emb.pos"].reshape(-1, width) + base.tensors["emb.type"][:width]
        self.register_buffer("positions", torch.from_numpy(position))
        self.embedding_norm = nn.LayerNorm(width, base.epsilon)
        self.embedding_norm.weight.data = torch.from_numpy(base.tensors["emb.ln.w"].copy())
        self.embedding_norm.bias.data = torch.from_numpy(base.tensors["emb.ln.b"].copy())
        self.layers = nn.ModuleList([Layer(base, number) for number in layers])
        self.word_dropout, self.head_dropout = nn.Dropout(WORD_DROPOUT), nn.Dropout(HEAD_DROPOUT)
        self.arc_dependant, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc = nn.Linear(ARC + 1, ARC, bias=False)
        nn.init.zeros_(self.arc.weight)
        self.relation_dependant = nn.Linear(width, RELATION)
        self.relation_head = nn.Linear(width, RELATION)
        count = len(vocabulary.relations)
        self.relation = nn.Parameter(torch.randn(RELATION + 1, count, RELATION + 1) * 0.01)
        sizes = [len(UPOS), *(len(values) + 1 for values in FEATS.values())]
        self.tags = nn.ModuleList([nn.Linear(width, size) for size in sizes])

    def embed(self, ids: Tensor) -> Tensor:
        """[B, T] piece ids -> [B, T, hidden]."""
        return self.embeddings[ids]

    def encode(self, ids: Tensor, first: Tensor) -> Tensor:
        """Vectors of the root and each word, [B, W + 1, hidden]: those of their first pieces.

        The last layer computes no others.
        """
        x = self.embedding_norm(self.embed(ids) + self.positions[: ids.shape[1]])
        mask = (ids == 1).to(x.dtype)[:, None, None, :] * MASKED
        *lower, last = self.layers
        for layer in lower:
            x = layer(x, mask)
        found: Tensor = last(x, mask, first)
        return found

    def score(self, words: Tensor, present: Tensor) -> Scores:
        """Scores over word vectors; `present` [B, W + 1] says which words there are."""
        one = torch.ones_like(words[:, :, :1])
        words = self.word_dropout(words)

        def projected(layer: nn.Module) -> Tensor:
            return self.head_dropout(functional.gelu(layer(words)))

        lower, upper = projected(self.arc_dependant), projected(self.arc_head)
        arcs = torch.matmul(self.arc(torch.cat([lower, one], 2)), upper.transpose(1, 2))
        arcs = arcs + (1.0 - present.to(arcs.dtype))[:, None, :] * MASKED
        return Scores(
            arcs,
            torch.cat([projected(self.relation_dependant), one], 2),
            torch.cat([projected(self.relation_head), one], 2),
            [tag(words) for tag in self.tags],
        )

    def forward(self, batch: Batch) -> Scores:
        """Scores of a batch."""
        return self.score(self.encode(batch.ids, batch.first), batch.words)

    def trained(self) -> dict[str, Tensor]:
        """All that training changes: the embeddings stay as they were."""
        return {name: value.detach() for name, value in self.named_parameters()}

    def logits(self, scores: Scores, batch: Batch) -> list[Tensor]:
        """Of the words that are there, each [words, values]: which head, which relation to the
        right head, which part of speech, then which value of each feature."""
        real = batch.words.clone()
        real[:, 0] = False
        size = scores.arcs.shape[1]
        arcs = scores.arcs.float().masked_fill(torch.eye(size, dtype=torch.bool)[None], MASKED)
        rows = torch.arange(len(real))[:, None].expand_as(real)[real]
        relations = torch.einsum(
            "nd,dle,ne->nl",
            scores.dependants[real],
            self.relation,
            scores.heads[rows, batch.heads[real]],
        )
        return [arcs[real], relations.float(), *(tag[real].float() for tag in scores.tags)]

    def loss(self, batch: Batch) -> Tensor:
        """The losses of arcs, relations and tags, per word."""
        real = batch.words.clone()
        real[:, 0] = False
        answers = [batch.heads[real], batch.relations[real], *batch.tags[real].unbind(1)]
        return weighed(
            functional.cross_entropy(logits, answer)
            for logits, answer in zip(self.logits(self(batch), batch), answers, strict=True)
        )


def _at(x: Tensor, places: Tensor) -> Tensor:
    """Rows of x [B, T, width] at places [B, W]."""
    return torch.gather(x, 1, places[:, :, None].expand(-1, -1, x.shape[2]))


def weighed(losses: Iterable[Tensor]) -> Tensor:
    """One loss out of those of heads, relations, parts of speech and each feature."""
    heads, relations, upos, *features = losses
    return heads + relations + 0.3 * upos + 0.7 * torch.stack(features).mean()
