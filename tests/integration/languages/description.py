"""The published specification, and the form of it without webhooks: `python -m tests.integration.languages.description plainer.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from tests import ROOT

PUBLISHED = ROOT / "spec/bundled/openapi.yaml"


def plainer(target: Path) -> Path:
    """Write a copy without what generators stumble over.

    That is webhooks, whose file takes the place of another one.
    """
    document: dict[str, Any] = yaml.load(PUBLISHED.read_text("utf-8"), yaml.CSafeLoader)
    document.pop("webhooks", None)
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


if __name__ == "__main__":
    plainer(Path(sys.argv[1]))
