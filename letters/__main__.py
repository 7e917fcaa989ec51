"""``python -m letters``: the engine alone."""

from __future__ import annotations

import sys

from letters.command import main

sys.exit(main())
