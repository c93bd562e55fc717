"""The published official SDKs against the sandbox."""

from pathlib import Path

FOLDER = Path(__file__).parent
