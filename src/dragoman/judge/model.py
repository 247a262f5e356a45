"""The judge at run time: marked sentences -> probabilities for each pair, by onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman.judge.marks import HINTS, LONGEST, NOTHING, Marked, PartyKey
from dragoman.model import ModelError
from dragoman.parse.pieces import Pieces
from dragoman.parse.syntax import FOLDER, SLOW

CLEAR = 0.5  # share of its type's acts from which an act is told
BATCH = 4  # sentences of about equal length that the network sees at once
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


class Labels(msgspec.Struct, frozen=True):
    """judge.json: types and acts that the judge tells apart (the first of each is "none"),
    statuses, and the hints that it knows (the first is none)."""

    types: tuple[str, ...]
    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    hints: tuple[str, ...]


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

    The same batch gives the same probabilities; a sentence's own may differ in the third decimal
    with the sentences that it is judged beside, because the 8-bit arithmetic takes its range over
    the whole batch. `dragoman` batches the sentences of one document and no others.
    """

    def __init__(self, folder: Path, pieces: Pieces, threads: int) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.labels = msgspec.json.decode((folder / "judge.json").read_bytes(), type=Labels)
            self._session: Any = ort.InferenceSession(
                str(folder / "judge.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOW,
            )
        except Exception as error:  # onnxruntime raises its own, undocumented types
            raise ModelError(f"{folder / 'judge.onnx'}: {error}; reinstall dragoman") from error
        self._pieces = pieces
        self._hints = {name: number for number, name in enumerate(self.labels.hints)}

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Judge:
        """The judge of the package, or the one in another folder.

        Raises:
            ModelError: a file is missing or damaged; names it.
        """
        folder = path or FOLDER
        for name in ("judge.onnx", "judge.json", "syntax.onnx", "pieces.tsv"):
            if not (folder / name).is_file():
                raise ModelError(f"{folder / name} is missing; reinstall dragoman")
        return cls(folder, Pieces(folder / "pieces.tsv"), threads)

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

    def verdicts(self, sentences: Sequence[Marked]) -> list[Verdict | None]:
        """Verdicts in the order of the sentences; None where no party is marked, or where a
        sentence is too long to be seen whole."""
        numbered = [self._numbered(sentence) for sentence in sentences]
        order = [i for i, n in enumerate(numbered) if n is not None and sentences[i].marks]
        order.sort(key=lambda i: len(numbered[i].ids))  # type: ignore[union-attr]
        found: list[Verdict | None] = [None] * len(sentences)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            for place, verdict in zip(batch, self._judged(batch, sentences, numbered), strict=True):
                found[place] = verdict
        return found

    def _numbered(self, sentence: Marked) -> _Numbered | None:
        ids, first, end = [Pieces.bos], [0], -1
        for token in sentence.tokens:
            first.append(len(ids))
            ids.extend(self._pieces.of(token.text, token.start != end))
            end = token.end
        ids.append(Pieces.eos)
        return _Numbered(ids, first) if len(ids) <= LONGEST else None

    def _judged(
        self,
        batch: Sequence[int],
        sentences: Sequence[Marked],
        numbered: Sequence[_Numbered | None],
    ) -> Iterator[Verdict]:
        rows = [(sentences[i], n) for i in batch if (n := numbered[i]) is not None]
        width = max(len(n.first) for _, n in rows)
        most = max(len(s.parties) for s, _ in rows)
        ids = np.full((len(rows), max(len(n.ids) for _, n in rows)), Pieces.pad, np.int64)
        first = np.zeros((len(rows), width), np.int64)
        kinds = np.zeros((len(rows), width), np.int64)
        marks = np.zeros((len(rows), most, width), np.float32)
        hints = np.zeros((len(rows), width, HINTS), np.int64)
        for row, (sentence, number) in enumerate(rows):
            ids[row, : len(number.ids)] = number.ids
            first[row, : len(number.first)] = number.first
            for mark in sentence.marks:
                inside = slice(mark.start + 1, mark.end + 1)  # word 0 is the text
                kinds[row, inside] = mark.kind
                marks[row, list(mark.parties), inside] = 1.0
            for token, names in enumerate(sentence.hints):
                for column, name in enumerate(names[:HINTS]):
                    hints[row, token + 1, column] = self._hints.get(name, 0)
        given = {"ids": ids, "first": first, "marks": marks, "kinds": kinds, "hints": hints}
        types, acts, statuses, looks = self._session.run(None, given)
        for row, (sentence, number) in enumerate(rows):
            count = len(sentence.parties)
            columns = [*range(count), most]
            yield Verdict(
                self.labels,
                sentence.parties,
                _shares(types[row, :count][:, columns]),
                _shares(acts[row, :count][:, columns]),
                _shares(statuses[row, :count][:, columns]),
                looks[row, :count][:, columns, 1 : len(number.first)].argmax(-1),
            )


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Pieces of a sentence, and the first of the text and of each token."""

    ids: list[int]
    first: list[int]


def _shares(logits: Floats) -> Floats:
    """Softmax over the last axis."""
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    found: Floats = shares / shares.sum(-1, keepdims=True)
    return found


__all__ = ["NOTHING", "Judge", "Labels", "Verdict"]
