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
        (PARCELS, "/item/delete/operationId", "the verb 'create' does not match DELETE; one of delete"),
        (PARCELS, "/item/delete/operationId", "parcels_create is already used at"),
    ),
    defect(
        "unknown verb",
        PARCELS,
        "operationId: parcels_delete",
        "operationId: parcels_shred",
        (PARCELS, "/item/delete/operationId", "the verb 'shred' does not match DELETE"),
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
        "  - name: depots\n    description: Places that store parcels.\n",
        "",
        (DEPOTS, "/collection/get/tags", "declared at the root"),
    ),
    # ---- has_descriptions
    defect(
        "tag without a description",
        ROOT,
        "    description: Places that store parcels.\n",
        "",
        (ROOT, "/tags/1", "has no description"),
    ),
    defect(
        "invalid tag name",
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
        "summary that is too long",
        DEPOTS,
        "List depots\n",
        "List the depots, whether they are open or not, and their owners\n",
        (DEPOTS, "/collection/get/summary", "at most 60 characters"),
    ),
    defect(
        "operation without a description",
        DEPOTS,
        "    description: Lists the depots as a plain array, without pages.\n",
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
    # ---- has_responses
    defect(
        "no success",
        PARCELS,
        "      '204':\n        description: The parcel is deleted.\n",
        "",
        (PARCELS, "/item/delete/responses", "has no successful response"),
    ),
    defect(
        "no default",
        DEPOTS,
        "      default: {$ref: '../responses.yaml#/UnexpectedError'}\n",
        "",
        (DEPOTS, "/collection/get/responses", "has no default response"),
    ),
    defect(
        "id without 404",
        PARCELS,
        "        description: The parcel is deleted.\n      '404': {$ref: '../responses.yaml#/NotFound'}\n",
        "        description: The parcel is deleted.\n",
        (PARCELS, "/item/delete/responses", "the path /v1/connect/{project_id}/parcels/{parcel_id} contains an id"),
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
        (DEPOTS, "/collection/get", "the path parameter parcel_id is in only one of the path and the parameters"),
        (DEPOTS, "/collection/get/responses", "there must be a 404"),
    ),
    defect(
        "header that is not a client parameter",
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
        "duplicate argument",
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
        "unknown pagination style",
        PARCELS,
        "x-pagination: cursor",
        "x-pagination: offset",
        (PARCELS, "/collection/get/x-pagination", "there is no pagination style 'offset'"),
    ),
    defect(
        "no pagination parameter",
        ROOT,
        "request: after",
        "request: behind",
        (PARCELS, "/collection/get/parameters", "the pagination parameter behind is missing"),
    ),
    defect(
        "response without the next cursor",
        ROOT,
        "next: page_info.end_cursor",
        "next: page_info.last_cursor",
        (PARCELS, "/collection/get/responses/200", "the response has no page_info.last_cursor"),
    ),
    # ---- has_sources_of_values
    defect(
        "values from an unknown operation",
        PARCELS,
        "      - name: from\n",
        "      - name: from\n        x-value-from: {operations: [robots_list], path: data.id}\n",
        (PARCELS, "/collection/get/parameters", "from: x-value-from: there is no operation robots_list"),
    ),
    defect(
        "values at an unknown path",
        PARCELS,
        "      - name: from\n",
        "      - name: from\n        x-value-from: {operations: [parcels_list], path: data.number}\n",
        (PARCELS, "/collection/get/parameters", "from: x-value-from: the response of parcels_list has no data.number"),
    ),
    defect(
        "response without the items",
        ROOT,
        "items: [data, data.parcels]",
        "items: [parcels, data]",
        (PARCELS, "/collection/get/responses/200", "the response has no parcels, which the pagination style reads"),
        (PARCELS, "/collection/get/responses", "must be an object with declared properties"),
    ),
    # ---- has_one_result
    defect(
        "different results in the forms of a response",
        PARCELS,
        "    x-envelope: data\n",
        "",
        (PARCELS, "/item/get/responses", "do not contain the same object"),
    ),
    defect(
        "response without properties",
        DEPOTS,
        "items: {$ref: '../schemas/depots.yaml#/Depot'}",
        "items: {$ref: '../schemas/common.yaml#/JsonObject'}",
        (DEPOTS, "/collection/get/responses", "must be an object with declared properties"),
        ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ),
    defect(
        "response without a schema",
        DEPOTS,
        "              items: {$ref: '../schemas/depots.yaml#/Depot'}\n",
        "              items: {}\n",
        (DEPOTS, "/collection/get/responses", "must be an object with declared properties"),
        ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ),
    # ---- has_consistent_rate_limits
    defect(
        "two rate limits with one name",
        DEPOTS,
        "    operationId: depots_list\n",
        "    operationId: depots_list\n    x-rate-limit: {name: parcel_reads, requests: 99, seconds: 1, per: project}\n",
        (DEPOTS, "/collection/get/x-rate-limit", "parcel_reads has other values in parcels_list"),
    ),
    defect(
        "tag that is declared twice",
        ROOT,
        "  - name: depots\n",
        "  - name: parcels\n    description: Again.\n  - name: depots\n",
        (ROOT, "/tags/1", "parcels is declared twice"),
    ),
    # ---- has_one_server
    defect(
        "two servers",
        ROOT,
        "tags:\n",
        "  - url: https://other.example.com\n\ntags:\n",
        (ROOT, "/servers/1", "is not supported: all requests go to one server"),
    ),
    defect(
        "server without a scheme", ROOT, "url: https://", "url: ", (ROOT, "/servers/0/url", "must be an absolute URL")
    ),
    defect(
        "no server",
        ROOT,
        "servers:\n  - url: https://parcels.example.com\n    description: This host does not exist.\n",
        "",
        (ROOT, "/servers", "is missing"),
    ),
]
