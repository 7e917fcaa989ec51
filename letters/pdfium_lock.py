"""One lock for pdfium, which may be inside of one thread at a time in the whole program."""

from __future__ import annotations

import threading
from typing import Final

PDFIUM: Final = threading.Lock()
"""Held by whoever opens, draws or closes a document."""
