"""Writes the published specification without webhooks: `python -m tests.integration.languages.plain_spec plain.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from tests import ROOT

PUBLISHED = ROOT / "spec/bundled/openapi.yaml"


def write_plain_spec(target: Path) -> Path:
    """Write a copy of the published specification without webhooks.

    Some generators replace the file of a resource with the file of a webhook.
    """
    document: dict[str, Any] = yaml.load(PUBLISHED.read_text("utf-8"), yaml.CSafeLoader)
    document.pop("webhooks", None)
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


if __name__ == "__main__":
    write_plain_spec(Path(sys.argv[1]))
