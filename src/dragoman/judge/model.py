"""The judge at run time: marked sentences -> probabilities for each pair, by onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman.judge.marks import HINTS, LONGEST, Marked, PartyKey
from dragoman.model import ModelError
from dragoman.parse.network import session
from dragoman.parse.pieces import Pieces
from dragoman.parse.syntax import FOLDER

FILES = ("judge.onnx", "judge.json", "syntax.onnx", "pieces.tsv")
CLEAR = 0.5  # share of its type's acts from which an act is told
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Labels(msgspec.Struct, frozen=True):
    """judge.json: types and acts that the judge tells apart (the first of each is "none"),
    statuses, and the hints and relations of trees that it knows (the first of each is none)."""

    types: tuple[str, ...]
    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    hints: tuple[str, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities of every ordered pair of a sentence's parties.

    Attributes:
        parties: whom the rows mean, and the columns, of which the last is nobody.
        types, acts, statuses: [parties, parties + 1, classes].
        triggers: [parties, parties + 1] token that binds the pair most.
    """

    labels: Labels
    parties: tuple[PartyKey, ...]
    types: Floats
    acts: Floats
    statuses: Floats
    triggers: Ints

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Ordered pairs of different parties, and each party towards nobody."""
        count = len(self.parties)
        for agent in range(count):
            for recipient in range(count + 1):
                if agent != recipient:
                    yield agent, recipient

    def nothing(self, agent: int, recipient: int) -> float:
        """Probability that the one does nothing to the other."""
        return float(self.types[agent, recipient, 0])

    def act(self, agent: int, recipient: int, allowed: Iterable[str]) -> str | None:
        """The most probable of some acts, None if none has half of what all have together."""
        shares = self.acts[agent, recipient]
        found = {name: float(shares[self.labels.acts.index(name)]) for name in allowed}
        best = max(found, key=lambda name: found[name])
        return best if found[best] >= CLEAR * sum(found.values()) else None

    def type(self, agent: int, recipient: int, name: str) -> float:
        """Probability of a PLOVER type."""
        return float(self.types[agent, recipient, self.labels.types.index(name)])


class Judge:
    """Judges sentences whose parties are marked. One object, one thread: run one process a core.

    Sentences are judged one by one: on a CPU batches are slower (3.2 ms a sentence alone, 3.4 by
    four, 4.2 by eight), and a sentence's probabilities would depend on its neighbours, because the
    8-bit arithmetic takes its range over all that it sees at once.
    """

    def __init__(self, folder: Path, pieces: Pieces, threads: int) -> None:
        try:
            self.labels = msgspec.json.decode((folder / "judge.json").read_bytes(), type=Labels)
            self._session = session(folder / "judge.onnx", threads)
        except Exception as error:  # onnxruntime raises its own, undocumented types
            remedy = "reinstall dragoman"
            if len({(folder / name).resolve().parent for name in FILES}) > 1:
                remedy = "a link leads out of the folder: put the files themselves there"
            raise ModelError(f"{folder / 'judge.onnx'}: {error}; {remedy}") from error
        self._pieces = pieces
        self._hints = {name: number for number, name in enumerate(self.labels.hints)}
        self._relations = {name: number for number, name in enumerate(self.labels.relations)}

    @classmethod
    def load(
        cls, path: Path | None = None, threads: int = 1, pieces: Pieces | None = None
    ) -> Judge:
        """The judge of the package, or the one in another folder; `pieces` are those of the syntax
        model beside it, if they are loaded already.

        Raises:
            ModelError: a file is missing or damaged; names it.
        """
        folder = path or FOLDER
        for name in FILES:
            if not (folder / name).is_file():
                raise ModelError(f"{folder / name} is missing; reinstall dragoman")
        return cls(folder, pieces or Pieces(folder / "pieces.tsv"), threads)

    @staticmethod
    def fingerprint(path: Path | None = None) -> str:
        """Short hash of the network of a folder.

        Raises:
            ModelError: the network is missing.
        """
        network = (path or FOLDER) / "judge.onnx"
        try:
            with network.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()[:12]
        except OSError as error:
            raise ModelError(f"{network} is missing; reinstall dragoman") from error

    def verdict(self, sentence: Marked) -> Verdict | None:
        """The verdict on a sentence; None where no party is marked, or where the sentence is too
        long to be seen whole."""
        ids, first = self._numbered(sentence)
        if not sentence.marks or len(ids) > LONGEST:
            return None
        words, count = len(first), len(sentence.parties)
        marks = np.zeros((1, count, words), np.float32)
        kinds = np.zeros((1, words), np.int64)
        hints = np.zeros((1, words, HINTS), np.int64)
        for mark in sentence.marks:
            inside = slice(mark.start + 1, mark.end + 1)  # word 0 is the text
            kinds[0, inside] = mark.kind
            marks[0, list(mark.parties), inside] = 1.0
        for token, names in enumerate(sentence.hints):
            for column, name in enumerate(names[:HINTS]):
                hints[0, token + 1, column] = self._hints.get(name, 0)
        heads = np.zeros((1, words), np.int64)
        relations = np.zeros((1, words), np.int64)
        for token, (head, relation) in enumerate(sentence.tree):
            heads[0, token + 1] = head + 1
            relations[0, token + 1] = self._relations[relation]
        given: dict[str, Any] = {
            "ids": np.array([ids], np.int64),
            "first": np.array([first], np.int64),
            "marks": marks,
            "kinds": kinds,
            "hints": hints,
            "heads": heads,
            "relations": relations,
        }
        types, acts, statuses, looks = self._session.run(None, given)
        return Verdict(
            self.labels,
            sentence.parties,
            _shares(types[0]),
            _shares(acts[0]),
            _shares(statuses[0]),
            looks[0, :, :, 1:].argmax(-1),
        )

    def _numbered(self, sentence: Marked) -> tuple[list[int], list[int]]:
        """Pieces of a sentence, and the first of the text and of each token."""
        ids, first, end = [Pieces.bos], [0], -1
        for token in sentence.tokens:
            first.append(len(ids))
            ids.extend(self._pieces.of(token.text, token.start != end))
            end = token.end
        ids.append(Pieces.eos)
        return ids, first


def _shares(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    found: Floats = shares / shares.sum(-1, keepdims=True)
    return found
