"""The clients and the tasks that are measured: httpx alone and this client, over the same transport. `peers` has the other clients."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

import pdconnect
from pdconnect_api.api.accounts.accounts_list import accounts_list
from pdconnect_api.api.components.components_list import components_list
from pdconnect_api.decoding import fast_loads, standard_loads

from .payloads import RESPONSES
from .reading import ATTRIBUTES, WIRE, Get, Names, read_account, read_component
from .rows import FAST, OURS, RAW, Aim

PROJECT = "proj_bench1"
TOKEN = "bench-access-token"
ACCOUNT = "apn_0000000"
ORIGIN = "https://api.pipedream.com"
BASE = f"{ORIGIN}/v1/connect/{PROJECT}"

Work = Callable[[], object]
Decode = Callable[[bytes], object]


@dataclass(frozen=True)
class Subject:
    """A client that can do every task."""

    name: str
    calls: Mapping[str, Work] = field(default_factory=dict)
    """By task: a call that returns the account or the list of items."""
    decodes: Mapping[str, Decode] = field(default_factory=dict)
    """By task: the decoding, which follows the last byte of the response."""
    names: Names = ATTRIBUTES
    get: Get | None = None
    """The function that reads a field; None if the fields have other names."""
    slow: bool = False

    def reading(self, task: str) -> Work:
        """Return a function that makes the call and reads every field of the result."""
        call, names, get = self.calls[task], self.names, self.get
        assert get is not None
        read_item = read_component if task == "components" else read_account

        def call_and_read() -> None:
            result: Any = call()
            for item in [result] if task == "account" else result:
                read_item(item, names, get)

        return call_and_read

    def decoding(self, task: str) -> Work:
        """Return a function that decodes the response of a task."""
        decode, content = self.decodes[task], RESPONSES[task]
        return lambda: decode(content)


@dataclass(frozen=True)
class Task:
    """A call that is measured."""

    what: str
    aim: Aim
    calls: int
    """The number of calls of a sample."""
    slow_calls: int
    """The number of calls of a sample of a slow subject."""
    slow_every: int
    """A slow subject takes part in every n-th round."""
    is_page: bool = True

    def workload(self, subject: Subject) -> tuple[int, int]:
        """Return the number of calls of a subject's sample, and n if it takes part in every n-th round."""
        return (self.slow_calls, self.slow_every) if subject.slow else (self.calls, 1)


TASKS: Mapping[str, Task] = {
    "account": Task("one account", Aim(1.15, 1.0), calls=40, slow_calls=10, slow_every=2, is_page=False),
    "accounts": Task("100 accounts", Aim(1.2, 0.9), calls=8, slow_calls=1, slow_every=2),
    "components": Task("100 components x 11 props", Aim(1.3, 1.0), calls=3, slow_calls=1, slow_every=8),
}


def transport() -> httpx.MockTransport:
    """Return a transport that responds in this process."""
    responses = {f"/v1/connect/{PROJECT}/{path}": body for path, body in RESPONSES.items()}
    responses[f"/v1/connect/{PROJECT}/accounts/{ACCOUNT}"] = RESPONSES["account"]
    headers = {
        "content-type": "application/json; charset=utf-8",
        "x-request-id": "00000000-0000-4000-8000-000000000000",
    }
    return httpx.MockTransport(
        lambda request: httpx.Response(200, headers=headers, content=responses[request.url.path])
    )


def raw_headers() -> dict[str, str]:
    """Return the headers of a request without a client library."""
    return {"authorization": f"Bearer {TOKEN}", "x-pd-environment": "development", "accept": "application/json"}


def raw() -> Subject:
    """Return httpx alone, used as fast as possible: complete URLs, and the headers set once."""
    client = httpx.Client(transport=transport(), headers=raw_headers())
    calls: dict[str, Work] = {
        "account": lambda: json.loads(client.get(f"{BASE}/accounts/{ACCOUNT}").content),
        "accounts": lambda: json.loads(client.get(f"{BASE}/accounts", params={"limit": 100}).content)["data"],
        "components": lambda: json.loads(client.get(f"{BASE}/components", params={"limit": 100}).content)["data"],
    }
    return Subject(RAW, calls, dict.fromkeys(RESPONSES, json.loads), WIRE, dict.get)


def ours() -> Subject:
    """Return this client."""
    http = httpx.Client(transport=transport())
    client = pdconnect.Client(project_id=PROJECT, environment="development", access_token=TOKEN, http_client=http)
    calls: dict[str, Work] = {
        "account": lambda: client.accounts.retrieve(ACCOUNT),
        "accounts": lambda: client.accounts.list(limit=100).data,
        "components": lambda: client.components.list(limit=100).data,
    }
    return Subject(OURS, calls, _decodes(standard_loads), get=getattr)


def ours_with(parse: Callable[[bytes], Any]) -> Subject:
    """Return the decoding of this client with a faster parser. Its calls cannot use another parser in the same process."""
    return Subject(FAST, decodes=_decodes(fast_loads(parse)))


def _decodes(loads: Callable[[bytes], Any]) -> dict[str, Decode]:
    accounts, components = accounts_list(PROJECT).read, components_list(PROJECT).read
    return {
        "accounts": lambda content: accounts(loads(content)),
        "components": lambda content: components(loads(content)),
    }
