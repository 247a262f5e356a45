"""Acts and their codes: the single place that knows PLOVER and CAMEO."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.model import LexiconError, Status
from dragoman.ontology.turns import Turns

FOLDER = Path(__file__).parent
DATA_FILES = ("acts.yaml", "plover.yaml", "turns.yaml")
Shape = TypeVar("Shape")


class ActEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An act as acts.yaml has it.

    `but`: what it does not cover. `alone`: a mutual act that may be coded with one side named
    ("Gabon reached a deal").
    """

    type: str
    cameo: str
    covers: str
    but: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    symmetric: bool = False
    alone: bool = False


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A PLOVER type: quad class, base score, and its modes with their scores."""

    quad: int
    score: float
    recipient: bool = False
    modes: dict[str, float] = {}


class Future(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a planned act of a type is coded as."""

    type: str
    cameo: str
    status: Status
    modes: tuple[str, ...] = ()


class Plover(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """plover.yaml."""

    types: dict[str, EventType]
    contexts: tuple[str, ...]
    planned: dict[str, Future]
    general: dict[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """A neutral act, with the codes it has when it has occurred."""

    name: str
    type: str
    modes: tuple[str, ...]
    cameo: str
    contexts: tuple[str, ...]
    symmetric: bool
    alone: bool
    covers: str
    but: str


@dataclass(frozen=True, slots=True)
class Coding:
    """The codes of one claim. `intensity` is PLOVER's score of the mode, or else of the type."""

    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    status: Status


@dataclass(frozen=True, slots=True)
class Ontology:
    """All acts and types; load once.

    Attributes:
        coded: the acts that are coded as a type in a status.
    """

    acts: Mapping[str, Act]
    plover: Plover
    turns: Turns
    fingerprint: str
    coded: Mapping[tuple[str, Status], tuple[str, ...]]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Ontology:
        """The ontology of the package, or of another folder of the same layout.

        Raises:
            LexiconError: a file is malformed, or an act names an unknown type or mode.
        """
        entries = read_yaml(folder / "acts.yaml", dict[str, ActEntry])
        plover = read_yaml(folder / "plover.yaml", Plover)
        digest = hashlib.sha256()
        for name in DATA_FILES:
            digest.update((folder / name).read_bytes())
        acts = {}
        for name, entry in entries.items():
            _check(folder / "acts.yaml", name, entry, plover)
            acts[name] = Act(
                name,
                entry.type,
                entry.modes,
                entry.cameo,
                entry.contexts,
                entry.symmetric,
                entry.alone,
                entry.covers,
                entry.but,
            )
        turns = Turns.load(folder / "turns.yaml")
        return cls(acts, plover, turns, digest.hexdigest()[:12], _coded(acts, plover))

    def act(self, name: str) -> Act:
        """The act of that name.

        Raises:
            LexiconError: there is none.
        """
        try:
            return self.acts[name]
        except KeyError:
            raise LexiconError(f"no act {name!r} in ontology/acts.yaml") from None

    def code(self, act: str, status: Status) -> Coding:
        """The codes of an act in a status.

        >>> Ontology.load().code("call", Status.OCCURRED).cameo
        '041'
        >>> Ontology.load().code("meet", Status.PLANNED).type
        'AGREE'
        """
        known = self.act(act)
        future = self.plover.planned.get(known.type) if status is Status.PLANNED else None
        if future is None:
            return self._coding(known, known.type, known.modes, known.cameo, status)
        return self._coding(known, future.type, future.modes, future.cameo, future.status)

    def acts_of(self, kind: str, status: Status) -> tuple[str, ...]:
        """The acts that are coded as a type in a status, the general one if no other is."""
        return self.coded.get((kind, status)) or (self.general(kind),)

    def general(self, kind: str) -> str:
        """The act that says no more than its type."""
        return self.plover.general[kind]

    def _coding(
        self, act: Act, kind: str, modes: tuple[str, ...], cameo: str, status: Status
    ) -> Coding:
        known = self.plover.types[kind]
        score = known.modes[modes[0]] if modes else known.score
        return Coding(kind, modes, act.contexts, known.quad, cameo, score, status)


def read_yaml(path: Path, shape: type[Shape]) -> Shape:
    """A file of the ontology as a record of that shape.

    Raises:
        LexiconError: it cannot be read, or is malformed.
    """
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=shape)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except msgspec.MsgspecError as error:
        raise LexiconError(f"{path}: {error}") from error


def _coded(acts: Mapping[str, Act], plover: Plover) -> dict[tuple[str, Status], tuple[str, ...]]:
    found: dict[tuple[str, Status], tuple[str, ...]] = {}
    for name, act in acts.items():
        for status in Status:
            future = plover.planned.get(act.type) if status is Status.PLANNED else None
            key = (act.type if future is None else future.type, status)
            found[key] = (*found.get(key, ()), name)
    return found


def _check(path: Path, name: str, entry: ActEntry, plover: Plover) -> None:
    kind = plover.types.get(entry.type)
    if kind is None:
        raise LexiconError(f"{path}, {name}: no type {entry.type!r}")
    for mode in entry.modes:
        if mode not in kind.modes:
            raise LexiconError(f"{path}, {name}: {entry.type} has no mode {mode!r}")
    for context in entry.contexts:
        if context not in plover.contexts:
            raise LexiconError(f"{path}, {name}: no context {context!r}")
