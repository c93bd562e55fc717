"""Valid OpenAPI that the generator does not support, one or more defects for each rule of `generator/lint/supported.py`."""

from __future__ import annotations

from .defect import Defect, ExpectedProblem, defect

PARCELS = "resources/parcels.yaml"
DEPOTS = "resources/depots.yaml"
SCHEMAS = "schemas/parcels.yaml"
GRAMS = "    grams: {type: integer, minimum: 1, description: Weight in grams.}\n"
GET = "/collection/get"
CREATE = "/collection/post"
CREATED = "    operationId: parcels_create\n"
FROM = "        schema: {type: string}\n"
LIST = "        schema: {type: array, items: {type: string}}\n"
DEPOT_LIST = (
    "          application/json:\n            schema:\n              type: array\n"
    "              items: {$ref: '../schemas/depots.yaml#/Depot'}\n"
    "            examples:\n              depots: {$ref: '../examples/depots.yaml#/depots'}\n"
)
DEPOT_RESPONSE = f"      '200':\n        description: The depots.\n        content:\n{DEPOT_LIST}"
PARCEL_RESPONSE = (
    "            schema: {$ref: '../schemas/parcels.yaml#/Parcel'}\n"
    "            examples:\n              bare: {$ref: '../examples/parcels.yaml#/bare'}\n"
)
UNUSED_DEPOT = (
    ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ("examples/depots.yaml", "/depots", "nothing refers to it"),
)


def parameter(name: str, old: str, new: str, pointer: str, fragment: str) -> Defect:
    """Return a defect of the query parameter `from`, at this pointer inside it."""
    return defect(name, PARCELS, old, new, (PARCELS, f"{GET}/parameters/1{pointer}", fragment))


def of_method(method: str) -> Defect:
    """Return the defect of an operation with an HTTP method that is not supported."""
    place = f"/item/{method}"
    return Defect(
        f"operation {method.upper()}",
        PARCELS,
        "  delete:\n    operationId: parcels_delete\n",
        f"  {method}:\n    operationId: parcels_delete\n",
        (ExpectedProblem(PARCELS, place, f"{method.upper()} is not supported; one of GET, PUT, PATCH, POST, DELETE"),),
    )


