"""Defects of schemas and of extensions, one or more for each rule of `generator/lint/schemas.py`."""

from __future__ import annotations

from .defect import defect

PARCELS = "schemas/parcels.yaml"
DEPOTS = "schemas/depots.yaml"
OPERATIONS = "resources/parcels.yaml"
OPEN = "    open: {type: boolean, description: Whether it accepts parcels.}\n"

SCHEMAS = [
    # ---- is_described
    defect(
        "schema without a description",
        DEPOTS,
        '  description: A place that stores parcels until it receives the command "Go!"\n',
        "",
        (DEPOTS, "/Depot", "has no description"),
    ),
    defect(
        "property without a description",
        DEPOTS,
        OPEN,
        "    open: {type: boolean}\n",
        (DEPOTS, "/Depot/properties/open", "has no description"),
    ),
    defect(
        "two spellings of a property",
        DEPOTS,
        OPEN,
        OPEN + "    Open: {type: boolean, description: The same.}\n",
        (DEPOTS, "/Depot/properties/Open", "and open become the same name"),
    ),
    # ---- is_named
    defect(
        "anonymous object in a body",
        "resources/depots.yaml",
        "            schema:\n              type: array\n              items: {$ref: '../schemas/depots.yaml#/Depot'}\n",
        "            schema:\n              type: object\n              properties:\n"
        "                open: {type: boolean, description: Whether.}\n",
        (
            "resources/depots.yaml",
            "/collection/get/responses/200/content/application~1json/schema",
            "to a named schema",
        ),
        (DEPOTS, "/Depot", "nothing refers to it"),
        ("examples/depots.yaml", "/depots/value", 'is not of type "object"'),
    ),
    defect(
        "anonymous object in a schema",
        DEPOTS,
        OPEN,
        f"{OPEN}    place: {{type: object, description: Where.}}\n",
        (DEPOTS, "/Depot/properties/place", "an object inside a schema must be a $ref to a named schema"),
    ),
    defect(
        "anonymous union",
        PARCELS,
        "    size: {$ref: '#/SizeForm', description: Size of the parcel.}\n",
        "    size: {$ref: '#/SizeForm', description: Size of the parcel.}\n"
        "    last:\n      description: The last stop.\n      anyOf:\n"
        "        - $ref: '#/DepotStop'\n        - $ref: '#/UnknownStop'\n",
        (PARCELS, "/Parcel/properties/last", "a union of objects inside a schema must be a $ref to a named schema"),
    ),
    defect(
        "anonymous enum in a schema",
        DEPOTS,
        OPEN,
        f"{OPEN}    kind: {{type: string, x-extensible-enum: [large, small], description: How large.}}\n",
        (DEPOTS, "/Depot/properties/kind", "an enum inside a schema must be a $ref to a named schema"),
    ),
    defect(
        "anonymous enum of a parameter",
        OPERATIONS,
        "        description: Only parcels of this sender.\n        schema: {type: string}\n",
        "        description: Only parcels of this sender.\n        schema: {type: string, enum: [ada, grace]}\n",
        (OPERATIONS, "/collection/get/parameters", "from: an enum must be a $ref to a named schema"),
    ),
    # ---- is_complete
    defect(
        "array without items",
        DEPOTS,
        OPEN,
        f"{OPEN}    shelves: {{type: array, description: Them.}}\n",
        (DEPOTS, "/Depot/properties/shelves", "an array must have `items`"),
    ),
    defect(
        "required but not declared",
        DEPOTS,
        "required: [id]",
        "required: [id, name]",
        (DEPOTS, "/Depot/required", "the required property name is not declared"),
        ("examples/depots.yaml", "/depots/value/0", '"name" is a required property'),
        ("examples/depots.yaml", "/depots/value/1", '"name" is a required property'),
    ),
    defect(
        "const without a type",
        PARCELS,
        "type: {type: string, const: door,",
        "type: {const: door,",
        (PARCELS, "/DoorStop/properties/type", "const and enum also need `type: string`"),
    ),
    defect(
        "enum without a type",
        PARCELS,
        "  type: string\n  enum: [slow, fast]",
        "  enum: [slow, fast]",
        (PARCELS, "/Speed", "const and enum also need `type: string`"),
    ),
    defect(
        "enum of numbers",
        PARCELS,
        "  type: string\n  enum: [slow, fast]",
        "  type: integer\n  enum: [1, 2]",
        (PARCELS, "/Speed", "const and enum also need `type: string`"),
        ("examples/parcels.yaml", "/all_fields/value/speed", '"fast" is not of type "integer"'),
        ("examples/parcels.yaml", "/all_fields/value/speed", '"fast" is not one of 1 or 2'),
    ),
    defect(
        "enum with a value that is not a string",
        PARCELS,
        "enum: [slow, fast]",
        "enum: [slow, fast, null]",
        (PARCELS, "/Speed", "the values of const and enum must be strings"),
    ),
    defect(
        "properties without a type",
        DEPOTS,
        "  type: object\n",
        "",
        (DEPOTS, "/Depot", "properties also need `type: object`"),
    ),
    defect(
        "quotes in a value",
        PARCELS,
        "enum: [slow, fast]",
        "enum: [slow, fast, 'as \"fast\" as can be']",
        (PARCELS, "/Speed/enum/2", "must not contain quotes, backslashes or control characters"),
    ),
    defect(
        "backslash in a name",
        DEPOTS,
        "    open: {type",
        "    'op\\en': {type",
        (DEPOTS, "/Depot/properties/op\\en", "must not contain quotes, backslashes or control characters"),
    ),
    defect(
        "property named like a method of models",
        DEPOTS,
        "    open: {type",
        "    toDict: {type",
        (DEPOTS, "/Depot/properties/toDict", "models use this name for something else"),
    ),
    defect(
        "schema named like a class of the runtime",
        DEPOTS,
        OPEN,
        f"{OPEN}    site: {{$ref: '#/Field'}}\n"
        "Field:\n  type: object\n  description: A site.\n  properties:\n    id: {type: string, description: Its id.}\n",
        (DEPOTS, "/Field", "generated modules use this name for something else"),
    ),
    defect(
        "schema that refers to itself",
        DEPOTS,
        OPEN,
        f"{OPEN}    next: {{$ref: '#/Depot', description: The next depot.}}\n",
        (DEPOTS, "/Depot", "refers to itself, directly or through others"),
    ),
    defect(
        "circular reference",
        DEPOTS,
        OPEN,
        f"{OPEN}    site: {{$ref: '#/One'}}\nOne: {{$ref: '#/Other'}}\nOther: {{$ref: '#/One'}}\n",
        (DEPOTS, "/One", "is a circular reference"),
        (DEPOTS, "/Other", "is a circular reference"),
    ),
    defect(
        "allOf",
        DEPOTS,
        "",
        "  allOf:\n    - {minProperties: 1}\n",
        (DEPOTS, "/Depot/allOf", "allOf is read differently by different generators; do not use it"),
    ),
    defect(
        "dialect of a schema",
        DEPOTS,
        "",
        "  $schema: https://json-schema.org/draft/2019-09/schema\n",
        (DEPOTS, "/Depot/$schema", "$schema is read differently by different generators"),
    ),
    defect(
        "nullable",
        DEPOTS,
        "{type: boolean, description: Whether it accepts",
        "{type: boolean, nullable: true, description: Whether it accepts",
        (DEPOTS, "/Depot/properties/open/nullable", "nullable is read differently by different generators"),
    ),
    # ---- unions_are_distinguishable
    defect(
        "union without a fallback",
        PARCELS,
        "    type: {type: string, description: Name of the kind.}\n",
        "    type: {type: string, const: boat, description: Name of the kind.}\n",
        (PARCELS, "/Stop/anyOf/2", "the last variant must be the open fallback, without a const"),
    ),
    defect(
        "incomplete discriminator",
        PARCELS,
        "  description: A stop of a parcel.\n  anyOf:\n",
        "  description: A stop of a parcel.\n  discriminator: {propertyName: type, mapping: {depot: '#/DepotStop'}}\n  oneOf:\n",
        (PARCELS, "/Stop/discriminator/mapping", "must have one entry for each constant of type"),
        ("examples/parcels.yaml", "/enveloped/value/data/stops/0", "is valid under more than one of"),
        ("examples/parcels.yaml", "/page/value/data/0/stops/0", "is valid under more than one of"),
    ),
    defect(
        "variant without a tag",
        PARCELS,
        "  x-id-prefix: dor_\n  required: [id]\n  properties:\n    id: {type: string, description: 'Id of the stop (`dor_...`).'}\n"
        "    type: {type: string, const: door, description: Identifies this kind.}\n",
        "  required: [id]\n  properties:\n    id: {type: string, description: Id of the stop.}\n",
        (PARCELS, "/Stop/anyOf/1", "a variant needs a property with a const, or x-id-prefix"),
    ),
    # ---- extensions.are_known
    defect(
        "unknown extension of a schema",
        DEPOTS,
        "",
        "  x-python-name: Warehouse\n",
        (DEPOTS, "/Depot/x-python-name", "is not one of the extensions of EXTENSIONS.md"),
    ),
    defect(
        "unknown extension of an operation",
        OPERATIONS,
        "x-idempotent: true",
        "x-codegen: true",
        (OPERATIONS, "/collection/post/x-codegen", "is not one of the extensions"),
    ),
    defect(
        "unknown extension of the root",
        "openapi.yaml",
        "",
        "x-internal: true\n",
        ("openapi.yaml", "/x-internal", "is not one of the extensions"),
    ),
    defect(
        "unknown extension of a parameter",
        "parameters.yaml",
        "  in: query\n  description: Maximum number",
        "  in: query\n  x-max: 100\n  description: Maximum number",
        (OPERATIONS, "/collection/get/parameters/x-max", "is not one of the extensions"),
    ),
    defect(
        "extension of the wrong type",
        PARCELS,
        "x-extensible-enum: [waiting, moving, delivered]",
        "x-extensible-enum: waiting",
        (PARCELS, "/ParcelStatus/x-extensible-enum", '"waiting" is not of type "array"'),
    ),
    defect(
        "missing form",
        PARCELS,
        "x-reads-as: {schema: Size,",
        "x-reads-as: {schema: Width,",
        (PARCELS, "/SizeForm/x-reads-as/schema", "Width is not one of the forms"),
    ),
    defect(
        "incomplete form",
        PARCELS,
        ", scalar_as: [label, value]}",
        "}",
        (PARCELS, "/SizeForm/x-reads-as", '"scalar_as" is a required property'),
    ),
    # ---- names_are_available
    *(
        defect(
            f"schema named {name}",
            DEPOTS,
            OPEN,
            f"{OPEN}    more: {{$ref: '#/{name}'}}\n\n{name}:\n  type: object\n  description: More.\n"
            "  properties:\n    number: {type: integer, description: A number.}\n",
            (DEPOTS, f"/{name}", "must be a name in CamelCase"),
        )
        for name in ("floor", "Floor-Number", "floor_number")
    ),
    defect(
        "two schemas with one module",
        DEPOTS,
        OPEN,
        f"{OPEN}    more: {{$ref: '#/DoorSTOP'}}\n\nDoorSTOP:\n  type: object\n  description: More.\n"
        "  properties:\n    number: {type: integer, description: A number.}\n",
        (PARCELS, "/DoorStop", "and DoorSTOP become the same module"),
    ),
    *(
        defect(
            f"property that is also named {other}",
            PARCELS,
            "x-also-named: sentAt",
            f"x-also-named: {other}",
            (PARCELS, "/Parcel/properties/sent_at/x-also-named", f"{other} is a property of its own"),
        )
        for other in ("sent_at", "sender")
    ),
    defect(
        "property named self",
        DEPOTS,
        "    open: {type",
        "    self: {type",
        (DEPOTS, "/Depot/properties/self", "models use this name for something else"),
    ),
    defect(
        "property without a name",
        DEPOTS,
        "    open: {type",
        "    '': {type",
        (DEPOTS, "/Depot/properties/", "has an empty name"),
    ),
]
