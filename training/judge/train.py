"""The judge's training loop: any device; layer-wise learning rates; an average of late weights.

A small judge learns more from the shares that deeper ones give to all answers (distillation, Hinton
et al. 2015) than from the one answer of a label, and from them also on texts that have no labels.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader

from dragoman.judge.marks import HINTS
from training.judge.examples import Answer, Example, Labels
from training.judge.network import Judge, Verdicts

Floats = npt.NDArray[np.float32]
PAD = 1
REPORTED = 100  # steps
LABELLED = 0.5  # what labels count beside teachers


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train."""

    epochs: float = 12
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.06
    average_from: float = 0.6
    average_decay: float = 0.99
    size: int = 32  # texts a step
    unmarked: float = 0.12  # share of parties whose marks are taken away
    unkinded: float = 0.15  # share of texts without kinds
    unhinted: float = 0.25  # share of texts without hints, as a language without a lexicon has
    untreed: float = 0.25  # share of texts without a tree, as those that rules would not look at
    weight_decay: float = 0.01
    seed: int = 0
    device: str = "cpu"
    workers: int = 0  # processes that put batches together, for a device that would wait for them


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts of a step, and the answers: `pairs` [B, S, S + 1] which pairs there are; `types` and
    `acts` [B, S, S + 1, classes] shares that sum to one; `statuses` and `looks` shares, all zero
    where there is no relation."""

    ids: Tensor
    first: Tensor
    marks: Tensor
    kinds: Tensor
    hints: Tensor
    heads: Tensor
    relations: Tensor
    pairs: Tensor
    types: Tensor
    acts: Tensor
    statuses: Tensor
    looks: Tensor

    @property
    def shown(self) -> tuple[Tensor, ...]:
        """What the judge sees, without the answers."""
        return self.ids, self.first, self.marks, self.kinds, self.hints, self.heads, self.relations

    def on(self, device: str) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class School:
    """Judges to learn from, and texts without labels to learn on."""

    teachers: Sequence[Judge]
    texts: Sequence[Example]


def train(
    judge: Judge,
    data: Sequence[Example],
    plan: Plan,
    report: Callable[[str], None],
    school: School | None = None,
) -> dict[str, Tensor]:
    """Trains the judge in place; returns the averaged weights, which are the better ones. With a
    school every step on labels is followed by one on texts without."""
    torch.manual_seed(plan.seed)
    dice = random.Random(plan.seed)
    judge.to(plan.device).train()
    optimizer = torch.optim.AdamW(
        _groups(judge, plan), lr=1e-4, weight_decay=plan.weight_decay, betas=(0.9, 0.98)
    )
    steps = int(len(data) / plan.size * plan.epochs) * (1 if school is None else 2)
    average: dict[str, Tensor] = {}
    done, losses = 0, torch.zeros((), device=plan.device)
    while done < steps:
        for batch, loss in _lessons(judge, data, plan, dice, school):
            if done == steps:
                break
            losses += _step(judge, optimizer, batch, plan, done / steps, loss)
            done += 1
            if done >= plan.average_from * steps:
                _average(average, judge, plan.average_decay)
            if done % REPORTED == 0:
                report(f"step {done}/{steps}  loss {float(losses) / REPORTED:.3f}")
                losses.zero_()
    return average


Loss = Callable[[Verdicts, Batch], Tensor]


@dataclass(frozen=True, slots=True)
class _Taught:
    """What a batch teaches whose answers teachers told, and its labels as far as they count."""

    told: Verdicts
    labelled: float = 0.0

    def __call__(self, verdicts: Verdicts, batch: Batch) -> Tensor:
        loss = taught_loss(verdicts, self.told, batch)
        return loss + self.labelled * loss_of(verdicts, batch) if self.labelled else loss


def _lessons(
    judge: Judge, data: Sequence[Example], plan: Plan, dice: random.Random, school: School | None
) -> Iterator[tuple[Batch, Loss]]:
    """Batches of an epoch, each with what is to be learned from it."""
    unlabelled = None if school is None else _forever(judge, school.texts, plan, dice)
    for batch in batches(data, plan, dice, judge):
        if school is None or unlabelled is None:
            yield batch.on(plan.device), loss_of
            continue
        here = batch.on(plan.device)
        told = _taught(school.teachers, here, plan)
        yield here, _Taught(told, LABELLED)
        here = next(unlabelled).on(plan.device)
        told = _taught(school.teachers, here, plan)
        yield here, _Taught(told)


def _forever(
    judge: Judge, texts: Sequence[Example], plan: Plan, dice: random.Random
) -> Iterator[Batch]:
    while True:
        yield from batches(texts, plan, dice, judge)


def _taught(teachers: Sequence[Judge], batch: Batch, plan: Plan) -> Verdicts:
    """Shares that the teachers give on average."""
    with torch.no_grad(), torch.autocast(plan.device, torch.bfloat16):
        found = [teacher(*batch.shown) for teacher in teachers]

    def mean(name: str) -> Tensor:
        shares = [torch.softmax(getattr(one, name).float(), -1) for one in found]
        return torch.stack(shares).mean(0)

    return Verdicts(mean("types"), mean("acts"), mean("statuses"), mean("looks"))


def taught_loss(verdicts: Verdicts, told: Verdicts, batch: Batch) -> Tensor:
    """Cross entropies with the teachers' shares; statuses and looks count as far as the teachers
    find that a pair does something."""
    real = batch.pairs.float()
    acting = real * (1 - told.types[..., 0])

    return (
        _missed(verdicts.types, told.types, real)
        + 0.5 * _missed(verdicts.acts, told.acts, real)
        + 0.5 * _missed(verdicts.statuses, told.statuses, acting)
        + 0.3 * _missed(verdicts.looks, told.looks, acting)
    )


def _missed(logits: Tensor, shares: Tensor, weight: Tensor) -> Tensor:
    """Cross entropy with shares, on average over what has a weight; nothing here makes a device
    wait."""
    each = -(shares * torch.log_softmax(logits.float(), -1)).sum(-1)
    return (each * weight).sum() / weight.sum().clamp(min=1e-6)


def _step(
    judge: Judge,
    optimizer: torch.optim.Optimizer,
    batch: Batch,
    plan: Plan,
    progress: float,
    lost: Loss,
) -> Tensor:
    warm = progress / plan.warm_up
    factor = warm if warm < 1 else (1 - progress) / (1 - plan.warm_up)
    for group in optimizer.param_groups:
        group["lr"] = group["base"] * max(factor, 0.005)
    with torch.autocast(plan.device, torch.bfloat16):
        verdicts = judge(*batch.shown)
    loss = lost(verdicts, batch)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(judge.parameters(), 2.0)
    optimizer.step()
    return loss.detach()


def loss_of(verdicts: Verdicts, batch: Batch) -> Tensor:
    """Cross entropies of types and acts over all pairs, of statuses and looks where one acts."""
    real = batch.pairs.float()
    acting = real * (batch.statuses.sum(-1) > 0)
    looking = real * (batch.looks.sum(-1) > 0)
    return (
        _missed(verdicts.types, batch.types, real)
        + 0.5 * _missed(verdicts.acts, batch.acts, real)
        + 0.5 * _missed(verdicts.statuses, batch.statuses, acting)
        + 0.3 * _missed(verdicts.looks, batch.looks, looking)
    )


def _groups(judge: Judge, plan: Plan) -> list[dict[str, object]]:
    groups: list[dict[str, object]] = []
    layers = list(judge.encoder.layers)
    for place, layer in enumerate(layers):
        rate = plan.encoder_rate * plan.layer_decay ** (len(layers) - 1 - place)
        groups.append({"params": list(layer.parameters()), "base": rate})
    known = {id(p) for group in groups for p in group["params"]}  # type: ignore[attr-defined]
    rest = [(n, p) for n, p in judge.named_parameters() if id(p) not in known and p.requires_grad]
    inner = [p for n, p in rest if n.startswith("encoder.")]
    heads = [p for n, p in rest if not n.startswith("encoder.")]
    low = plan.encoder_rate * plan.layer_decay ** len(layers)
    return [*groups, {"params": inner, "base": low}, {"params": heads, "base": plan.head_rate}]


def _average(average: dict[str, Tensor], judge: Judge, decay: float) -> None:
    with torch.no_grad():
        for name, value in judge.named_parameters():
            if name in average:
                average[name].lerp_(value, 1 - decay)
            else:
                average[name] = value.detach().clone()


def batches(
    data: Sequence[Example], plan: Plan, dice: random.Random, judge: Judge
) -> Iterator[Batch]:
    """All texts once, in batches of about equal length, in random order."""
    order = sorted(data, key=lambda e: len(e.ids) + dice.random() * 12)
    groups = [order[i : i + plan.size] for i in range(0, len(order), plan.size)]
    dice.shuffle(groups)
    sizes = (judge.types.out_features, judge.acts.out_features, judge.statuses.out_features)
    slots = judge.party.shape[0]
    given = [(group, sizes, [_marking(e, plan, dice, slots) for e in group]) for group in groups]
    if plan.workers == 0:
        yield from map(_collated, given)
    else:
        yield from DataLoader(
            given, batch_size=None, num_workers=plan.workers, collate_fn=_collated
        )


def _collated(given: tuple[Sequence[Example], tuple[int, int, int], Sequence[Marking]]) -> Batch:
    return collate(*given)


@dataclass(frozen=True, slots=True)
class Marking:
    """Which slot each party of a text has, None if its marks are taken away; and whether kinds,
    hints and the tree are told."""

    slots: tuple[int | None, ...]
    kinds: bool = True
    hints: bool = True
    tree: bool = True


def plain(example: Example) -> Marking:
    """Every party marked, in order."""
    return Marking(tuple(range(len(example.parties))))


def shares(judge: Judge, example: Example, labels: Labels) -> tuple[Floats, Floats]:
    """What a judge tells of a text, every party marked: probabilities of types and of statuses,
    each [S, S + 1, classes], the last column towards nobody."""
    sizes = (len(labels.types), len(labels.acts), len(labels.statuses))
    with torch.no_grad():
        told = judge(*collate([example], sizes, [plain(example)]).shown)
        types: Floats = torch.softmax(told.types[0], -1).numpy()
        statuses: Floats = torch.softmax(told.statuses[0], -1).numpy()
    return types, statuses


def _marking(example: Example, plan: Plan, dice: random.Random, slots: int) -> Marking:
    order = list(range(len(example.parties)))
    dice.shuffle(order)
    found: list[int | None] = list(order)
    for party in range(len(order)):
        if len(order) > 1 and dice.random() < plan.unmarked:
            found[party] = None
    told = (dice.random() >= share for share in (plan.unkinded, plan.unhinted, plan.untreed))
    return Marking(tuple(found), *told)


def collate(
    texts: Sequence[Example], sizes: tuple[int, int, int], markings: Sequence[Marking]
) -> Batch:
    """Texts padded to the longest of them and to the most parties."""
    pieces, width = max(len(e.ids) for e in texts), max(len(e.first) for e in texts)
    parties = max(len(e.parties) for e in texts)
    count = len(texts)
    shape = (count, parties, parties + 1)
    ids = np.full((count, pieces), PAD, np.int64)
    first, kinds, heads, relations = (np.zeros((count, width), np.int64) for _ in range(4))
    hints = np.zeros((count, width, HINTS), np.int64)
    marks = np.zeros((count, parties, width), np.float32)
    pairs = np.zeros(shape, bool)
    types, acts, statuses, looks = (np.zeros((*shape, s), np.float32) for s in (*sizes, width))
    types[..., 0], acts[..., 0] = 1.0, 1.0
    for row, (text, marking) in enumerate(zip(texts, markings, strict=True)):
        ids[row, : len(text.ids)] = text.ids
        first[row, : len(text.first)] = text.first
        if marking.kinds:
            kinds[row, : len(text.kinds)] = text.kinds
        if marking.hints:
            for place, known in enumerate(text.hints):
                if known:
                    hints[row, place, : len(known)] = known
        if marking.tree:
            heads[row, : len(text.heads)] = text.heads
            relations[row, : len(text.relations)] = text.relations
        marked = [(p, s) for p, s in enumerate(marking.slots) if s is not None]
        for party, slot in marked:
            marks[row, slot, list(text.parties[party])] = 1.0
            for _, other in marked:
                pairs[row, slot, other] = slot != other
            pairs[row, slot, parties] = True
        for (agent, recipient), answers in text.answers.items():
            pair = _place(row, agent, recipient, marking, parties)
            if pair is not None:
                _answer(pair, answers, types, acts, statuses, looks)
    kinds = kinds * (marks.sum(1) > 0)
    shown = (ids, first, marks, kinds, hints, heads, relations)
    return Batch(*map(torch.from_numpy, (*shown, pairs, types, acts, statuses, looks)))


def _place(
    row: int, agent: int, recipient: int, marking: Marking, parties: int
) -> tuple[int, int, int] | None:
    """Where a pair stands in the answers; a recipient without marks is nobody."""
    first = marking.slots[agent]
    if first is None:
        return None
    second = None if recipient < 0 else marking.slots[recipient]
    return row, first, parties if second is None else second


def _answer(
    place: tuple[int, int, int],
    answers: Sequence[Answer],
    types: Floats,
    acts: Floats,
    statuses: Floats,
    looks: Floats,
) -> None:
    """Adds answers of a pair; several share what there is."""
    if statuses[place].sum() == 0:
        types[place], acts[place] = 0.0, 0.0
    for answer in answers:
        types[(*place, answer.type)] += 1.0
        acts[(*place, answer.act)] += 1.0
        statuses[(*place, answer.status)] += 1.0
        for word in answer.trigger:
            looks[(*place, word)] += 1.0
    for shares in (types, acts, statuses, looks):
        total = shares[place].sum()
        if total > 0:
            shares[place] /= total
