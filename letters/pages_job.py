"""``python -m letters.pages_job FOLDER KIND``: make the pages of a file for the printer in a process of its own.

``file`` in the folder is what they are made of, ``pages.pdf`` is what comes of it. The last line is JSON: how many
``pages`` there are, or why it ``cannot`` be printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

FILE, PAGES = "file", "pages.pdf"


def main(arguments: Sequence[str]) -> int:
    """Make them, or say why not. What reads PDF is imported here: the window knows this module too."""
    from letters.paper import CannotPrint, paper_of

    folder, kind = Path(arguments[0]), arguments[1]
    try:
        paper = paper_of((folder / FILE).read_bytes(), "pdf" if kind == "pdf" else "picture")
        (folder / PAGES).write_bytes(paper.pdf)
    except CannotPrint as problem:
        return _end(cannot=str(problem))
    except OSError as error:
        return _end(problem=f"Its pages cannot be made ({error.strerror or error}).")
    return _end(pages=paper.pages)


def _end(**found: object) -> int:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    return 0 if "pages" in found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
