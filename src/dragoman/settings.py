"""What a reader can be told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a reader; nothing is taken from the environment.

    Attributes:
        model: folder of another syntax model and judge than the package's own.
        threads: threads of the syntax model; several processes are faster than several threads.
        actors: YAML file of actors that are added to the known ones or override them.
        judge: whether the learned judge reads beside the rules.
    """

    model: Path | None = None
    threads: int = 1
    actors: Path | None = None
    judge: bool = True
