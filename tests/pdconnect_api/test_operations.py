"""Every operation with every example of its request and of its success, through both clients."""

from __future__ import annotations

import httpx
import pytest

import pdconnect

from ..cases import for_each
from .harness import TOKEN, Harness, Values, body_of, expected_body, expected_path, expected_query, query_of, to_json
from .reading import check_response, nested_values
from .samples import valid
from .spec import OPERATIONS, SERVER, Argument, Operation, ResponseExample, examples, python_name

HEADERS_OF_HTTP = {"host", "connection", "accept-encoding", "content-length"}


def _value(argument: Argument) -> object:
    return valid(argument.schema, argument.wire) if argument.example is None else argument.example


def _requests(operation: Operation) -> dict[str, Values]:
    """Return arguments for every example of the body; without a body, what is required alone and all parameters."""
    parameters = [argument for argument in operation.arguments if argument.location != "body"]
    needed = {argument.name: _value(argument) for argument in parameters if argument.required}
    if operation.body:
        bodies = dict(examples(operation.body))
        given = {name: body.keys() - operation.constants.keys() for name, body in bodies.items()}
        return {
            name: {**needed, **{python_name(key): body[key] for key in given[name]}} for name, body in bodies.items()
        }
    everything = {argument.name: _value(argument) for argument in parameters if argument.wire != "before"}
    return {"required": needed, **({"everything": everything} if everything != needed else {})}


CASES = [
    pytest.param(operation, values, response, id=f"{operation}-{name}-{response.status}-{response.name}")
    for operation in OPERATIONS
    for name, values in _requests(operation).items()
    for response in operation.responses
]


@pytest.mark.slow
@pytest.mark.every_python
@for_each(("operation", "values", "response"), CASES)
def test_each_operation_reads_its_documented_response(
    harness: Harness, operation: Operation, values: Values, response: ResponseExample
) -> None:
    if response.status == 202:
        with pytest.raises(pdconnect.AcceptedResponseError) as caught:
            harness.call(operation, values, response)
        assert to_json(caught.value.body) == to_json(response.value)
    else:
        result = harness.call(operation, values, response)
        if not response.schema:
            assert result is None
        else:
            check_response(operation, response.schema, result, response.value)
            assert nested_values(result)
    _check_request(harness, operation, values)


def _check_request(harness: Harness, operation: Operation, values: Values) -> None:
    request = harness.request
    assert request.method == operation.method
    origin, path = f"{request.url.scheme}://{request.url.host}", request.url.raw_path.decode().partition("?")[0]
    assert f"{origin}{path}" == f"{SERVER}{expected_path(operation, values)}"
    assert query_of(request) == expected_query(operation, values)
    assert not request.url.fragment
    assert body_of(request) == expected_body(operation, values)
    headers = {name: value for name, value in request.headers.items() if name not in HEADERS_OF_HTTP}
    assert headers.pop("user-agent").startswith(f"pdconnect/{pdconnect.__version__} ")
    assert headers == _expected_headers(operation)


def _expected_headers(operation: Operation) -> dict[str, str]:
    headers = {"accept": "application/json"}
    if operation.node["security"]:
        headers["authorization"] = f"Bearer {TOKEN}"
    if any(parameter["name"] == "x-pd-environment" for parameter in operation.parameters):
        headers["x-pd-environment"] = "development"
    if operation.body:
        headers["content-type"] = "application/json"
    return headers


@for_each("operation", [operation for operation in OPERATIONS if operation.body], ids=str)
def test_request_examples_are_sent_as_they_are(sync_harness: Harness, operation: Operation) -> None:
    """The arguments are the example of the specification itself, and the service receives the same."""
    for name, values in _requests(operation).items():
        sync_harness.call(operation, values)
        assert body_of(sync_harness.request) == dict(examples(operation.body))[name]


def test_the_default_address_is_the_server_of_the_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIPEDREAM_BASE_URL", raising=False)
    asked: list[str] = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.url.scheme}://{request.url.host}")
        return httpx.Response(200, json={"data": []})

    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        pdconnect.Client(
            project_id="proj_1", access_token=TOKEN, environment="production", http_client=http
        ).accounts.list()
    assert asked == [SERVER]
