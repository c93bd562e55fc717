"""The tests of pdconnect: folders named after the packages they test, and `integration/` for tests that need more than Python."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
"""The root folder of the project."""
