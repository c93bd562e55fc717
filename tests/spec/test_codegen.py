"""The document for code generators and the curl samples, which are derived from the specification."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from generator.openapi import operations
from generator.publishing import ROOT
from generator.publishing.codegen import codegen_document
from generator.publishing.curl import curl_samples

WHOLE: dict[str, Any] = json.loads((ROOT / "generated_client/pdconnect_api/openapi.json").read_bytes())
DOCUMENT = codegen_document(WHOLE)
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS = {operation["operationId"]: operation for _, _, _, operation, _ in operations(DOCUMENT)}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from nodes(item)
    elif isinstance(node, dict):
        yield node
        for item in node.values():
            yield from nodes(item)


def test_it_is_openapi_3_0() -> None:
    assert [error.message for error in OpenAPIV30SpecValidator(DOCUMENT).iter_errors()] == []


def test_it_has_the_same_operations_and_no_extensions() -> None:
    assert OPERATIONS.keys() == {operation["operationId"] for _, _, _, operation, _ in operations(WHOLE)}
    assert "webhooks" not in DOCUMENT
    assert not [
        key for node in nodes(DOCUMENT) for key in node if str(key).startswith("x-") and "description" not in node
    ]


@pytest.mark.parametrize(
    ("operation", "schema"),
    [
        ("accounts_list", "AccountPage"),
        ("accounts_retrieve", "Account"),
        ("deployed_triggers_retrieve", "EmitterEnvelope"),
        ("triggers_deploy", "EmitterEnvelope"),
    ],
)
def test_a_response_has_the_form_of_the_typed_sources(operation: str, schema: str) -> None:
    media = OPERATIONS[operation]["responses"]["200"]["content"]["application/json"]
    assert media == {"schema": {"$ref": f"#/components/schemas/{schema}"}}


@pytest.mark.parametrize("union", ["ConfigurableProp", "Emitter"])
def test_a_union_has_a_discriminator_for_every_variant(union: str) -> None:
    schema = SCHEMAS[union]
    mapping: dict[str, str] = schema["discriminator"]["mapping"]
    assert [branch["$ref"] for branch in schema["oneOf"]] == list(mapping.values())
    for tag, reference in mapping.items():
        variant = SCHEMAS[reference.rpartition("/")[2]]
        assert variant["properties"]["type"]["enum"] == [tag]
        assert "type" not in variant.get("required", [])
    assert not any("Unknown" in name for name in SCHEMAS)


@pytest.mark.parametrize("union", ["ConfigurableProp", "Emitter"])
def test_variants_can_be_read_into_one_class(union: str) -> None:
    """PHP has one class for all variants, so a property has the same type in each of them, and no pattern."""
    types: dict[str, set[str]] = {}
    for reference in SCHEMAS[union]["discriminator"]["mapping"].values():
        for wire, schema in SCHEMAS[reference.rpartition("/")[2]]["properties"].items():
            assert "pattern" not in schema
            types.setdefault(wire, set()).add(f"{schema.get('type')} {schema.get('allOf')}")
    assert {wire: names for wire, names in types.items() if len(names) > 1} == {}


def test_every_object_has_a_name() -> None:
    """Generators invent names such as `AccountsList200Response` for those without one."""
    named = [id(schema) for schema in SCHEMAS.values()]
    assert [
        node for node in nodes(DOCUMENT) if isinstance(node.get("properties"), dict) and id(node) not in named
    ] == []


def test_every_success_has_one_status() -> None:
    """Orval copies `2XX` into its code, where it is not a number."""
    for operation in OPERATIONS.values():
        assert all(status.isdecimal() or status == "default" for status in operation["responses"])


def test_every_number_has_a_format() -> None:
    """Without one, generators use 32 bits."""
    for node in nodes(DOCUMENT):
        if node.get("type") in ("integer", "number"):
            assert node["format"] in ("int64", "double")


def test_responses_have_no_anonymous_union() -> None:
    for operation in OPERATIONS.values():
        for response in operation["responses"].values():
            for media in response.get("content", {}).values():
                assert not {"anyOf", "oneOf"} & media["schema"].keys()


def test_each_operation_has_a_curl_command() -> None:
    sections = curl_samples(WHOLE).split("\n### ")[1:]
    assert [section.partition("\n")[0] for section in sections] == [
        operation["operationId"]
        for tag in WHOLE["tags"]
        for _, _, _, operation, _ in operations(WHOLE)
        if tag["name"] in operation["tags"]
    ]
    for section in sections:
        words = shlex.split(section.split("```sh\n")[1].split("\n```")[0].replace("\\\n", " "))
        assert words[0] == "curl"
        assert words[-1].startswith("https://api.pipedream.com/v1/")
        if "--data" in words:
            assert isinstance(json.loads(words[words.index("--data") + 1]), dict)
