"""Files of the judge that are links."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.judge import Judge
from dragoman.judge.model import FILES
from dragoman.model import ModelError
from dragoman.parse.syntax import FOLDER


def test_a_folder_of_links_is_as_good_as_one_of_files(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).symlink_to(FOLDER / name)
    assert Judge.load(tmp_path).labels == Judge.load().labels


def test_a_link_that_leads_out_of_the_folder_is_named_as_the_reason(tmp_path: Path) -> None:
    """onnxruntime reads no weights that lie elsewhere."""
    shutil.copy(FOLDER / "judge.onnx", tmp_path)
    for name in FILES[1:]:
        (tmp_path / name).symlink_to(FOLDER / name)
    with pytest.raises(ModelError, match=r"judge\.onnx: .*a link leads out of the folder"):
        Judge.load(tmp_path)
