"""The syntax model at run time: sentences -> Universal Dependencies trees, by onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman.model import ModelError, Sentence, Tree, Word
from dragoman.parse.decode import tree
from dragoman.parse.pieces import Pieces

FOLDER = Path(__file__).parent / "data"
BATCH = 2500  # pieces, padding included
LONGEST = 510  # pieces the encoder can see at once
Ints = npt.NDArray[np.int64]


class Labels(msgspec.Struct, frozen=True):
    """labels.json: relations, parts of speech, and values of each feature ("" for none)."""

    relations: tuple[str, ...]
    upos: tuple[str, ...]
    feats: dict[str, tuple[str, ...]]


class SyntaxModel:
    """Parses sentences. One object, one thread (by default): run one process a core.

    The dynamic 8-bit arithmetic takes its range over a whole batch, so that a tree can depend on
    its batch mates: give the sentences of one document in one call, and the same document always
    gives the same trees.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime as ort
        import threadpoolctl

        # numpy's own threads would spin beside those of the other worker processes.
        threadpoolctl.threadpool_limits(threads, user_api="blas")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        network = folder / "syntax.onnx"
        try:
            self._session: Any = ort.InferenceSession(
                str(network), options, providers=["CPUExecutionProvider"]
            )
            weights = np.load(folder / "relations.npy")
            self._relation_weights = weights.astype(np.float32)
            self._labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
            self._pieces = Pieces(folder / "pieces.tsv")
        except ModelError:
            raise
        except Exception as error:  # onnxruntime raises its own, undocumented types
            raise ModelError(f"{network}: {error}; reinstall dragoman") from error
        self._root = self._labels.relations.index("root")

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> SyntaxModel:
        """The model of the package, or the one in another folder.

        Raises:
            ModelError: a file is missing or damaged; names it.
        """
        folder = path or FOLDER
        for name in ("syntax.onnx", "relations.npy", "labels.json", "pieces.tsv"):
            if not (folder / name).is_file():
                raise ModelError(f"{folder / name} is missing; reinstall dragoman")
        return cls(folder, threads)

    @staticmethod
    def fingerprint(path: Path | None = None) -> str:
        """Short hash of the network of a folder; it reads the file, so ask once.

        Raises:
            ModelError: the network is missing.
        """
        network = (path or FOLDER) / "syntax.onnx"
        try:
            with network.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()[:12]
        except OSError as error:
            raise ModelError(f"{network} is missing; reinstall dragoman") from error

    def parse(self, sentences: Sequence[Sentence]) -> list[Tree]:
        """Trees of the sentences, in their order."""
        encoded = [self._encode(sentence) for sentence in sentences]
        trees: list[Tree | None] = [None] * len(sentences)
        for batch in _batches([sum(map(len, pieces)) + 2 for pieces in encoded]):
            parsed = self._run([encoded[i] for i in batch])
            for place, words in zip(batch, parsed, strict=True):
                trees[place] = _tree(sentences[place], *words)
        return [found for found in trees if found is not None]

    def _encode(self, sentence: Sentence) -> list[tuple[int, ...]]:
        """Pieces of each token; a sentence that the encoder cannot see whole keeps one a token."""
        found = []
        end = -1
        for token in sentence.tokens:
            found.append(self._pieces.of(token.text, token.start != end))
            end = token.end
        if sum(map(len, found)) > LONGEST:
            found = [pieces[:1] for pieces in found]
        return found

    def _run(
        self, batch: Sequence[Sequence[tuple[int, ...]]]
    ) -> Iterator[tuple[list[int], list[str], list[str], list[str]]]:
        """Heads (-1 for the root), relations, parts of speech and features of each sentence."""
        ids, first = self._tensors(batch)
        arcs, dependants, heads, tags = self._session.run(None, {"ids": ids, "first": first})
        sizes = [len(sentence) for sentence in batch]
        chosen = [tree(arcs[i, : n + 1, : n + 1]) for i, n in enumerate(sizes)]
        relations = self._relations(dependants, heads, chosen, sizes)
        done = 0
        for i, size in enumerate(sizes):
            names = [self._labels.relations[r] for r in relations[done : done + size]]
            done += size
            rows = tags[i, 1 : size + 1]
            yield (
                [int(h) - 1 for h in chosen[i][1:]],
                names,
                [self._labels.upos[t] for t in rows[:, 0]],
                [self._features(row[1:]) for row in rows],
            )

    def _tensors(self, batch: Sequence[Sequence[tuple[int, ...]]]) -> tuple[Ints, Ints]:
        """Piece ids [sentences, pieces], first piece of each word [sentences, words + 1]."""
        width = max(sum(map(len, sentence)) for sentence in batch) + 2
        ids = np.full((len(batch), width), Pieces.pad, np.int64)
        first = np.zeros((len(batch), max(map(len, batch)) + 1), np.int64)
        for row, sentence in enumerate(batch):
            flat = [Pieces.bos]
            for place, pieces in enumerate(sentence, 1):
                first[row, place] = len(flat)
                flat.extend(pieces)
            flat.append(Pieces.eos)
            ids[row, : len(flat)] = flat
        return ids, first

    def _relations(
        self, dependants: Any, heads: Any, chosen: Sequence[Any], sizes: Sequence[int]
    ) -> npt.NDArray[np.intp]:
        """Relation of each word to its chosen head, over all words of the batch."""
        lower = np.concatenate([dependants[i, 1 : n + 1] for i, n in enumerate(sizes)])
        upper = np.concatenate([heads[i, c[1:]] for i, c in enumerate(chosen)])
        weights = self._relation_weights  # [dependant, relation, head]
        size, count, width = weights.shape
        bilinear = (lower @ weights.reshape(size, count * width)).reshape(-1, count, width)
        scores = np.matmul(bilinear, upper[:, :, None])[:, :, 0]
        is_root = np.concatenate([c[1:] == 0 for c in chosen])
        scores[:, self._root] = np.where(is_root, -IMPOSSIBLE, IMPOSSIBLE)
        best: npt.NDArray[np.intp] = scores.argmax(1)
        return best

    def _features(self, row: Any) -> str:
        values = zip(self._labels.feats.items(), row, strict=True)
        return "|".join(f"{name}={known[v - 1]}" for (name, known), v in values if v)


IMPOSSIBLE = -1e9


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of sentences of about the same length, `BATCH` pieces at a time."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batch and lengths[place] * (len(batch) + 1) > BATCH:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _tree(
    sentence: Sentence, heads: list[int], relations: list[str], upos: list[str], feats: list[str]
) -> Tree:
    words = tuple(
        Word(i, token.text, token.start, token.end, upos[i], feats[i], heads[i], relations[i])
        for i, token in enumerate(sentence.tokens)
    )
    return Tree(sentence, words)


def measured(folder: Path = FOLDER) -> dict[str, float]:
    """LAS in per cent by language, as `python -m training` measured it on held-out sentences."""
    return msgspec.json.decode((folder / "measured.json").read_bytes(), type=dict[str, float])
