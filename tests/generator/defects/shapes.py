"""Parts that are not valid OpenAPI, and invalid extensions. They are reported, and other rules do not see them."""

from __future__ import annotations

from .defect import defect

ROOT = "openapi.yaml"
PARCELS = "resources/parcels.yaml"
DEPOTS = "schemas/depots.yaml"
AT_OPEN = "/Depot/properties/open"

SHAPES = [
    defect(
        "other OpenAPI version",
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
        (ROOT, "/jsonSchemaDialect", "must not be set"),
    ),
    defect("no title", ROOT, "  title: Parcels\n", "", (ROOT, "/info", '"title" is a required property')),
    defect(
        "webhooks that are not a mapping",
        ROOT,
        "webhooks:\n  parcel_delivered:  {$ref: 'resources/webhooks.yaml#/parcel_delivered'}\n",
        "webhooks: none\n",
        (ROOT, "/webhooks", "must be a mapping"),
    ),
    defect(
        "components that are not a mapping",
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
        (ROOT, "/components/schemas", "must be in separate files"),
    ),
    defect(
        "operation that is not a mapping",
        PARCELS,
        "  delete:\n    operationId",
        "  delete: []\n  x-delete:\n    operationId",
        (PARCELS, "/item/delete", '[] is not of type "object"'),
    ),
    defect(
        "null response",
        PARCELS,
        "      '204':\n        description: The parcel is deleted.\n",
        "      '204':\n",
        (PARCELS, "/item/delete/responses/204", 'null is not of type "object"'),
    ),
    defect(
        "tags that are a string",
        PARCELS,
        "    operationId: parcels_delete\n    tags: [parcels]\n",
        "    operationId: parcels_delete\n    tags: parcels\n",
        (PARCELS, "/item/delete/tags", '"parcels" is not of type "array"'),
    ),
    defect(
        "parameter without a location",
        "parameters.yaml",
        "  in: query\n  description: Maximum number of items in one page.\n",
        "  description: Maximum number of items in one page.\n",
        ("parameters.yaml", "/Limit", '"in" is a required property'),
    ),
    defect("unknown type", DEPOTS, "type: boolean", "type: bool", (DEPOTS, f"{AT_OPEN}/type", '"bool" is not valid')),
    defect(
        "invalid pattern",
        DEPOTS,
        "type: boolean,",
        "type: string, pattern: '[a-',",
        (DEPOTS, f"{AT_OPEN}/pattern", '"[a-" is not a "regex"'),
    ),
    defect(
        "boolean schema",
        DEPOTS,
        "{type: boolean, description: Whether it accepts parcels.}",
        "true",
        (DEPOTS, AT_OPEN, 'true is not of type "object"'),
    ),
    defect(
        "required that is a string",
        DEPOTS,
        "required: [id]",
        "required: id",
        (DEPOTS, "/Depot/required", '"id" is not of type "array"'),
    ),
    defect(
        "extension that is not a string",
        PARCELS,
        "x-envelope: data",
        "x-envelope: [data]",
        (PARCELS, "/item/get/x-envelope", '["data"] is not of type "string"'),
    ),
    defect(
        "pagination style without items",
        ROOT,
        "    items: [data, data.parcels]\n",
        "",
        (ROOT, "/x-pagination-styles/cursor", '"items" is a required property'),
    ),
]
