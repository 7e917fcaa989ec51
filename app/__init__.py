"""What the office knows and may do: no Qt, no drawing."""

from __future__ import annotations

VERSION = "0.1.0"
PROGRAM = f"fairhand {VERSION}"
