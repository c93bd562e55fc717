"""No value of anything that the specification calls sensitive occurs in a text that this client makes."""

from __future__ import annotations

import json
import logging
import traceback

import pytest

import pdconnect
from pdconnect_api.call import Body, Call, RequestData
from pdconnect_api.call import Operation as CalledOperation

from ..cases import for_each
from .harness import TOKEN, Harness, to_json
from .reading import models_reachable, nested_values
from .samples import SECRET, needed, samples, valid
from .spec import (
    FIRST_RESULTS,
    OPERATIONS,
    READ_SCHEMAS,
    Argument,
    Operation,
    ResponseExample,
    fields_of,
    python_name,
    resolve,
)

WITH_SECRETS = [
    pytest.param(operation, response, id=operation.id)
    for operation, response in FIRST_RESULTS
    if SECRET in json.dumps(samples(response.schema))
]
SENSITIVE_ARGUMENTS = [
    pytest.param(operation, argument, id=f"{operation}-{argument.name}")
    for operation in OPERATIONS
    for argument in operation.arguments
    if argument.sensitive
]
ERRORS = (400, 401, 403, 404, 409, 418, 422, 429, 500, 503)


def _texts(error: BaseException) -> str:
    """Return what a traceback shows of an error and of the errors that led to it, without lines of source code."""
    texts = [str(error), repr(error), *map(str, error.args), *traceback.format_exception_only(error)]
    context = None if error.__suppress_context__ else error.__context__
    led_to_it = error.__cause__ or context
    return " ".join([*texts, _texts(led_to_it) if led_to_it else ""])


def test_specification_has_secrets() -> None:
    assert {case.id for case in WITH_SECRETS} >= {
        "tokens_create",
        "accounts_list",
        "accounts_retrieve",
        "oauth_tokens_create",
    }


@pytest.mark.parametrize(("operation", "response"), WITH_SECRETS)
def test_results_show_no_secret(
    harness: Harness, operation: Operation, response: ResponseExample, caplog: pytest.LogCaptureFixture
) -> None:
    """Credentials can be read, but no text shows them."""
    caplog.set_level(logging.DEBUG)
    found = False
    for raw in samples(response.schema):
        result = harness.call(operation, needed(operation), response._replace(value=raw))
        for value in nested_values(result):
            if not isinstance(value, str | dict | list):
                assert SECRET not in f"{value!r} {value}"
            found = found or (isinstance(value, str | dict) and SECRET in str(value))
    assert found
    assert SECRET not in caplog.text


@pytest.mark.slow
@pytest.mark.every_python
@for_each(("operation", "response"), WITH_SECRETS)
def test_errors_show_no_secret(sync_harness: Harness, operation: Operation, response: ResponseExample) -> None:
    """The body of an error is data and contains the credentials; the texts contain none."""
    for raw in samples(response.schema):
        for status in ERRORS:
            with pytest.raises(pdconnect.ApiError) as caught:
                sync_harness.call_raw(operation, needed(operation), status, to_json(raw))
            assert caught.value.body == raw
            assert SECRET not in _texts(caught.value)


@for_each(("operation", "response"), WITH_SECRETS)
def test_errors_of_reading_show_no_secret(harness: Harness, operation: Operation, response: ResponseExample) -> None:
    for raw in (SECRET, 202):
        with pytest.raises(pdconnect.PdconnectError) as caught:
            harness.call_raw(operation, needed(operation), 200, to_json(raw))
        assert caught.value.body == raw
        assert SECRET not in _texts(caught.value)
    with pytest.raises(pdconnect.AcceptedResponseError) as started:
        harness.call_raw(operation, needed(operation), 202, to_json(samples(response.schema)[0]))
    assert SECRET in str(started.value.body)
    assert SECRET not in _texts(started.value)


SENSITIVE_FIELDS = [
    (name, field)
    for name, schema in models_reachable(READ_SCHEMAS).items()
    for field, wires in fields_of(schema).items()
    if resolve(schema["properties"][wires[0]]).get("x-sensitive")
]


@for_each(("name", "field"), SENSITIVE_FIELDS, ids=[".".join(field) for field in SENSITIVE_FIELDS])
def test_secrets_of_a_wrong_type_are_not_shown(name: str, field: str) -> None:
    """A credential of an unexpected type is hidden too, and so is one in a model that was created from values."""
    whole = samples({"$ref": f"#/components/schemas/{name}"})[0]
    model_class = getattr(pdconnect.models, name)
    (wire,) = (wire for wire in whole if python_name(wire) == field)
    for wrong in (SECRET, [SECRET], {"a": SECRET}, [[SECRET]], {SECRET: 1}):
        changed = model_class.from_dict({**whole, wire: wrong})
        assert getattr(changed, field) == wrong
        others = {other: getattr(changed, other) for other in fields_of(models_reachable(READ_SCHEMAS)[name])}
        assert SECRET not in f"{changed!r} {changed} {model_class(**others)!r}"


def _secret(argument: Argument) -> str:
    schema = resolve(argument.schema)
    return str(valid(schema, argument.wire)) if "pattern" in schema else f"{SECRET}-argument-0123456789"


@for_each(("operation", "argument"), SENSITIVE_ARGUMENTS)
def test_sensitive_arguments_are_not_in_errors(harness: Harness, operation: Operation, argument: Argument) -> None:
    """This is so even if the service repeats the credentials."""
    secret = _secret(argument)
    for status in ERRORS:
        for body in ({"error": f"wrong: {secret}"}, {"message": secret}, {"error": {"message": f"({secret})"}}):
            with pytest.raises(pdconnect.ApiError) as caught:
                harness.call_raw(operation, {**needed(operation), argument.name: secret}, status, to_json(body))
            assert secret not in _texts(caught.value)


@pytest.mark.parametrize(("operation", "argument"), SENSITIVE_ARGUMENTS)
def test_sensitive_arguments_are_not_logged(
    harness: Harness, operation: Operation, argument: Argument, caplog: pytest.LogCaptureFixture
) -> None:
    """This includes the log of httpx."""
    caplog.set_level(logging.DEBUG)
    secret = _secret(argument)
    harness.call(operation, {**needed(operation), argument.name: secret})
    assert secret in f"{harness.request.url.raw_path.decode()} {harness.request.content.decode()}"
    assert secret not in caplog.text


@for_each("operation", [operation for operation in OPERATIONS if operation.node["security"]], ids=str)
def test_access_token_is_not_in_errors(sync_harness: Harness, operation: Operation) -> None:
    for status in ERRORS:
        with pytest.raises(pdconnect.ApiError) as caught:
            sync_harness.call_raw(operation, needed(operation), status, to_json({"error": f"wrong token {TOKEN}"}))
        assert TOKEN not in _texts(caught.value)
    assert TOKEN not in f"{sync_harness.client!r} {vars(sync_harness.client)!r}"


@pytest.mark.parametrize(
    "body", [Body({"token": SECRET}), Body(content=SECRET), Body(data={"a": SECRET}), Body(files={"a": SECRET})]
)
def test_the_data_of_a_request_shows_no_credential(body: Body) -> None:
    data = RequestData("POST", f"/v1/things?key={SECRET}", body, {"authorization": SECRET})
    operation = CalledOperation("things_create", "POST", "/v1/things", idempotent=False)
    call = Call(operation, f"/v1/things/{SECRET}", str, {"key": SECRET}, {"token": SECRET})
    assert SECRET in call.request_data.url
    for value in (data, data.body, call, call.request_data, call.request_data.body):
        assert SECRET not in f"{value} {value!r} {[value]}"
