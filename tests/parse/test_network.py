"""Networks tell the same on every processor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from dragoman.parse import network
from dragoman.parse.network import PRODUCT, session


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that sessions were asked for."""
    told: list[str] = []

    class Options(onnxruntime.SessionOptions):  # type: ignore[misc]
        def add_session_config_entry(self, key: str, value: str) -> Any:
            told.append(key)
            return super().add_session_config_entry(key, value)

    monkeypatch.setattr(onnxruntime, "SessionOptions", Options)
    return told


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """The file of a network whose sums overflow where no care is taken."""
    path = tmp_path / "product.onnx"
    path.write_bytes(PRODUCT)
    return path


def test_sums_of_bytes_do_not_overflow(product: Path) -> None:
    """Without care the sum is 2 * 32767 on processors without VNNI."""
    (found,) = session(product, threads=1).run(None, {"x": np.full((3, 4), 255, np.uint8)})
    assert found.tolist() == [[4 * 255 * 127]] * 3


@pytest.mark.parametrize("careless", [True, False])
def test_care_is_taken_only_where_it_is_needed(
    product: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, careless: bool
) -> None:
    monkeypatch.setattr(network, "overflows", lambda: careless)
    (found,) = session(product, threads=1).run(None, {"x": np.full((1, 4), 9, np.uint8)})
    assert found.tolist() == [[4 * 9 * 127]]
    assert (network.EXACT in asked) is careless


def test_whether_sums_overflow_is_found_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    class Careless:
        def run(self, _: None, given: dict[str, Any]) -> list[Any]:
            return [np.full((3, 1), 2 * 32767)]

    monkeypatch.setattr(onnxruntime, "InferenceSession", lambda *_, **__: Careless())
    assert network.overflows()


def test_a_damaged_network_is_no_session(product: Path) -> None:
    product.write_bytes(PRODUCT[:50])
    with pytest.raises(Exception, match=r"product\.onnx"):
        session(product, threads=1)
