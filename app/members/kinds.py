"""The choices of a person's record, for screens, which see no tables."""

from __future__ import annotations

from app.members.tables import (
    PRINT_SIZES,
    AdjustmentKind,
    Channel,
    ConsentState,
    MembershipState,
    PersonKind,
    PointKind,
    WarningKind,
)

__all__ = [
    "PRINT_SIZES",
    "AdjustmentKind",
    "Channel",
    "ConsentState",
    "MembershipState",
    "PersonKind",
    "PointKind",
    "WarningKind",
]
