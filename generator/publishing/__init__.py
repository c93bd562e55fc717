"""From the specification to what is published of it, and what a change of it means. Development only, never shipped."""

from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
