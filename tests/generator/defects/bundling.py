"""Defects that prevent bundling."""

from __future__ import annotations

from .defect import defect

DEPOTS = "schemas/depots.yaml"
ITEMS = "              items: {$ref: '../schemas/depots.yaml#/Depot'}"
AT_ITEMS = "/collection/get/responses/200/content/application~1json/schema/items"


def _items(reference: str) -> tuple[str, str, str]:
    """Return an edit that changes the reference in the response of `depots_list`."""
    return "resources/depots.yaml", ITEMS, f"              items: {{$ref: '{reference}'}}"


def _at_items(reason: str) -> tuple[str, str, str]:
    return "resources/depots.yaml", AT_ITEMS, reason


BUNDLING = [
    defect("not YAML", DEPOTS, "[id]", "[id", (DEPOTS, "", "line 5, column 13: did not find expected ',' or ']'")),
    defect(
        "duplicate key",
        "schemas/common.yaml",
        "  required: [error]\n",
        "  required: [error]\n  type: object\n",
        ("schemas/common.yaml", "", "line 32, column 3: duplicate key 'type'"),
    ),
    defect(
        "key that is not a string",
        DEPOTS,
        "",
        "? [a, b]\n: c\n",
        (DEPOTS, "", "line 8, column 3: a key must be a string"),
    ),
    defect("file without a mapping", "headers.yaml", "RetryAfter:", "RetryAfter", ("headers.yaml", "", "line 2")),
    defect("empty file", "schemas/empty.yaml", "", "", ("schemas/empty.yaml", "", "must contain a mapping")),
    defect("two YAML documents", "openapi.yaml", "", "---\nmore\n", ("openapi.yaml", "", "but found another document")),
    defect(
        "dangling file", *_items("../schemas/depot.yaml#/Depot"), _at_items("there is no file spec/schemas/depot.yaml")
    ),
    defect("dangling name", *_items("../schemas/depots.yaml#/Depots"), _at_items("has no entry 'Depots'")),
    defect(
        "reference outside the specification",
        *_items("../../depots.yaml#/Depot"),
        _at_items("points outside the specification"),
    ),
    defect("reference to a file", *_items("../schemas/depots.yaml"), _at_items("must have the form [file.yaml]#/Name")),
    defect("deep reference", *_items("../schemas/depots.yaml#/Depot/properties/id"), _at_items("must have the form")),
    defect(
        "reference to a path item",
        *_items("parcels.yaml#/item"),
        _at_items("resources/parcels.yaml contains no components"),
    ),
    defect(
        "reference to a file that is not part of the specification",
        *_items("../README.md#/Depot"),
        _at_items("is not a file of the specification"),
    ),
    defect(
        "path without a reference",
        "openapi.yaml",
        "{$ref: 'resources/depots.yaml#/collection'}",
        "{get: {}}",
        ("openapi.yaml", "/paths/~1v1~1connect~1{project_id}~1depots", "must be a $ref to a path item in resources/"),
    ),
    defect(
        "path that refers to a schema",
        "openapi.yaml",
        "resources/depots.yaml#/collection",
        "schemas/depots.yaml#/Depot",
        ("openapi.yaml", "/paths/~1v1~1connect~1{project_id}~1depots", "must be a $ref to a path item in resources/"),
    ),
    defect(
        "unused entry",
        "schemas/common.yaml",
        "",
        "\nSpare: {type: string, description: Not used.}\n",
        ("schemas/common.yaml", "/Spare", "nothing refers to it"),
    ),
    defect(
        "duplicate name",
        DEPOTS,
        "",
        "    address: {$ref: '#/Address'}\nAddress: {type: string, description: Another Address.}\n",
        (DEPOTS, "/Address", "the name Address is already used by spec/schemas/parcels.yaml#/Address"),
    ),
]
