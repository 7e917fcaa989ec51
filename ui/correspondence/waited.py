"""How long somebody has waited, in words: no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta


def waited(since: datetime, now: datetime) -> str:
    """How long somebody has waited: "a moment", "12 min", "3 h", "2 days"."""
    span = now - since
    if span < timedelta(minutes=1):
        return "a moment"
    if span < timedelta(hours=1):
        return f"{int(span.total_seconds() // 60)} min"
    if span < timedelta(days=1):
        return f"{int(span.total_seconds() // 3600)} h"
    return "1 day" if span.days == 1 else f"{span.days} days"
