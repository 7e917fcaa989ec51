"""How much memory the program took at most."""

from __future__ import annotations

import sys

_MB = 1024 * 1024


def most_memory_mb() -> float | None:
    """The most resident memory of this process so far, in MB of 2**20 bytes; None where the system does not say."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _MB if sys.platform == "darwin" else most / 1024
