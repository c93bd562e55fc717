"""What Prism says of the client's requests."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import Any, NamedTuple

import httpx

from tests.pdconnect_api.spec import ALL_OPERATIONS, Operation, Schema, examples, resolve

from .calls import Arguments, Recorder, all_calls
from .prism import VIOLATIONS

UNSERVED = "Cannot find serializer for application/octet-stream"
"""Prism can't answer with bytes. By then it has found the request in order."""


class Judgement(NamedTuple):
    """How many requests of each operation Prism saw, and what it found wrong."""

    requests: Counter[str]
    problems: list[str]


def judge(base_url: str) -> Judgement:
    """Send everything to the mock server at this address."""
    seen, problems = Counter[str]({operation.id: 0 for operation in ALL_OPERATIONS}), list[str]()
    with closing(Recorder(base_url)) as recorder:
        for operation, arguments in all_calls():
            problems += _problems(recorder, operation, arguments)
            seen[operation.id] += len(recorder.answers)
    problems += [f"{name}: no request was made" for name, count in seen.items() if not count]
    return Judgement(seen, problems)


def _problems(recorder: Recorder, operation: Operation, arguments: Arguments) -> list[str]:
    return [
        f"{operation} with {arguments}: {answer.status_code} {answer.headers.get(VIOLATIONS, '')}"
        for answer in recorder.call(operation, arguments)
        if VIOLATIONS in answer.headers or not _is_expected(operation, answer)
    ]


def _is_expected(operation: Operation, answer: httpx.Response) -> bool:
    """Whether this is an example of the operation's own answers, so that Prism took the request for no other operation."""
    if answer.status_code == 500:
        return operation.id == "file_stash_download_file" and answer.json().get("title") == UNSERVED
    if not answer.content:
        return str(answer.status_code) in operation.node["responses"]
    successes = [resolve(one) for status, one in operation.node["responses"].items() if status.startswith("2")]
    return answer.json() in [value for one in successes for value in _examples(one)]


def _examples(answer: Schema) -> list[Any]:
    return [value for _, value in examples(answer.get("content", {}).get("application/json", {}))]
