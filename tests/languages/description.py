"""The published specification, and the form of it that suits every generator: `python -m tests.languages.description plainer.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

PUBLISHED = Path(__file__).parents[2] / "spec/bundled/openapi.yaml"


def plainer(target: Path) -> Path:
    """Write a copy without what generators stumble over.

    That is webhooks, two spellings of one property (`stashId`, `stash_id`), and several types in one list.
    """
    document: dict[str, Any] = yaml.load(PUBLISHED.read_text("utf-8"), yaml.CSafeLoader)
    document.pop("webhooks", None)
    for schema in document["components"]["schemas"].values():
        _keep_one_spelling(schema.get("properties", {}))
    _split_types(document)
    target.write_text(json.dumps(document), encoding="utf-8")
    return target


def _keep_one_spelling(properties: dict[str, Any]) -> None:
    seen = set[str]()
    for name in list(properties):
        spelling = name.replace("_", "").lower()
        if spelling in seen:
            del properties[name]
        seen.add(spelling)


def _split_types(node: Any) -> None:
    """Make `type: [string, boolean]` a choice of two schemas; null may stay beside one type."""
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _split_types(child)
    if isinstance(node, dict) and isinstance(kinds := node.get("type"), list) and len({*kinds} - {"null"}) > 1:
        del node["type"]
        node["anyOf"] = [{"type": kind} for kind in kinds]


if __name__ == "__main__":
    plainer(Path(sys.argv[1]))
