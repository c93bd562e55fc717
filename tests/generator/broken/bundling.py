"""Defects that keep the files from becoming one document."""

from __future__ import annotations

from .defect import defect

DEPOTS = "schemas/depots.yaml"
ITEMS = "              items: {$ref: '../schemas/depots.yaml#/Depot'}"
AT_ITEMS = "/collection/get/responses/200/content/application~1json/schema/items"


def _items(reference: str) -> tuple[str, str, str]:
    """The edit that makes the answer of `depots_list` refer to something else."""
    return "resources/depots.yaml", ITEMS, f"              items: {{$ref: '{reference}'}}"


def _at_items(reason: str) -> tuple[str, str, str]:
    return "resources/depots.yaml", AT_ITEMS, reason


BUNDLING = [
    defect("not YAML", DEPOTS, "[id]", "[id", (DEPOTS, "", "line 5, column 13: did not find expected ',' or ']'")),
    defect(
        "key twice",
        "schemas/common.yaml",
        "  required: [error]\n",
        "  required: [error]\n  type: object\n",
        ("schemas/common.yaml", "", "line 32, column 3: the key 'type' stands here twice"),
    ),
    defect(
        "key that is no text", DEPOTS, "", "? [a, b]\n: c\n", (DEPOTS, "", "line 8, column 3: a key must be a text")
    ),
    defect("file without a mapping", "headers.yaml", "RetryAfter:", "RetryAfter", ("headers.yaml", "", "line 2")),
    defect("empty file", "schemas/empty.yaml", "", "", ("schemas/empty.yaml", "", "must hold a mapping")),
    defect("two documents", "openapi.yaml", "", "---\nmore\n", ("openapi.yaml", "", "but found another document")),
    defect(
        "dangling file", *_items("../schemas/depot.yaml#/Depot"), _at_items("there is no file spec/schemas/depot.yaml")
    ),
    defect("dangling name", *_items("../schemas/depots.yaml#/Depots"), _at_items("has no entry 'Depots'")),
    defect("reference out", *_items("../../depots.yaml#/Depot"), _at_items("leads out of the specification")),
    defect("reference to a file", *_items("../schemas/depots.yaml"), _at_items("must have the form [file.yaml]#/Name")),
    defect("deep reference", *_items("../schemas/depots.yaml#/Depot/properties/id"), _at_items("must have the form")),
    defect(
        "reference to a path item",
        *_items("parcels.yaml#/item"),
        _at_items("resources/parcels.yaml holds no components"),
    ),
    defect(
        "reference beside the specification",
        *_items("../README.md#/Depot"),
        _at_items("is not a file of the specification"),
    ),
    defect(
        "path written out",
        "openapi.yaml",
        "{$ref: 'resources/depots.yaml#/collection'}",
        "{get: {}}",
        ("openapi.yaml", "/paths/~1v1~1connect~1{project_id}~1depots", "must be a $ref to a path item in resources/"),
    ),
    defect(
        "path that is a schema",
        "openapi.yaml",
        "resources/depots.yaml#/collection",
        "schemas/depots.yaml#/Depot",
        ("openapi.yaml", "/paths/~1v1~1connect~1{project_id}~1depots", "must be a $ref to a path item in resources/"),
    ),
    defect(
        "unused entry",
        "schemas/common.yaml",
        "",
        "\nSpare: {type: string, description: Nobody needs it.}\n",
        ("schemas/common.yaml", "/Spare", "nothing refers to it"),
    ),
    defect(
        "name twice",
        DEPOTS,
        "",
        "    address: {$ref: '#/Address'}\nAddress: {type: string, description: Another Address.}\n",
        (DEPOTS, "/Address", "the name Address is taken already by spec/schemas/parcels.yaml#/Address"),
    ),
]
