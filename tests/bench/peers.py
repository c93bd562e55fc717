"""The other clients: the official SDK, and the code that two generators create from our specification. Missing ones are skipped."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import httpx

from tests import ROOT

from .rows import OFFICIAL, PYDANTIC, STOCK
from .subjects import ACCOUNT, BASE, ORIGIN, PROJECT, TOKEN, Subject, Work, raw_headers, transport

FOLDER = ROOT / ".venv-bench" / "peers"
"""The folder of the generated clients, which scripts/bench creates."""
SDK, STOCK_CLIENT, PYDANTIC_MODELS = "pipedream", "stock_client", "pydantic_models"


def peers() -> list[Subject]:
    """Return the other clients that are installed."""
    if str(FOLDER) not in sys.path:
        sys.path.append(str(FOLDER))
    return [make() for module, make in _PEERS.items() if find_spec(module) is not None]


def _official() -> Subject:
    http = httpx.Client(transport=transport())
    client = import_module(SDK).Pipedream(
        project_id=PROJECT, project_environment="development", access_token=TOKEN, httpx_client=http
    )
    calls: dict[str, Work] = {
        "account": lambda: client.accounts.retrieve(ACCOUNT),
        "accounts": lambda: client.accounts.list(limit=100).items,
        "components": lambda: client.components.list(limit=100).items,
    }
    types = import_module(f"{SDK}.types")
    parse: Any = import_module(f"{SDK}.core.pydantic_utilities").parse_obj_as
    decodes = {
        "accounts": lambda content: parse(types.ListAccountsResponse, httpx.Response(200, content=content).json()),
        "components": lambda content: parse(types.GetComponentsResponse, httpx.Response(200, content=content).json()),
    }
    return Subject(OFFICIAL, calls, decodes, get=getattr, slow=True)


def _stock() -> Subject:
    """Return the client that openapi-python-client generates with its own templates."""
    client = import_module(STOCK_CLIENT).AuthenticatedClient(
        base_url=ORIGIN, token=TOKEN, httpx_args={"transport": transport()}
    )
    arguments = {"project_id": PROJECT, "client": client, "x_pd_environment": "development"}
    api = f"{STOCK_CLIENT}.api"
    accounts, components = (
        import_module(f"{api}.{name}") for name in ("accounts.accounts_list", "components.components_list")
    )
    retrieve = import_module(f"{api}.accounts.accounts_retrieve")
    calls: dict[str, Work] = {
        "account": lambda: retrieve.sync(account_id=ACCOUNT, **arguments),
        "accounts": lambda: accounts.sync(limit=100, **arguments).data,
        "components": lambda: components.sync(limit=100, **arguments).data,
    }
    page = {
        "accounts": import_module(f"{STOCK_CLIENT}.models.account_page").AccountPage,
        "components": import_module(f"{STOCK_CLIENT}.models.component_page").ComponentPage,
    }
    decodes = {name: _from_dict(model) for name, model in page.items()}
    return Subject(STOCK, calls, decodes, slow=True)


def _from_dict(model: Any) -> Any:
    import json

    return lambda content: model.from_dict(json.loads(content))


def _pydantic() -> Subject:
    """Return httpx with the pydantic models that datamodel-code-generator generates."""
    models = import_module(PYDANTIC_MODELS)
    client = httpx.Client(transport=transport(), headers=raw_headers())
    account, accounts, components = (
        getattr(models, name).model_validate_json for name in ("Account", "AccountPage", "ComponentPage")
    )
    calls: dict[str, Work] = {
        "account": lambda: account(client.get(f"{BASE}/accounts/{ACCOUNT}").content),
        "accounts": lambda: accounts(client.get(f"{BASE}/accounts", params={"limit": 100}).content).data,
        "components": lambda: components(client.get(f"{BASE}/components", params={"limit": 100}).content).data,
    }
    return Subject(PYDANTIC, calls, {"accounts": accounts, "components": components}, slow=True)


_PEERS = {SDK: _official, STOCK_CLIENT: _stock, PYDANTIC_MODELS: _pydantic}
