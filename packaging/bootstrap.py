"""Sets Fairhand up on this machine and starts it: python3 packaging/bootstrap.py run | test | bench | setup."""

import sys

# Written so that an older Python can still read this file, and say what is wrong.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        "Fairhand needs Python 3.11 or newer, and this is Python "
        + ".".join(str(part) for part in sys.version_info[:3])
        + ". Install a newer one and start this script with it, for example: python3.12 packaging/bootstrap.py run"
    )

from commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
