"""Makes a virtual environment and installs dragoman into it: `bootstrap.py FOLDER REQUIREMENT`.

Debian's bare Python has no ensurepip (it is in python3-venv); then pip itself is fetched from
the package index and run from its wheel, so that nothing need be installed as root.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path

INDEX = "https://pypi.org/pypi/pip/json"
OLDEST = (3, 11)


def main(folder: Path, requirement: str) -> int:
    """Makes the environment if it is not there, and installs the requirement."""
    if sys.version_info < OLDEST:
        sys.stderr.write("dragoman needs Python 3.11 or newer; run: make PYTHON=python3.11\n")
        return 2
    python = folder / "bin" / "python"
    has_pip = importlib.util.find_spec("ensurepip") is not None
    if not python.exists():
        venv.create(folder, with_pip=has_pip, symlinks=True)
    with tempfile.TemporaryDirectory() as scratch:
        pip = [str(python), "-m", "pip"] if has_pip else [str(python), f"{_wheel(scratch)}/pip"]
        command = [*pip, "install", "--quiet", "--editable", requirement]
        return subprocess.call(command)


def _wheel(scratch: str) -> str:
    """The newest wheel of pip, fetched."""
    with urllib.request.urlopen(INDEX) as answer:
        files = json.load(answer)["urls"]
    url = next(file["url"] for file in files if file["filename"].endswith(".whl"))
    path = Path(scratch) / url.rpartition("/")[2]
    with urllib.request.urlopen(url) as answer:
        path.write_bytes(answer.read())
    return str(path)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
