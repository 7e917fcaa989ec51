"""Tests of the library stand in an office that has it."""

from __future__ import annotations

from tests.support.complaints import ready

__all__ = ["ready"]
