"""The tests of pdconnect: folders named after the packages they test, and `integration/` for what needs more than Python."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The project."""
