"""Build the published files from the specification, and compare two versions of it. For development only; not part of the wheel."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
