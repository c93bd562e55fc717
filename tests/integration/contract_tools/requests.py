"""Prism's check of the client's requests."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import Any, NamedTuple

import httpx

from tests.pdconnect_api.spec import ALL_OPERATIONS, Operation, Schema, examples, resolve

from .calls import Arguments, Recorder, all_calls
from .prism import VIOLATIONS

NOT_SERIALIZABLE = "Cannot find serializer for application/octet-stream"
"""The error of Prism for a response of bytes, which it cannot send. It has accepted the request before that."""


class RequestReport(NamedTuple):
    """The number of requests of each operation that Prism received, and the problems that it found."""

    requests: Counter[str]
    problems: list[str]


def check_requests(base_url: str) -> RequestReport:
    """Send the requests of all calls to the mock server at this address."""
    seen, problems = Counter[str]({operation.id: 0 for operation in ALL_OPERATIONS}), list[str]()
    with closing(Recorder(base_url)) as recorder:
        for operation, arguments in all_calls():
            problems += _problems(recorder, operation, arguments)
            seen[operation.id] += len(recorder.responses)
    problems += [f"{name}: no request was made" for name, count in seen.items() if not count]
    return RequestReport(seen, problems)


def _problems(recorder: Recorder, operation: Operation, arguments: Arguments) -> list[str]:
    return [
        f"{operation} with {arguments}: {response.status_code} {response.headers.get(VIOLATIONS, '')}"
        for response in recorder.call(operation, arguments)
        if VIOLATIONS in response.headers or not _is_expected(operation, response)
    ]


def _is_expected(operation: Operation, response: httpx.Response) -> bool:
    """Return whether the response is an example of this operation, which shows that Prism matched the request to it."""
    if response.status_code == 500:
        return operation.id == "file_stash_download_file" and response.json().get("title") == NOT_SERIALIZABLE
    if not response.content:
        return str(response.status_code) in operation.node["responses"]
    successes = [
        resolve(response_node)
        for status, response_node in operation.node["responses"].items()
        if status.startswith("2")
    ]
    return response.json() in [value for success in successes for value in _examples(success)]


def _examples(response: Schema) -> list[Any]:
    return [value for _, value in examples(response.get("content", {}).get("application/json", {}))]
