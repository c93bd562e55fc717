"""Defects of operations, one or more for each rule of `generator/lint/operations.py`."""

from __future__ import annotations

from .defect import defect

ROOT = "openapi.yaml"
PARCELS = "resources/parcels.yaml"
DEPOTS = "resources/depots.yaml"
CREATE = "/collection/post"

OPERATIONS = [
    # ---- has_identity
    defect(
        "no operationId",
        PARCELS,
        "    operationId: parcels_delete\n",
        "",
        (PARCELS, "/item/delete/operationId", "must be the tag, '_' and the method's name, such as parcels_list"),
    ),
    defect(
        "operationId of another tag",
        PARCELS,
        "operationId: parcels_delete",
        "operationId: depots_delete",
        (PARCELS, "/item/delete/operationId", "must be the tag"),
    ),
    defect(
        "verb of another method",
        PARCELS,
        "operationId: parcels_delete",
        "operationId: parcels_create",
        (PARCELS, "/item/delete/operationId", "the verb 'create' does not fit DELETE; one of delete"),
        (PARCELS, "/item/delete/operationId", "parcels_create is used already at"),
        (ROOT, "", "Operation ID 'parcels_create' for 'delete'"),
    ),
    defect(
        "verb that is none",
        PARCELS,
        "operationId: parcels_delete",
        "operationId: parcels_shred",
        (PARCELS, "/item/delete/operationId", "the verb 'shred' does not fit DELETE"),
    ),
    defect(
        "two tags",
        DEPOTS,
        "tags: [depots]",
        "tags: [depots, parcels]",
        (DEPOTS, "/collection/get/tags", "exactly one tag, declared at the root"),
    ),
    defect("no tag", DEPOTS, "    tags: [depots]\n", "", (DEPOTS, "/collection/get/tags", "exactly one tag")),
    defect(
        "undeclared tag",
        ROOT,
        "  - name: depots\n    description: Places where parcels wait.\n",
        "",
        (DEPOTS, "/collection/get/tags", "declared at the root"),
    ),
    # ---- has_texts
    defect(
        "tag without a description",
        ROOT,
        "    description: Places where parcels wait.\n",
        "",
        (ROOT, "/tags/1", "has no description"),
    ),
    defect(
        "tag that is no name",
        ROOT,
        "  - name: webhooks",
        "  - name: web-hooks",
        (ROOT, "/tags/2/name", "must be a name in snake_case"),
    ),
    defect(
        "no summary", DEPOTS, "    summary: List depots\n", "", (DEPOTS, "/collection/get/summary", "a short sentence")
    ),
    defect(
        "summary with a full stop",
        DEPOTS,
        "List depots\n",
        "List depots.\n",
        (DEPOTS, "/collection/get/summary", "without a full stop"),
    ),
    defect(
        "summary that goes on and on",
        DEPOTS,
        "List depots\n",
        "List the depots, whether they are open or not, and whoever runs them\n",
        (DEPOTS, "/collection/get/summary", "at most 60 characters"),
    ),
    defect(
        "operation without a description",
        DEPOTS,
        "    description: Lists the depots, all in one answer.\n",
        "",
        (DEPOTS, "/collection/get/description", "is missing"),
    ),
    defect(
        "parameter without a description",
        PARCELS,
        "        description: Only parcels sent at this speed.\n",
        "",
        (PARCELS, "/collection/get/parameters", "the parameter speed has no description"),
    ),
    # ---- has_answers
    defect(
        "no success",
        PARCELS,
        "      '204':\n        description: The parcel is gone.\n",
        "",
        (PARCELS, "/item/delete/responses", "has no successful answer"),
    ),
    defect(
        "no default",
        DEPOTS,
        "      default: {$ref: '../responses.yaml#/UnexpectedError'}\n",
        "",
        (DEPOTS, "/collection/get/responses", "has no default answer"),
    ),
    defect(
        "id without 404",
        PARCELS,
        "        description: The parcel is gone.\n      '404': {$ref: '../responses.yaml#/NotFound'}\n",
        "        description: The parcel is gone.\n",
        (PARCELS, "/item/delete/responses", "the path /v1/connect/{project_id}/parcels/{parcel_id} holds an id"),
    ),
    defect(
        "no security",
        DEPOTS,
        "    security:\n      - oauth: [parcels]\n",
        "",
        (DEPOTS, "/collection/get/security", "is missing"),
    ),
    # ---- declares_parameters
    defect(
        "parameter that is not in the path",
        DEPOTS,
        "    - $ref: '../parameters.yaml#/Environment'\n",
        "    - $ref: '../parameters.yaml#/Environment'\n    - $ref: '../parameters.yaml#/ParcelId'\n",
        (DEPOTS, "/collection/get", "the path parameter parcel_id stands in only one of the path and the parameters"),
        (DEPOTS, "/collection/get/responses", "404 must be described"),
        (ROOT, "", "Path parameter 'parcel_id' for 'get' operation"),
    ),
    defect(
        "header that every call would ask for",
        "parameters.yaml",
        "  in: header\n  required: true\n  x-client-parameter: true\n",
        "  in: header\n  required: true\n",
        *(
            (file, f"/{pointer}/parameters", "x-pd-environment: only an x-client-parameter may be a header")
            for file, pointer in [
                (PARCELS, "collection/get"),
                (PARCELS, "collection/post"),
                (PARCELS, "item/get"),
                (PARCELS, "item/delete"),
                (DEPOTS, "collection/get"),
            ]
        ),
    ),
    defect(
        "argument twice",
        "schemas/parcels.yaml",
        "    grams: {type",
        "    project_id: {type",
        (PARCELS, CREATE, "two arguments are called project_id"),
    ),
    defect(
        "two media types",
        PARCELS,
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n",
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n"
        "        application/xml:\n          schema: {$ref: '../schemas/parcels.yaml#/CreateParcel'}\n",
        (PARCELS, f"{CREATE}/requestBody", "must have exactly one media type"),
    ),
    # ---- paginates_as_declared
    defect(
        "unknown style of pages",
        PARCELS,
        "x-pagination: cursor",
        "x-pagination: offset",
        (PARCELS, "/collection/get/x-pagination", "no pagination style is called 'offset'"),
    ),
    defect(
        "no parameter for the next page",
        ROOT,
        "request: after",
        "request: behind",
        (PARCELS, "/collection/get/parameters", "the pagination parameter behind is missing"),
    ),
    defect(
        "no place of the next cursor",
        ROOT,
        "next: page_info.end_cursor",
        "next: page_info.last_cursor",
        (PARCELS, "/collection/get/responses/200", "the answer has no page_info.last_cursor"),
    ),
    defect(
        "no place of the items",
        ROOT,
        "items: [data, data.parcels]",
        "items: [parcels, data]",
        (PARCELS, "/collection/get/responses/200", "the answer has no parcels, which the pagination style reads"),
        (PARCELS, "/collection/get/responses", "must be an object with declared properties"),
    ),
    # ---- has_one_result
    defect(
        "forms of an answer that don't agree",
        PARCELS,
        "    x-envelope: data\n",
        "",
        (PARCELS, "/item/get/responses", "do not hold one and the same object"),
    ),
    defect(
        "answer without members",
        DEPOTS,
        "items: {$ref: '../schemas/depots.yaml#/Depot'}",
        "items: {$ref: '../schemas/common.yaml#/JsonObject'}",
        (DEPOTS, "/collection/get/responses", "must be an object with declared properties"),
        ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ),
    defect(
        "answer of any form",
        DEPOTS,
        "              items: {$ref: '../schemas/depots.yaml#/Depot'}\n",
        "              items: {}\n",
        (DEPOTS, "/collection/get/responses", "must be an object with declared properties"),
        ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ),
]
