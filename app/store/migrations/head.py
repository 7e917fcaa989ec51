"""The newest revision that this program knows; ``remake`` names the baseline after what it says."""

from __future__ import annotations

HEAD = "0001_582cca18"
