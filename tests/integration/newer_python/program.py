"""What the client does without sockets, threads and compiled packages. `main` prints the version of Python and how much it has seen."""

from __future__ import annotations

import copy
import importlib
import inspect
import json
import pickle
import pkgutil
import sys
import typing
import warnings
from typing import Any
from unittest.mock import create_autospec

warnings.simplefilter("error")
# The first two are compiled for another Python. The command line of httpx takes a second to import here.
for left_out in ("pydantic", "pydantic_core", "httpx._main"):
    sys.modules[left_out] = None  # type: ignore[assignment]

import httpx  # noqa: E402

import pdconnect  # noqa: E402
import pdconnect_api  # noqa: E402
from pdconnect import models, webhooks  # noqa: E402
from pdconnect_api.model import Model  # noqa: E402

NEED_EXTRAS = {"mcp", "opentelemetry", "sandbox", "testing"}
ACCOUNTS: list[dict[str, Any]] = [{"id": f"apn_{n}", "name": "Ada", "app": {"name_slug": "slack"}} for n in range(3)]
SETTINGS: dict[str, Any] = {
    "project_id": "proj_1",
    "environment": "development",
    "access_token": "t",
    "base_url": "https://service.test",
}


async def main() -> None:
    """Do everything."""
    seen = {
        "version": sys.version_info[:2],
        "modules": import_generated_modules(),
        "methods": read_signatures(),
        "models": use_models(),
    }
    calls()
    await async_calls()
    use_double()
    verify_webhook()
    print(json.dumps(seen))


def import_generated_modules() -> int:
    """Import all modules of the generated package, and return their number."""
    return len(
        [
            importlib.import_module(module.name)
            for module in pkgutil.walk_packages(pdconnect_api.__path__, "pdconnect_api.")
        ]
    )


def read_signatures() -> int:
    """Read the signatures and type hints of public classes, and return the number of methods."""
    methods = 0
    for name in set(pdconnect.__all__) - NEED_EXTRAS:
        value = getattr(pdconnect, name)
        if not isinstance(value, type):
            continue
        typing.get_type_hints(value)
        for attribute, function in inspect.getmembers(value, inspect.isfunction):
            inspect.signature(function)
            # The result of `mcp_server` is a class of the mcp package, which is not installed here.
            if not attribute.startswith("_") and attribute != "mcp_server":
                typing.get_type_hints(function)
            methods += 1
    return methods


def use_models() -> int:
    """Create, copy and pickle each model, and return their number."""
    values = [getattr(models, name) for name in dir(models)]
    found = [value for value in values if isinstance(value, type) and issubclass(value, Model)]
    for model in found:
        typing.get_type_hints(model)
        made = model.from_dict({"id": "x", "unknown": [1]})
        assert made.to_dict() == {"id": "x", "unknown": [1]}
        assert pickle.loads(pickle.dumps(made)) == made == copy.deepcopy(made)
        assert "secret" not in repr(made)
    return len(found)


def respond(request: httpx.Request) -> httpx.Response:
    """Return a page of accounts, one account, or an error."""
    if request.url.path.endswith("/accounts"):
        cursor = None if "after" in request.url.params else "b"
        info = {"total_count": 6, "count": 3, "start_cursor": "a", "end_cursor": cursor}
        return httpx.Response(200, json={"data": ACCOUNTS, "page_info": info})
    if request.url.path.endswith("/apn_0"):
        return httpx.Response(200, json=ACCOUNTS[0])
    return httpx.Response(404, json={"error": "not found"})


def calls() -> None:
    """Make calls with the synchronous client."""
    http_client = httpx.Client(transport=httpx.MockTransport(respond))
    with http_client, pdconnect.Client(**SETTINGS, http_client=http_client) as client:
        account = client.accounts.retrieve("apn_0")
        assert account.app is not None
        assert account.app.name_slug == "slack"
        assert len(list(client.accounts.list())) == 6
        replaced = copy.replace(account, name="Grace")  # type: ignore[attr-defined]  # from Python 3.13 on
        assert replaced.name == "Grace"
        for wrong, expected in (("apn_9", pdconnect.NotFoundError), ("", pdconnect.InvalidArgumentError)):
            try:
                client.accounts.retrieve(wrong)
            except expected:
                continue
            raise AssertionError(f"no {expected.__name__}")


async def async_calls() -> None:
    """Make calls with the asynchronous client."""
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(respond))
    async with http_client, pdconnect.AsyncClient(**SETTINGS, http_client=http_client) as client:
        assert (await client.accounts.retrieve("apn_0")).name == "Ada"
        assert len([account async for account in client.accounts.list()]) == 6


def use_double() -> None:
    """Replace the client in a test, as users do."""
    double = create_autospec(pdconnect.Client, instance=True)
    double.accounts.retrieve.return_value = "account"
    assert double.accounts.retrieve("apn_0") == "account"


def verify_webhook() -> None:
    """Verify a signed body."""
    body, key = json.dumps({"id": 7}).encode(), "0f" * 32
    assert webhooks.verify(body, {"x-pd-signature": webhooks.sign(body, key)}, key).payload == {"id": 7}
