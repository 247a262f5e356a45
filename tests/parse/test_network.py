"""Networks tell the same on every processor."""

from __future__ import annotations

import base64
from pathlib import Path

import numpy as np
import pytest

from dragoman.parse.network import session

# One MatMulInteger: four unsigned bytes by four signed ones of 127, made with onnx's helpers.
PRODUCT = base64.b64decode(
    "CAg6cgogCgF4CgF3CgJ6eAoCencSAXkiDU1hdE11bEludGVnZXISAWcqDwgECAEQAyoEf39/f0IBdyoJEAIqAQBC"
    "Anp4KgkQAyoBAEICendaEQoBeBIMCgoIAhIGCgAKAggEYhEKAXkSDAoKCAYSBgoACgIIAUIECgAQEQ=="
)


def test_sums_of_bytes_do_not_overflow(tmp_path: Path) -> None:
    """Without care the sum is 2 * 32767 on processors without VNNI."""
    path = tmp_path / "product.onnx"
    path.write_bytes(PRODUCT)
    (found,) = session(path, threads=1).run(None, {"x": np.full((3, 4), 255, np.uint8)})
    assert found.tolist() == [[4 * 255 * 127]] * 3


def test_a_damaged_network_is_no_session(tmp_path: Path) -> None:
    path = tmp_path / "product.onnx"
    path.write_bytes(PRODUCT[:50])
    with pytest.raises(Exception, match=r"product\.onnx"):
        session(path, threads=1)
