"""``python -m app.admin_cli``."""

from __future__ import annotations

import sys

from app.admin_cli import main

sys.exit(main())
