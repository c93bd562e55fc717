"""The official SDKs, as they are published, against the sandbox."""

from pathlib import Path

FOLDER = Path(__file__).parent
