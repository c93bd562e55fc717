"""Every operation called through the client, with the arguments of the specification's examples."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx

import pdconnect
from tests.pdconnect_api.harness import expected_warning
from tests.pdconnect_api.samples import valid
from tests.pdconnect_api.spec import ALL_OPERATIONS, OPERATIONS, Argument, Operation, examples, python_name

Arguments = Mapping[str, Any]
TARGET = "https://gitlab.com/api/v4/projects?per_page=2"


class Recorder:
    """A client, and the responses to its requests."""

    def __init__(self, base_url: str) -> None:
        self.responses: list[httpx.Response] = []
        self._http = httpx.Client(trust_env=False, event_hooks={"response": [self.responses.append]})
        self._client = pdconnect.Client(
            project_id="proj_abc123",
            access_token="a-token-that-a-mock-accepts",
            environment="development",
            base_url=base_url,
            http_client=self._http,
        )

    def call(self, operation: Operation, arguments: Arguments) -> list[httpx.Response]:
        """Call an operation, and return the responses as received."""
        self.responses.clear()
        with expected_warning(operation), suppress(pdconnect.ApiError):
            # The recorded response contains more than the error.
            getattr(getattr(self._client, operation.tag), operation.method_name)(**arguments)
        return list(self.responses)

    def close(self) -> None:
        self._client.close()
        self._http.close()


def all_calls() -> Iterator[tuple[Operation, Arguments]]:
    """Yield each operation with each example of its body; without a body, with the required arguments and with all arguments."""
    for operation in ALL_OPERATIONS:
        found = _from_specification(operation) if operation in OPERATIONS else _by_hand(operation)
        yield from ((operation, arguments) for arguments in found)


def _from_specification(operation: Operation) -> list[Arguments]:
    parameters = [argument for argument in operation.arguments if argument.location != "body"]
    # Pagination has one direction: `before` is not sent together with `after`.
    everything = {argument.name: _value(argument) for argument in parameters if argument.wire != "before"}
    required = {argument.name: everything[argument.name] for argument in parameters if argument.required}
    if not operation.body:
        return [required, everything] if everything != required else [required]
    bodies = [
        {python_name(key): value for key, value in body.items() if key not in operation.constants}
        for _, body in examples(operation.body)
    ]
    return [{**parameters, **body} for body in bodies for parameters in (required, everything)]


def _value(argument: Argument) -> object:
    return valid(argument.schema, argument.wire) if argument.example is None else argument.example


def _by_hand(operation: Operation) -> list[Arguments]:
    """Return the arguments of operations that are written by hand in the client: files, and requests through the proxy."""
    if operation.id == "file_stash_download_file":
        return [{"s3_key": operation.arguments[0].example, "destination": io.BytesIO()}]
    user = {"external_user_id": "user-abc-123", "account_id": "apn_WYhMlrz"}
    plain: Arguments = {"url": TARGET, **user, "headers": {"accept": "application/json"}}
    bodies = [value for _, value in examples(operation.body)] if operation.body else []
    return [plain, *({**plain, "json": body} for body in bodies)]
