"""Writes the two hash-locked package lists anew from pyproject.toml; needs `uv` on the path.

Versions stay as they are where pyproject.toml still allows them; ``--upgrade`` takes the newest of all.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = "packaging"
# The build backend is locked too: the project is installed without the network.
BUILD = "setuptools>=77\n"
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
    *("--custom-compile-command", f"python3 {HERE}/lock.py"),
    *("pyproject.toml", "-"),
]


def main(options: list[str]) -> int:
    """Write the list for tests first, then the one to run within its versions; return the exit status."""
    test, plain = f"{HERE}/requirements-test.txt", f"{HERE}/requirements.txt"
    _compile([*options, "--group", "test", "--output-file", test])
    _compile([*options, "--constraints", test, "--output-file", plain])
    for path in (test, plain):
        if re.search(r"://|^-|@ ", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE):
            print(f"{path} names a place to fetch from; it must hold names, versions and hashes only.")
            return 1
    return 0


def _compile(options: list[str]) -> None:
    subprocess.run([*COMPILE, *options], cwd=ROOT, input=BUILD, text=True, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
