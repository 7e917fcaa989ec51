"""Every test of this room stands in an office that can take complaints."""

from __future__ import annotations

from tests.support.complaints import ready

__all__ = ["ready"]
