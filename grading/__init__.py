"""The engine that grades a submission."""

VERSION = "0.1.0"

from pathlib import Path

KIT = Path(__file__).resolve().parent.parent
"""The folder of the whole kit, which is used where it lies."""
