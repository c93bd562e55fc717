"""The clients and the tasks that are measured: an HTTP library alone and this client, over the same transport. `peers` has the others.

This client is measured with its own connections, as `Client()` has them: the transport replaces their sockets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pdconnect
from pdconnect._http.backend import LibraryName, load_backend
from pdconnect._http.httpcore_messages import default_headers
from pdconnect_api.api.accounts.accounts_list import accounts_list
from pdconnect_api.api.components.components_list import components_list
from pdconnect_api.decoding import fast_loads, standard_loads

from .payloads import RESPONSES
from .reading import ATTRIBUTES, WIRE, Get, Names, read_account, read_component
from .rows import FAST, OURS, RAW, Aim

if TYPE_CHECKING:
    from pdconnect._http.backend import BaseTransport, Request, Response
    from pdconnect._http.call_state import CallState

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
    "account": Task("one account", Aim(0.6), calls=40, slow_calls=10, slow_every=2, is_page=False),
    "accounts": Task("100 accounts", Aim(0.95), calls=8, slow_calls=1, slow_every=2),
    "components": Task("100 components x 11 props", Aim(1.0), calls=3, slow_calls=1, slow_every=8),
}

HTTPX2_AIMS = {"account": Aim(0.9)}
"""The aims with httpx2, whose own client takes less time: there a page has less to save."""


def transport(library: LibraryName = "httpx") -> Any:
    """Return a transport that responds in this process, with bodies that are read as those of a network are."""
    module: Any = import_module(library)
    responses = {f"/v1/connect/{PROJECT}/{path}": body for path, body in RESPONSES.items()}
    responses[f"/v1/connect/{PROJECT}/accounts/{ACCOUNT}"] = RESPONSES["account"]
    headers = {
        "content-type": "application/json; charset=utf-8",
        "x-request-id": "00000000-0000-4000-8000-000000000000",
    }
    return module.MockTransport(
        lambda request: module.Response(200, headers=headers, stream=module.ByteStream(responses[request.url.path]))
    )


class _InProcess:
    """The connections of this client, without sockets."""

    timeout = 60.0
    is_closed = False

    def __init__(self, library: LibraryName) -> None:
        self.backend = load_backend(library)
        self.headers = default_headers(self.backend)
        self._transport: BaseTransport = transport(library)

    def send(self, request: Request, state: CallState) -> Response:
        state.requests_sent += 1
        response = self._transport.handle_request(request)
        response.request = request
        return response

    def close(self) -> None:
        pass


def raw_headers() -> dict[str, str]:
    """Return the headers of a request without a client library."""
    return {"authorization": f"Bearer {TOKEN}", "x-pd-environment": "development", "accept": "application/json"}


def raw(library: LibraryName = "httpx") -> Subject:
    """Return an HTTP library alone, used as fast as possible: complete URLs, and the headers set once."""
    client = import_module(library).Client(transport=transport(library), headers=raw_headers())
    calls: dict[str, Work] = {
        "account": lambda: json.loads(client.get(f"{BASE}/accounts/{ACCOUNT}").content),
        "accounts": lambda: json.loads(client.get(f"{BASE}/accounts", params={"limit": 100}).content)["data"],
        "components": lambda: json.loads(client.get(f"{BASE}/components", params={"limit": 100}).content)["data"],
    }
    return Subject(RAW, calls, dict.fromkeys(RESPONSES, json.loads), WIRE, dict.get)


def ours(library: LibraryName = "httpx") -> Subject:
    """Return this client."""
    client = pdconnect.Client(project_id=PROJECT, environment="development", access_token=TOKEN, http_backend=library)
    client._runtime.connections._transport = _InProcess(library)
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
