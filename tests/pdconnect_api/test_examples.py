"""The examples of the specification fit its schemas, and the vendor's are all there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from ..cases import for_each
from .samples import samples
from .spec import ALL_OPERATIONS, DOCUMENT, PAYLOADS, Schema, examples, resolve


def _media_types() -> Iterator[tuple[str, Schema]]:
    """Yield every JSON body of every request and response, errors included, and of the webhook requests of the service."""
    for operation in ALL_OPERATIONS:
        if operation.body:
            yield f"{operation}-request", operation.body
        for status, reference in operation.node["responses"].items():
            content = resolve(reference).get("content", {})
            if "application/json" in content:
                yield f"{operation}-{status}", content["application/json"]
    for number, media in enumerate(PAYLOADS):
        yield f"webhook-{number}", media


SHARED = {id(media): (label, media) for label, media in _media_types()}.values()
"""Each media type once: most errors are the same everywhere."""
MEDIA_TYPES = [pytest.param(media, id=label) for label, media in SHARED]
EXAMPLES = [
    pytest.param(media["schema"], value, id=f"{label}-{name}")
    for label, media in SHARED
    for name, value in examples(media)
]


def _validator(schema: Schema) -> Draft202012Validator:
    return Draft202012Validator({"components": DOCUMENT["components"], **schema}, validate_formats=True)


@for_each(("schema", "value"), EXAMPLES)
def test_example_fits_its_schema(schema: Schema, value: Any) -> None:
    assert [error.message for error in _validator(schema).iter_errors(value)] == []


def test_date_times_are_checked() -> None:
    assert not _validator({"type": "string", "format": "date-time"}).is_valid("yesterday")


@for_each("media", MEDIA_TYPES)
def test_has_an_example(media: Schema) -> None:
    assert examples(media)


@pytest.mark.slow
@pytest.mark.every_python
@for_each("media", MEDIA_TYPES)
def test_samples_of_these_tests_are_valid(media: Schema) -> None:
    """The values that other tests make from schemas are what the schemas ask for."""
    for sample in samples(media["schema"]):
        assert [error.message for error in _validator(media["schema"]).iter_errors(sample)] == []


def test_every_named_example_is_used() -> None:
    used = {
        reference["$ref"].rpartition("/")[2]
        for _, media in _media_types()
        for reference in media.get("examples", {}).values()
        if "$ref" in reference
    }
    assert used == set(DOCUMENT["components"]["examples"])


def test_every_response_of_the_vendors_reference_is_an_example() -> None:
    """Accounts: list and retrieve, each with and without credentials; components: list, retrieve, configure, reload;
    a run of an action; a trigger's deployment, list and retrieval."""
    kept = {
        reference["$ref"].rpartition("/")[2]
        for operation in ALL_OPERATIONS
        for status, response in operation.node["responses"].items()
        if status.startswith("2")
        for name, reference in resolve(response)
        .get("content", {})
        .get("application/json", {})
        .get("examples", {})
        .items()
        if name.startswith("reference_")
    }
    assert len(kept) == 12
