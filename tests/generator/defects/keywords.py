"""Keywords of schemas that the generator would ignore or misread."""

from __future__ import annotations

from .defect import Defect, defect
from .supported import DEPOTS, FROM, GET, GRAMS, parameter

SCHEMAS = "schemas/parcels.yaml"
_OPEN = "    open: {type: boolean, description: Whether it accepts parcels.}\n"
_BODY, _MODEL, _PARAMETER = "/CreateParcel/properties/more", "/Depot/properties/more", f"{GET}/parameters/1/schema"


def planted(keywords: str, *problems: tuple[str, str]) -> list[Defect]:
    """Return this schema as a defect of a request body, of a response and of a query parameter. A problem is a pointer and a reason."""

    schema = f"    more: {{{keywords}, description: More.}}\n"
    places = (
        ("body", SCHEMAS, _BODY, GRAMS, GRAMS + schema),
        ("response", "schemas/depots.yaml", _MODEL, _OPEN, _OPEN + schema),
        ("parameter", "resources/parcels.yaml", _PARAMETER, FROM, f"        schema: {{{keywords}}}\n"),
    )
    return [
        defect(
            f"{keywords} in a {name}",
            file,
            old,
            new,
            *((file, place + pointer, reason) for pointer, reason in problems),
        )
        for name, file, place, old, new in places
    ]


IGNORED, AMBIGUOUS = "is not supported: generated code would ignore it", "is read differently by different generators"
KEYWORDS = [
    # ---- has_supported_keywords
    *planted("type: string, if: {type: string}, then: {type: string}", ("/if", IGNORED), ("/then", IGNORED)),
    *(
        case
        for keyword, value in (
            ("dependentRequired", "{a: [b]}"),
            ("dependentSchemas", "{}"),
            ("propertyNames", "{type: string}"),
            ("unevaluatedProperties", "false"),
            ("$id", "'urn:more'"),
            ("$anchor", "more"),
            ("xml", "{name: more}"),
        )
        for case in planted(f"type: string, {keyword}: {value}", (f"/{keyword}", IGNORED))
    ),
    *(
        case
        for keyword, value in (("contains", "{type: string}"), ("unevaluatedItems", "false"))
        for case in planted(f"type: array, items: {{type: string}}, {keyword}: {value}", (f"/{keyword}", IGNORED))
    ),
    *(
        case
        for keyword, value in (
            ("allOf", "[{type: string}]"),
            ("readOnly", "true"),
            ("writeOnly", "true"),
            ("$defs", "{}"),
        )
        for case in planted(f"type: string, {keyword}: {value}", (f"/{keyword}", AMBIGUOUS))
    ),
    *(
        case
        for case in planted("type: string, not: {pattern: a}", ("/not", "is not supported in a request"))
        if "response" not in case.name
    ),
    # ---- keywords_have_an_effect
    *planted("$ref: '../schemas/parcels.yaml#/Speed', maxLength: 3", ("/maxLength", "is not supported beside a $ref")),
    *planted(
        "type: string, anyOf: [{type: string}, {type: integer}]", ("/type", "is not supported beside anyOf or oneOf")
    ),
    *planted(
        "anyOf: [{type: string}], oneOf: [{type: string}, {type: integer}]", ("/oneOf", "is not supported beside anyOf")
    ),
    *planted("type: integer, minLength: 1", ("/minLength", "has no effect without `type: string` beside it")),
    *planted("type: string, minimum: 1", ("/minimum", "has no effect without `type: integer` beside it")),
    *planted("type: string, uniqueItems: true", ("/uniqueItems", "has no effect without `type: array` beside it")),
    *planted("type: integer, minimum: 5, maximum: 4", ("/minimum", "is more than maximum: no value is valid")),
    # ---- has_no_default
    *planted("type: string, default: a", ("/default", "methods send nothing for an argument that is not passed")),
    *planted("type: boolean, default: true", ("/default", "methods send nothing for an argument that is not passed")),
    *planted("$ref: '../schemas/parcels.yaml#/Speed', default: slow", ("/default", "methods send nothing")),
    defect(
        "default of a shared schema",
        SCHEMAS,
        "  enum: [slow, fast]\n",
        "  enum: [slow, fast]\n  default: slow\n",
        (SCHEMAS, "/Speed/default", "methods send nothing for an argument that is not passed"),
    ),
    # ---- examples_match
    *planted("type: string, example: 3", ("/example", '3 is not of type "string"')),
    *planted("type: string, examples: [a, 3]", ("/examples/1", '3 is not of type "string"')),
    defect(
        "example of a parameter",
        "parameters.yaml",
        "example: development",
        "example: staging",
        ("parameters.yaml", "/Environment/example", "does not match its schema"),
    ),
    # ---- has_known_keywords
    defect(
        "misspelt keyword of a property",
        "schemas/parcels.yaml",
        "maxLength: 80",
        "maxLenght: 80",
        (
            "schemas/parcels.yaml",
            "/CreateParcel/properties/receiver/maxLenght",
            "is not a keyword of JSON Schema or OpenAPI; did you mean maxLength?",
        ),
    ),
    defect(
        "misspelt keyword of a schema",
        "schemas/depots.yaml",
        "required: [id]",
        "requierd: [id]",
        ("schemas/depots.yaml", "/Depot/requierd", "did you mean required?"),
    ),
    defect(
        "misspelt keyword of a shared parameter",
        "parameters.yaml",
        "maximum: 100",
        "maximun: 100",
        ("parameters.yaml", "/Limit/schema/maximun", "did you mean maximum?"),
    ),
    parameter(
        "misspelt keyword of a parameter",
        FROM,
        "        schema: {type: string, patern: a}\n",
        "/schema/patern",
        "did you mean pattern?",
    ),
    defect(
        "misspelt keyword in a body",
        DEPOTS,
        "              type: array\n",
        "              type: array\n              minItem: 1\n",
        (DEPOTS, f"{GET}/responses/200/content/application~1json/schema/minItem", "did you mean minItems?"),
    ),
    # ---- has_known_formats
    *planted("type: string, format: datetime", ("/format", "datetime is not a known format; did you mean date-time?")),
    *planted(
        "type: integer, format: date-time", ("/format", "date-time has no effect without `type: string` beside it")
    ),
    *planted("type: string, format: int64", ("/format", "int64 has no effect without `type: integer` beside it")),
]
