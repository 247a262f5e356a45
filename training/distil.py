"""A deeper teacher's distributions as a second answer for a shallower student.

Knowledge distillation after Hinton, Vinyals and Dean (2015), at temperature 1: the student is
asked for the treebank's answer and for the teacher's distribution, half and half.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as functional
from torch import Tensor

from training.network import Batch, Parser, weighed

SHARE = 0.5  # of the loss that asks for the teacher's distribution


def guided(student: Parser, teacher: Parser) -> Callable[[Batch], Tensor]:
    """The loss of a student that has a teacher. The teacher sees each batch anew, which costs two
    thirds of a step of the student but keeps no gigabytes of distributions."""
    teacher.eval()

    def loss(batch: Batch) -> Tensor:
        with torch.no_grad():
            wanted = teacher.logits(teacher(batch), batch)
        found = student.logits(student(batch), batch)
        real = batch.words.clone()
        real[:, 0] = False
        answers = [batch.heads[real], batch.relations[real], *batch.tags[real].unbind(1)]
        hard = weighed(map(functional.cross_entropy, found, answers))
        soft = weighed(map(_divergence, found, wanted))
        return (1 - SHARE) * hard + SHARE * soft

    return loss


def _divergence(found: Tensor, wanted: Tensor) -> Tensor:
    return functional.kl_div(
        torch.log_softmax(found, -1),
        torch.log_softmax(wanted, -1),
        reduction="batchmean",
        log_target=True,
    )
