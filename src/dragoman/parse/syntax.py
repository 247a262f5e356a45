"""The syntax model at run time: sentences -> Universal Dependencies trees, by onnxruntime."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dragoman.model import ModelError, Sentence, Tree, Word
from dragoman.parse.decode import tree
from dragoman.parse.network import session
from dragoman.parse.pieces import Pieces

FOLDER = Path(__file__).parent / "data"
LONGEST = 510  # pieces the encoder can see at once
Ints = npt.NDArray[np.int64]


class Labels(msgspec.Struct, frozen=True):
    """labels.json: relations, parts of speech, and values of each feature ("" for none)."""

    relations: tuple[str, ...]
    upos: tuple[str, ...]
    feats: dict[str, tuple[str, ...]]


class SyntaxModel:
    """Parses sentences. One object, one thread (by default): run one process a core.

    Sentences are parsed one by one. On a CPU nothing is gained by a batch (padding costs more than
    the larger matrices save), and the dynamic 8-bit arithmetic takes its range over all that it
    sees at once: alone, a sentence has the same tree whatever stands beside it, and a better one.

    Attributes:
        pieces: words to pieces, for whoever shares the encoder's embeddings.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        import threadpoolctl

        # numpy's own threads would spin beside those of the other worker processes.
        threadpoolctl.threadpool_limits(threads, user_api="blas")
        network = folder / "syntax.onnx"
        try:
            self._session = session(network, threads)
            self._labels = msgspec.json.decode((folder / "labels.json").read_bytes(), type=Labels)
            self.pieces = Pieces(folder / "pieces.tsv")
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
        for name in ("syntax.onnx", "labels.json", "pieces.tsv"):
            if not (folder / name).is_file():
                raise ModelError(f"{folder / name} is missing; reinstall dragoman")
        return cls(folder, threads)

    @staticmethod
    def relations(path: Path | None = None) -> tuple[str, ...]:
        """The relations that the model of a folder tells apart; needs its labels alone."""
        labels = ((path or FOLDER) / "labels.json").read_bytes()
        return msgspec.json.decode(labels, type=Labels).relations

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

    def parse(self, sentence: Sentence) -> Tree:
        """The tree of a sentence."""
        pieces = self._encode(sentence)
        ids, first = _tensors(pieces)
        arcs, dependants, heads, tags = self._session.run(None, {"ids": ids, "first": first})
        size = len(pieces)
        chosen = tree(arcs[0, : size + 1, : size + 1])
        relations = self._relations(dependants[0], heads[0], chosen)
        words = (
            Word(
                place,
                token.text,
                token.start,
                token.end,
                self._labels.upos[row[0]],
                self._features(row[1:]),
                int(head) - 1,
                self._labels.relations[relation],
            )
            for place, (token, row, head, relation) in enumerate(
                zip(sentence.tokens, tags[0, 1:].tolist(), chosen[1:], relations, strict=True)
            )
        )
        return Tree(sentence, tuple(words))

    def _encode(self, sentence: Sentence) -> list[tuple[int, ...]]:
        """Pieces of each token; a sentence that the encoder cannot see whole keeps one a token."""
        found = []
        end = -1
        for token in sentence.tokens:
            found.append(self.pieces.of(token.text, token.start != end))
            end = token.end
        if sum(map(len, found)) > LONGEST:
            found = [pieces[:1] for pieces in found]
        return found

    def _relations(self, dependants: Any, heads: Any, chosen: Any) -> npt.NDArray[np.intp]:
        """Relation of each word to its chosen head.

        Args:
            dependants: [words + 1, relations, width], `heads`: [words + 1, width].
        """
        scores = np.matmul(dependants[1:], heads[chosen[1:], :, None])[:, :, 0]
        scores[:, self._root] = np.where(chosen[1:] == 0, -IMPOSSIBLE, IMPOSSIBLE)
        best: npt.NDArray[np.intp] = scores.argmax(1)
        return best

    def _features(self, row: Any) -> str:
        values = zip(self._labels.feats.items(), row, strict=True)
        return "|".join(f"{name}={known[v - 1]}" for (name, known), v in values if v)


IMPOSSIBLE = -1e9


def _tensors(sentence: Sequence[tuple[int, ...]]) -> tuple[Ints, Ints]:
    """Piece ids [1, pieces], first piece of the root and of each word [1, words + 1]."""
    flat, first = [Pieces.bos], [0]
    for pieces in sentence:
        first.append(len(flat))
        flat.extend(pieces)
    flat.append(Pieces.eos)
    return np.array([flat], np.int64), np.array([first], np.int64)


def measured(folder: Path = FOLDER) -> dict[str, float]:
    """LAS in per cent by language, as `python -m training` measured it on held-out sentences."""
    return msgspec.json.decode((folder / "measured.json").read_bytes(), type=dict[str, float])