SUPPORTED = [
    # ---- has_supported_method
    *(of_method(method) for method in ("head", "options", "trace")),
    # ---- serializes_parameters
    parameter("explode: false", FROM, f"        explode: false\n{LIST}", "/explode", "false is not supported"),
    *(
        parameter(style, FROM, f"        style: {style}\n{schema}", "/style", f"{style} is not supported")
        for style, schema in (("pipeDelimited", LIST), ("spaceDelimited", LIST))
    ),
    defect(
        "deepObject",
        PARCELS,
        FROM,
        "        style: deepObject\n        schema: {type: object}\n",
        (PARCELS, f"{GET}/parameters/1/style", "deepObject is not supported"),
        (PARCELS, f"{GET}/parameters/1/schema", "an object is not supported as a parameter"),
    ),
    parameter(
        "allowReserved", FROM, f"        allowReserved: true\n{FROM}", "/allowReserved", "always percent-encoded"
    ),
    parameter(
        "parameter with content",
        FROM,
        "        content: {application/json: {schema: {type: string}}}\n",
        "/content",
        "a parameter has a `schema`",
    ),
    parameter(
        "array of numbers in a query",
        FROM,
        "        schema: {type: array, items: {type: integer}}\n",
        "/schema",
        "must be a plain array of strings",
    ),
    parameter(
        "default of a parameter",
        FROM,
        "        schema: {type: string, default: me}\n",
        "/schema/default",
        "methods send nothing for an argument that is not passed",
    ),
    defect(
        "default that is true",
        PARCELS,
        "schema: {type: boolean, default: false}",
        "schema: {type: boolean, default: true}",
        (PARCELS, f"{GET}/parameters/2/schema/default", "is not supported"),
    ),
    defect(
        "default of a shared parameter",
        "parameters.yaml",
        "schema: {type: integer, minimum: 1, maximum: 100}",
        "schema: {type: integer, minimum: 1, maximum: 100, default: 10}",
        ("parameters.yaml", "/Limit/schema/default", "is not supported"),
    ),
    defect(
        "label style in a path",
        "parameters.yaml",
        "  description: Id of the parcel (`par_...`).\n",
        "  style: label\n  description: Id of the parcel (`par_...`).\n",
        ("parameters.yaml", "/ParcelId/style", "label is not supported; a path parameter is sent as simple"),
    ),
    defect(
        "array in a path",
        "parameters.yaml",
        "(`par_...`).\n  schema: {type: string, minLength: 1}\n",
        "(`par_...`).\n  schema: {type: array, items: {type: string}}\n",
        ("parameters.yaml", "/ParcelId/schema", "an array is not supported in a path parameter"),
        ("parameters.yaml", "/ParcelId/example", "does not match its schema"),
    ),
    parameter(
        "array or string in a query",
        FROM,
        "        schema: {type: [array, string], items: {type: string}}\n",
        "/schema",
        "either an array or a scalar",
    ),
    parameter(
        "parameter that may be null",
        FROM,
        "        schema: {type: [string, 'null']}\n",
        "/schema",
        "null is not supported",
    ),
    parameter("parameter of any type", FROM, "        schema: {}\n", "/schema", "must have a type"),
    parameter("empty value", FROM, f"        allowEmptyValue: true\n{FROM}", "/allowEmptyValue", "is not sent at all"),
    defect(
        "number in a path",
        "parameters.yaml",
        "(`par_...`).\n  schema: {type: string, minLength: 1}\n  example: par_1\n",
        "(`par_...`).\n  schema: {type: integer}\n",
        ("parameters.yaml", "/ParcelId/schema", "a path parameter must be a string"),
    ),
    *(
        defect(
            f"setting of the client that it does not send: {location}",
            PARCELS,
            "      - name: from\n        in: query\n",
            f"      - name: from\n        in: {location}\n        x-client-parameter: true\n",
            (PARCELS, f"{GET}/parameters/1/x-client-parameter", "clients do not send from by themselves"),
        )
        for location in ("query", "header", "cookie")
    ),
    defect(
        "cookie",
        PARCELS,
        "      - name: from\n        in: query\n",
        "      - name: from\n        in: cookie\n",
        (PARCELS, f"{GET}/parameters", "from: only an x-client-parameter may be a cookie"),
    ),
    defect(
        "header that is declared twice",
        PARCELS,
        "      - $ref: '../parameters.yaml#/After'\n",
        "      - $ref: '../parameters.yaml#/After'\n      - $ref: '../parameters.yaml#/Environment'\n",
        (PARCELS, f"{GET}/parameters", "x-pd-environment is declared twice"),
    ),
    # ---- sends_only_what_it_declares
    defect(
        "servers of a path",
        PARCELS,
        "item:\n",
        "item:\n  servers: [{url: https://other.example.com}]\n",
        (PARCELS, "/item/servers", "all requests go to one server"),
    ),
    defect(
        "query in a path",
        "openapi.yaml",
        "  /v1/connect/{project_id}/depots: ",
        "  /v1/connect/{project_id}/depots?open=true: ",
        (DEPOTS, "/collection", "a path must not contain a query or a fragment"),
    ),
    *(
        defect(
            f"{key} of an operation",
            PARCELS,
            CREATED,
            f"{CREATED}    {key}: {value}\n",
            (PARCELS, f"{CREATE}/{key}", reason),
        )
        for key, value, reason in (
            ("servers", "[{url: https://other.example.com}]", "all requests go to one server"),
            (
                "callbacks",
                "{done: {'{$request.body#/url}': {post: {responses: {'200': {description: Ok}}}}}}",
                "as webhooks",
            ),
        )
    ),
    defect(
        "links",
        PARCELS,
        "        description: The parcel is deleted.\n",
        "        description: The parcel is deleted.\n        links: {all: {operationId: parcels_list}}\n",
        (PARCELS, "/item/delete/responses/204/links", "generated code would ignore it"),
    ),
    defect(
        "body of a GET",
        DEPOTS,
        "    responses:\n",
        "    requestBody:\n      content:\n        application/json:\n"
        "          schema: {$ref: '../schemas/depots.yaml#/Depot'}\n"
        "          examples: {north: {summary: North, value: {id: north}}}\n    responses:\n",
        (DEPOTS, f"{GET}/requestBody", "the body of a GET has no defined meaning"),
    ),
    defect(
        "encoding",
        PARCELS,
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n",
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n          encoding: {notes: {style: form}}\n",
        (PARCELS, f"{CREATE}/requestBody/content/application~1json/encoding", "is not supported for JSON"),
    ),
    # ---- has_known_security
    *(
        defect(name, DEPOTS, "      - oauth: [parcels]\n", f"      - {new}\n", (DEPOTS, f"{GET}/security/0", reason))
        for name, new, reason in (
            ("unknown scheme", "oath: [parcels]", "there is no scheme oath"),
            ("unknown scope", "oauth: [parcel]", "the scheme oauth declares no scope parcel"),
        )
    ),
    defect(
        "two schemes together",
        DEPOTS,
        "      - oauth: [parcels]\n",
        "      - oauth: [parcels]\n        key: []\n",
        (DEPOTS, f"{GET}/security/0", "several schemes together are not supported"),
        (DEPOTS, f"{GET}/security/0", "there is no scheme key"),
    ),
    # ---- arguments_can_be_checked
    defect(
        "argument that is an array or a string",
        SCHEMAS,
        GRAMS,
        f"{GRAMS}    more: {{type: [array, string], items: {{type: string}}, description: More.}}\n",
        (SCHEMAS, "/CreateParcel/properties/more", "can only be a scalar"),
    ),
    *(
        defect(
            f"other members of a body: {value}",
            SCHEMAS,
            "  description: The parcel to send.\n",
            f"  description: The parcel to send.\n  additionalProperties: {value}\n",
            (SCHEMAS, "/CreateParcel/additionalProperties", "only declared properties become arguments"),
        )
        for value in ("true", "{type: string}")
    ),
    # ---- has_supported_content
    defect(
        "request as a form with files",
        PARCELS,
        "    requestBody:\n      required: true\n      content:\n        application/json:\n",
        "    requestBody:\n      required: true\n      content:\n        multipart/form-data:\n",
        (PARCELS, f"{CREATE}/requestBody/content/multipart~1form-data", "is not supported, only application/json"),
    ),
    *(
        defect(
            f"response as {media}",
            DEPOTS,
            DEPOT_LIST,
            f"          {media}: {{schema: {{type: string}}}}\n",
            (DEPOTS, f"{GET}/responses/200/content/{media.replace('/', '~1')}", "no method would be generated"),
            *UNUSED_DEPOT,
        )
        for media in ("text/plain", "application/octet-stream")
    ),
    defect(
        "JSON response of any kind",
        DEPOTS,
        "            schema:\n              type: array\n              items: {$ref: '../schemas/depots.yaml#/Depot'}\n",
        "            schema: {description: Any JSON.}\n",
        (DEPOTS, GET, "a body without a declared schema is not supported"),
        ("schemas/depots.yaml", "/Depot", "nothing refers to it"),
    ),
    defect(
        "request as a form",
        PARCELS,
        "    requestBody:\n      required: true\n      content:\n        application/json:\n",
        "    requestBody:\n      required: true\n      content:\n        application/x-www-form-urlencoded:\n",
        (
            PARCELS,
            f"{CREATE}/requestBody/content/application~1x-www-form-urlencoded",
            "is not supported, only application/json",
        ),
    ),
    defect(
        "request that is an array",
        PARCELS,
        "          schema: {$ref: '../schemas/parcels.yaml#/CreateParcel'}\n"
        "          examples:\n            smallest: {$ref: '../examples/parcels.yaml#/smallest'}\n"
        "            all_fields: {$ref: '../examples/parcels.yaml#/all_fields'}\n",
        "          schema: {type: array, items: {$ref: '../schemas/parcels.yaml#/CreateParcel'}}\n"
        "          examples:\n            none: {summary: No parcels., value: []}\n",
        (
            PARCELS,
            f"{CREATE}/requestBody/content/application~1json/schema",
            "must be an object with declared properties",
        ),
        ("examples/parcels.yaml", "/smallest", "nothing refers to it"),
        ("examples/parcels.yaml", "/all_fields", "nothing refers to it"),
    ),
    defect(
        "request that is any object",
        PARCELS,
        "schema: {$ref: '../schemas/parcels.yaml#/CreateParcel'}",
        "schema: {$ref: '../schemas/common.yaml#/JsonObject'}",
        (
            PARCELS,
            f"{CREATE}/requestBody/content/application~1json/schema",
            "must be an object with declared properties",
        ),
        ("schemas/parcels.yaml", "/CreateParcel", "nothing refers to it"),
        ("schemas/parcels.yaml", "/Address", "nothing refers to it"),
    ),
    # ---- has_one_success
    defect(
        "202 as the only success",
        DEPOTS,
        "      '200':\n",
        "      '202':\n",
        (DEPOTS, f"{GET}/responses/202", "is not supported as the only success"),
    ),
    defect(
        "two successes with different schemas",
        DEPOTS,
        DEPOT_RESPONSE,
        f"{DEPOT_RESPONSE}      '201':\n        description: A parcel.\n        content:\n          application/json:\n{PARCEL_RESPONSE}",
        (DEPOTS, f"{GET}/responses/201", "has another schema than 200; a method has one result"),
    ),
    defect(
        "success with and without a body",
        DEPOTS,
        DEPOT_RESPONSE,
        f"{DEPOT_RESPONSE}      '204':\n        description: No depots.\n",
        (DEPOTS, f"{GET}/responses/204", "has another schema than 200"),
    ),
    # ---- unions_can_be_read
    defect(
        "oneOf of an object and a list of objects",
        SCHEMAS,
        GRAMS,
        "    gate:\n      description: The gate.\n      oneOf:\n"
        "        - {$ref: '#/Size'}\n        - {type: array, items: {$ref: '#/Address'}}\n" + GRAMS,
        (SCHEMAS, "/CreateParcel/properties/gate/oneOf", "only one alternative may be an object"),
    ),
    defect(
        "union of objects and a string",
        SCHEMAS,
        "    - $ref: '#/DoorStop'\n",
        "    - $ref: '#/DoorStop'\n    - type: string\n",
        (SCHEMAS, "/Stop/anyOf", "a union of objects cannot contain anything else"),
    ),
    defect(
        "discriminator of objects and a string",
        SCHEMAS,
        "  description: A stop of a parcel.\n  anyOf:\n",
        "  description: A stop of a parcel.\n  discriminator: {propertyName: type}\n  oneOf:\n    - {type: integer}\n",
        (SCHEMAS, "/Stop/oneOf", "a union of objects cannot contain anything else"),
        (SCHEMAS, "/Stop/discriminator", "is only for a oneOf of objects"),
        ("examples/parcels.yaml", "/enveloped/value/data/stops/0", "is valid under more than one of"),
        ("examples/parcels.yaml", "/page/value/data/0/stops/0", "is valid under more than one of"),
    ),
    defect(
        "union with two tags",
        SCHEMAS,
        "type: {type: string, const: door,",
        "sort: {type: string, const: door,",
        (SCHEMAS, "/Stop/anyOf/1", "has a const in sort, but the tag of the other variants is type"),
    ),
    defect(
        "two variants with one constant",
        SCHEMAS,
        "const: door,",
        "const: depot,",
        (SCHEMAS, "/Stop/anyOf/1", "has the same constant as variant 0: depot"),
    ),
    defect(
        "204 with a body",
        PARCELS,
        "        description: The parcel is deleted.\n",
        f"        description: The parcel is deleted.\n        content:\n          application/json:\n{PARCEL_RESPONSE}",
        (PARCELS, "/item/delete/responses/204/content", "is not possible: a 204 has no body"),
    ),
    defect(
        "brace that is not closed",
        "openapi.yaml",
        "  /v1/connect/{project_id}/depots: ",
        "  /v1/connect/{project_id}/depots/{open: ",
        (DEPOTS, "/collection", "braces must enclose the name of one parameter"),
    ),
    defect(
        "webhook that is a PUT",
        "resources/webhooks.yaml",
        "  post:\n",
        "  put:\n",
        (
            "resources/webhooks.yaml",
            "/parcel_delivered/put",
            "PUT is not supported: the service sends webhooks by POST",
        ),
    ),
    defect(
        "header Content-Type of a response",
        "responses.yaml",
        "    Retry-After: {$ref",
        "    Content-Type: {$ref: 'headers.yaml#/RetryAfter'}\n    Retry-After: {$ref",
        ("responses.yaml", "/TooManyRequests/headers/Content-Type", "is ignored by tools"),
    ),
    defect(
        "token that may be missing",
        DEPOTS,
        "      - oauth: [parcels]\n",
        "      - {}\n      - oauth: [parcels]\n",
        (DEPOTS, f"{GET}/security/0", "a token that may be missing is not supported"),
    ),
]
