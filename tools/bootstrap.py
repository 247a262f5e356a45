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
import urllib.error
import urllib.request
import venv
from pathlib import Path
from urllib.parse import urljoin

INDEX = "https://pypi.org/pypi/pip/json"
OLDEST = (3, 11)


def main(folder: Path, requirement: str) -> int:
    """Makes the environment if it is not there, and installs the requirement."""
    if sys.version_info < OLDEST:
        print("dragoman needs Python 3.11 or newer; run: make PYTHON=python3.11", file=sys.stderr)
        return 2
    python = folder / "bin" / "python"
    if not python.exists():
        with_pip = importlib.util.find_spec("ensurepip") is not None
        venv.create(folder, with_pip=with_pip, symlinks=True)
    with tempfile.TemporaryDirectory() as scratch:
        try:
            pip = [str(python), *_pip(python, Path(scratch))]
        except urllib.error.URLError as error:
            print(f"pip cannot be fetched from {INDEX}: {error.reason}", file=sys.stderr)
            print("install it (Debian: apt install python3-venv) and run again", file=sys.stderr)
            return 1
        return subprocess.call([*pip, "install", "--quiet", "--editable", requirement])


def _pip(python: Path, scratch: Path) -> list[str]:
    """How the environment runs pip: its own, or one fetched for this once."""
    own = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    if own.returncode == 0:
        return ["-m", "pip"]
    return [f"{_wheel(scratch)}/pip"]


def _wheel(scratch: Path) -> Path:
    """The newest wheel of pip, fetched."""
    with urllib.request.urlopen(INDEX) as answer:
        files = json.load(answer)["urls"]
    url: str = urljoin(INDEX, next(f["url"] for f in files if f["filename"].endswith(".whl")))
    path = scratch / url.rpartition("/")[2]
    with urllib.request.urlopen(url) as answer:
        path.write_bytes(answer.read())
    return path


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
