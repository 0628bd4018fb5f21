"""Raises SystemExit(0) at import."""
# outcome: 0 points; error; says "called for Python to exit"

import sys

sys.exit(0)
