"""Parts that are not OpenAPI, or not what an extension must be: told, and kept from the rules that would stumble over them."""

from __future__ import annotations

from .defect import defect

ROOT = "openapi.yaml"
PARCELS = "resources/parcels.yaml"
DEPOTS = "schemas/depots.yaml"
AT_OPEN = "/Depot/properties/open"

SHAPES = [
    defect(
        "version of another OpenAPI",
        ROOT,
        "openapi: 3.1.1",
        "openapi: 3.0.3",
        (ROOT, "/openapi", '"3.0.3" does not match'),
    ),
    defect(
        "dialect of JSON Schema",
        ROOT,
        "openapi: 3.1.1",
        "openapi: 3.1.1\njsonSchemaDialect: https://json-schema.org/draft/2019-09/schema",
        (ROOT, "/jsonSchemaDialect", "must not be given"),
    ),
    defect("no title", ROOT, "  title: Parcels\n", "", (ROOT, "/info", '"title" is a required property')),
    defect(
        "webhooks that are no mapping",
        ROOT,
        "webhooks:\n  parcel_delivered:  {$ref: 'resources/webhooks.yaml#/parcel_delivered'}\n",
        "webhooks: none\n",
        (ROOT, "/webhooks", "must be a mapping"),
    ),
    defect(
        "components that are no mapping",
        ROOT,
        "components:\n",
        "components: none\nx-components:\n",
        (ROOT, "/components", "must be a mapping"),
        (ROOT, "/x-components", "is not one of the extensions"),
    ),
    defect(
        "components in the root",
        ROOT,
        "components:\n",
        "components:\n  schemas:\n    Depot: {type: string}\n",
        (ROOT, "/components/schemas", "must stand in files of their own"),
    ),
    defect(
        "operation that is no mapping",
        PARCELS,
        "  delete:\n    operationId",
        "  delete: []\n  x-delete:\n    operationId",
        (PARCELS, "/item/delete", '[] is not of type "object"'),
    ),
    defect(
        "answer that is nothing",
        PARCELS,
        "      '204':\n        description: The parcel is gone.\n",
        "      '204':\n",
        (PARCELS, "/item/delete/responses/204", 'null is not of type "object"'),
    ),
    defect(
        "tags that are a text",
        PARCELS,
        "    operationId: parcels_delete\n    tags: [parcels]\n",
        "    operationId: parcels_delete\n    tags: parcels\n",
        (PARCELS, "/item/delete/tags", '"parcels" is not of type "array"'),
    ),
    defect(
        "parameter without a place",
        "parameters.yaml",
        "  in: query\n  description: Most items to give in one page.\n",
        "  description: Most items to give in one page.\n",
        ("parameters.yaml", "/Limit", '"in" is a required property'),
    ),
    defect(
        "type that is none", DEPOTS, "type: boolean", "type: bool", (DEPOTS, f"{AT_OPEN}/type", '"bool" is not valid')
    ),
    defect(
        "pattern that is none",
        DEPOTS,
        "type: boolean,",
        "type: string, pattern: '[a-',",
        (DEPOTS, f"{AT_OPEN}/pattern", '"[a-" is not a "regex"'),
    ),
    defect(
        "schema that is true",
        DEPOTS,
        "{type: boolean, description: Whether parcels are taken in.}",
        "true",
        (DEPOTS, AT_OPEN, 'true is not of type "object"'),
    ),
    defect(
        "required that is a text",
        DEPOTS,
        "required: [id]",
        "required: id",
        (DEPOTS, "/Depot/required", '"id" is not of type "array"'),
    ),
    defect(
        "extension that is no text",
        PARCELS,
        "x-envelope: data",
        "x-envelope: [data]",
        (PARCELS, "/item/get/x-envelope", "['data'] is not of type 'string'"),
    ),
    defect(
        "style without a place of the items",
        ROOT,
        "    items: [data, data.parcels]\n",
        "",
        (ROOT, "/x-pagination-styles/cursor", "'items' is a required property"),
    ),
]
