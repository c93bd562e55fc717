"""Who is measured, and at what: the same calls by httpx alone, by this client and by the official SDK, over the same transport."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import httpx

import pdconnect

from .payloads import ANSWERS
from .reading import ATTRIBUTES, WIRE, Get, Names, read_account, read_component

PROJECT = "proj_bench1"
TOKEN = "bench-access-token"
ACCOUNT = "apn_0000000"
BASE = f"https://api.pipedream.com/v1/connect/{PROJECT}"
OFFICIAL_SDK = "pipedream"

Do = Callable[[], object]


@dataclass(frozen=True)
class Task:
    """A call that is measured."""

    what: str
    aim: float
    """The largest ratio to httpx alone that we want."""
    calls: int
    """How many make one sample."""
    slow_calls: int
    """The same for the official SDK."""
    slow_every: int
    """The official SDK takes part in one round of so many."""


TASKS: Mapping[str, Task] = {
    "account": Task("one account", 1.3, calls=40, slow_calls=10, slow_every=2),
    "accounts": Task("100 accounts", 1.5, calls=8, slow_calls=1, slow_every=2),
    "components": Task("100 components x 11 props", 2.0, calls=3, slow_calls=1, slow_every=8),
}


@dataclass(frozen=True)
class Subject:
    """Somebody who can do every task."""

    name: str
    calls: Mapping[str, Do]
    """By the task: call, and hand out the account or the list of items."""
    names: Names
    get: Get

    def does(self, task: str, *, reading: bool) -> Do:
        """What is measured: the call, and then, if wished, reading every field of what came."""
        call = self.calls[task]
        return self._reading(task, call) if reading else call

    def _reading(self, task: str, call: Do) -> Do:
        names, get = self.names, self.get
        read_item = read_component if task == "components" else read_account

        def call_and_read() -> None:
            result: Any = call()
            for item in [result] if task == "account" else result:
                read_item(item, names, get)

        return call_and_read


def transport() -> httpx.MockTransport:
    """The service, in the same process."""
    answers = {f"/v1/connect/{PROJECT}/{path}": body for path, body in ANSWERS.items()}
    headers = {
        "content-type": "application/json; charset=utf-8",
        "x-request-id": "00000000-0000-4000-8000-000000000000",
    }
    return httpx.MockTransport(lambda request: httpx.Response(200, headers=headers, content=answers[request.url.path]))


def raw() -> Subject:
    """What one would write by hand, and as quick as that can be: full addresses, and the headers set once."""
    headers = {"authorization": f"Bearer {TOKEN}", "x-pd-environment": "development", "accept": "application/json"}
    client = httpx.Client(transport=transport(), headers=headers)
    calls: dict[str, Do] = {
        "account": lambda: json.loads(client.get(f"{BASE}/accounts/{ACCOUNT}").content),
        "accounts": lambda: json.loads(client.get(f"{BASE}/accounts", params={"limit": 100}).content)["data"],
        "components": lambda: json.loads(client.get(f"{BASE}/components", params={"limit": 100}).content)["data"],
    }
    return Subject("raw", calls, WIRE, dict.get)


def ours() -> Subject:
    """This client."""
    http = httpx.Client(transport=transport())
    client = pdconnect.Client(project_id=PROJECT, environment="development", access_token=TOKEN, http_client=http)
    calls: dict[str, Do] = {
        "account": lambda: client.accounts.retrieve(ACCOUNT),
        "accounts": lambda: client.accounts.list(limit=100).data,
        "components": lambda: client.components.list(limit=100).data,
    }
    return Subject("pdconnect", calls, ATTRIBUTES, getattr)


def official() -> Subject | None:
    """The official SDK; None where it isn't installed."""
    if find_spec(OFFICIAL_SDK) is None:
        return None
    client = import_module(OFFICIAL_SDK).Pipedream(
        project_id=PROJECT,
        project_environment="development",
        access_token=TOKEN,
        httpx_client=httpx.Client(transport=transport()),
    )
    calls: dict[str, Do] = {
        "account": lambda: client.accounts.retrieve(ACCOUNT),
        "accounts": lambda: client.accounts.list(limit=100).items,
        "components": lambda: client.components.list(limit=100).items,
    }
    return Subject("official", calls, ATTRIBUTES, getattr)
