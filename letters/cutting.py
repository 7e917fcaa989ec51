"""Pages of a PDF as a PDF of their own: as they are, and with nothing of the others."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf


def cut_pages(content: bytes, ranges: Sequence[tuple[int, int]]) -> Iterator[bytes]:
    """One PDF for each first and last page (from 1), in their order."""
    with pikepdf.open(io.BytesIO(content)) as pile:
        for first, last in ranges:
            made = io.BytesIO()
            with pikepdf.new() as pdf:
                pdf.pages.extend(pile.pages[first - 1 : last])
                pdf.remove_unreferenced_resources()
                pdf.save(made, deterministic_id=True)
            yield made.getvalue()
