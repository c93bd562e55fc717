"""Write `docs/coverage.md`, what there is for every operation of the specification: `python -m tests.pdconnect_api.coverage`."""

from __future__ import annotations

import re
from typing import Any

import pdconnect
from pdconnect_sandbox.handlers import HANDLERS
from tests import ROOT

from .spec import ALL_OPERATIONS, OPERATIONS, Operation, resolve

PAGE = ROOT / "docs" / "coverage.md"
HAND_WRITTEN_TESTS = {
    "proxy": "tests/pdconnect/test_proxy.py",
    "file_stash": "tests/pdconnect/test_file_stash.py",
}
"""Where the operations are tested that the specification can't describe in a fixed form, so that no test is derived from it."""
_HEAD = """# Coverage

Every operation of the specification, and what there is for it: a description with its errors, named examples, the method of both
clients, the sandbox, and a contract test on method, URL, query, body and headers. Made by `python -m tests.pdconnect_api.coverage`
from the specification and the code; a test fails if this page is behind them, or if there is a hole.

| operation | method and path | spec | example | sync | async | sandbox | contract test |
|---|---|---|---|---|---|---|---|
"""


def facts(operation: Operation) -> dict[str, bool]:
    """Return what there is for one operation."""
    tag, name, node = operation.tag, operation.method_name, operation.node
    settings: Any = {"project_id": "p", "access_token": "t", "environment": "development"}
    return {
        "spec": bool(node.get("summary") and node.get("description") and "default" in node["responses"]),
        "example": _has_examples(node),
        "sync": callable(getattr(getattr(pdconnect.Client(**settings), tag, None), name, None)),
        "async": callable(getattr(getattr(pdconnect.AsyncClient(**settings), tag, None), name, None)),
        "sandbox": operation.id in HANDLERS,
        "contract test": _has_contract_test(operation),
    }


def page() -> str:
    """Return the page."""
    rows: list[str] = []
    for operation in ALL_OPERATIONS:
        marks = " | ".join("yes" if there else "**no**" for there in facts(operation).values())
        rows.append(f"| `{operation}` | {operation.method} `{operation.path}` | {marks} |")
    return _HEAD + "\n".join(rows) + f"\n\n{len(rows)} operations.\n"


def _has_examples(node: dict[str, Any]) -> bool:
    bodies = [resolve(node.get("requestBody", {}))]
    bodies += [resolve(response) for status, response in node["responses"].items() if status in ("200", "2XX")]
    media = [body["content"]["application/json"] for body in bodies if "application/json" in body.get("content", {})]
    return all(each.get("examples") for each in media)


def _has_contract_test(operation: Operation) -> bool:
    if operation in OPERATIONS:
        return True
    tests = HAND_WRITTEN_TESTS.get(operation.tag)
    return tests is not None and re.search(rf"\b{operation.method_name}\b", (ROOT / tests).read_text()) is not None


if __name__ == "__main__":
    PAGE.write_text(page())
