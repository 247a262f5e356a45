"""Processes that read stand back, and search for garbage seldom."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dragoman.process import POLITE, SELDOM

TOLD = """
import gc, json, os
from dragoman.process import search_seldom, stand_back
before = os.nice(0)
stand_back(), stand_back(), search_seldom()
print(json.dumps([before, os.nice(0), gc.get_threshold()]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such order")
def test_a_process_stands_back_once() -> None:
    run = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, check=True)
    before, after, threshold = json.loads(run.stdout)
    assert after == max(before, POLITE)
    assert tuple(threshold) == SELDOM
