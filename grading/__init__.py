"""The engine that grades a submission."""

from pathlib import Path

VERSION = "0.1.0"

KIT = Path(__file__).resolve().parent.parent
"""The folder of the whole kit, which is used where it lies."""
