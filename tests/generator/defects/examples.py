"""Defects of examples."""

from __future__ import annotations

from .defect import defect

EXAMPLES = "examples/depots.yaml"
DEPOTS = "resources/depots.yaml"
NAMED = "            examples:\n              depots: {$ref: '../examples/depots.yaml#/depots'}\n"


def _secret(name: str, value: str) -> tuple[str, str, str, str, tuple[str, str, str]]:
    problem = (EXAMPLES, "/depots/value/1/id", "looks like a real credential; use an obviously fake value")
    return f"secret: {name}", EXAMPLES, "id: south", f"id: {value}", problem


EXAMPLE = [
    defect(
        "response without an example",
        DEPOTS,
        NAMED,
        "",
        (DEPOTS, "/collection/get/responses/200", "has no named example"),
        (EXAMPLES, "/depots", "nothing refers to it"),
    ),
    defect(
        "request without an example",
        "resources/parcels.yaml",
        "          examples:\n            smallest: {$ref: '../examples/parcels.yaml#/smallest'}\n"
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n",
        "",
        ("resources/parcels.yaml", "/collection/post/requestBody", "has no named example"),
        ("examples/parcels.yaml", "/smallest", "nothing refers to it"),
        ("examples/parcels.yaml", "/all_fields", "nothing refers to it"),
    ),
    defect(
        "example of the wrong type",
        EXAMPLES,
        "open: true",
        "open: yes",
        (EXAMPLES, "/depots/value/0/open", '"yes" is not of type "boolean"'),
    ),
    defect(
        "example without a required member",
        EXAMPLES,
        "    - id: south\n",
        "    - open: false\n",
        (EXAMPLES, "/depots/value/1", '"id" is a required property'),
    ),
    defect(
        "invalid time",
        "examples/parcels.yaml",
        "2024-07-30T22:52:48.000Z",
        "2024-07-30 at noon",
        ("examples/parcels.yaml", "/enveloped/value/data/sent_at", 'is not a "date-time"'),
    ),
    defect(
        "example without a summary", EXAMPLES, "  summary: Both depots\n", "", (EXAMPLES, "/depots", "has no summary")
    ),
    defect(
        "example without a value",
        "examples/common.yaml",
        "  summary: Unknown id\n  value:\n    error: Not Found\n",
        "  summary: Unknown id\n",
        ("examples/common.yaml", "/not_found", "has no value"),
    ),
    defect(*_secret("Connect token", "ctok_" + "5e1f" * 8)),
    defect(*_secret("JSON web token", "eyJ" + "hbGciOi" * 4 + "." + "c2lnbmVk" * 4)),
    defect(*_secret("private key", "'-----BEGIN RSA PRIVATE KEY-----'")),
    defect(*_secret("GitHub token", "ghp_" + "Ab1" * 12)),
    defect(*_secret("Slack token", "xoxb-" + "1234567890-" * 2 + "a")),
    defect(*_secret("AWS key", "AKIA" + "A1B2" * 4)),
]
