"""What tools see of the client at run time: `typing.get_type_hints` and `unittest.mock.create_autospec`."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any, get_overloads, get_type_hints
from unittest.mock import create_autospec

import pytest

import pdconnect
import pdconnect.concurrency
import pdconnect.inputs
import pdconnect.mcp
import pdconnect.models
import pdconnect.opentelemetry
import pdconnect.webhooks
from pdconnect._pagination.async_page import AsyncPage
from pdconnect._pagination.async_paginate import AsyncPager
from pdconnect._pagination.page import SyncPage

from ..cases import for_each

CLIENTS = (pdconnect.Client, pdconnect.AsyncClient)


def _resource_properties(owner: type) -> dict[str, cached_property[Any]]:
    """Return the public properties that return a resource, by name."""
    found = {name: inspect.getattr_static(owner, name) for name in dir(owner) if not name.startswith("_")}
    return {name: value for name, value in found.items() if isinstance(value, cached_property)}


def _resource_classes() -> Iterator[tuple[type, str, type]]:
    """Yield each class that has resources, the name of the property, and the class of the resource."""
    for client in CLIENTS:
        for name in _resource_properties(client):
            resource = getattr(client, name)
            yield client, name, resource
            for inner in _resource_properties(resource):
                yield resource, inner, getattr(resource, inner)


def _public_classes() -> dict[str, type]:
    modules = (
        pdconnect,
        pdconnect.concurrency,
        pdconnect.inputs,
        pdconnect.mcp,
        pdconnect.models,
        pdconnect.opentelemetry,
        pdconnect.webhooks,
    )
    values = [getattr(module, name) for module in modules for name in dir(module) if not name.startswith("_")]
    classes = [value for value in values if isinstance(value, type) and value.__module__.startswith("pdconnect")]
    classes += [resource for _, _, resource in _resource_classes()]
    classes += [SyncPage, AsyncPage, AsyncPager]
    return {f"{found.__module__}.{found.__qualname__}": found for found in classes}


def _functions(owner: type) -> Iterator[tuple[str, Any]]:
    """Yield the functions behind the public methods and properties of a class, with inherited ones."""
    for name in dir(owner):
        if name.startswith("_") and name not in ("__init__", "__aiter__", "__iter__", "__await__"):
            continue
        value: Any = inspect.getattr_static(owner, name)
        for attribute in ("fget", "func", "__func__"):
            value = getattr(value, attribute, value)
        if inspect.isfunction(value):
            yield name, value
            yield from ((name, overload) for overload in get_overloads(value))


def _discard(result: object) -> None:
    """Close a coroutine that nothing awaits, so that Python does not warn."""
    if inspect.iscoroutine(result):
        result.close()


PUBLIC_CLASSES = _public_classes()
RESOURCES = {f"{owner.__name__}.{name}": (owner, name, resource) for owner, name, resource in _resource_classes()}


def test_the_public_classes_are_found() -> None:
    assert {"pdconnect._client.Client", "pdconnect_api.api.accounts.AsyncAccounts"} <= PUBLIC_CLASSES.keys()
    assert "pdconnect_api.api.accounts.with_raw_response.AccountsWithRawResponse" in PUBLIC_CLASSES
    assert "AsyncClient.proxy" in RESOURCES


@for_each("name", PUBLIC_CLASSES)
def test_type_hints_of_a_class_and_its_methods(name: str) -> None:
    owner = PUBLIC_CLASSES[name]
    get_type_hints(owner)
    for method, function in _functions(owner):
        if function.__module__.startswith("pdconnect"):
            hints = get_type_hints(function)
            assert set(hints) == set(function.__annotations__), method
            assert not any(isinstance(hint, str) for hint in hints.values()), method
            inspect.signature(function, eval_str=True)


@pytest.mark.parametrize("module", ["pdconnect.concurrency", "pdconnect.webhooks"])
def test_type_hints_of_public_functions(module: str) -> None:
    for name, function in vars(sys.modules[module]).items():
        if inspect.isfunction(function) and not name.startswith("_"):
            get_type_hints(function)


@pytest.mark.slow
@pytest.mark.parametrize(
    "expression",
    [
        "pdconnect.Client.with_options",
        "pdconnect.AsyncClient.send_raw_response",
        "pdconnect.APIResponse.http_response.fget",
        "pdconnect.ApiError",
        "pdconnect.AsyncActionForm",
        "pdconnect.Page.page_info.fget",
        "vars(pdconnect.AsyncClient)['actions'].func",
        "vars(pdconnect.Client.accounts)['with_raw_response'].func",
        "pdconnect.Client.triggers.form",
    ],
)
def test_type_hints_in_a_new_interpreter(expression: str) -> None:
    """In a new interpreter, no other test has imported the classes that the annotations name."""
    code = f"import typing, pdconnect; assert typing.get_type_hints({expression})"
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


@pytest.mark.slow
def test_without_extras_signatures_and_autospec_work() -> None:
    """An annotation can name a class of a package that an extra installs. Without it, only the type of that annotation is unknown."""
    extras = ("aiohttp", "httpx2", "jwt", "limits", "mcp", "opentelemetry", "pydantic", "redis")
    code = f"""
import sys; sys.modules.update(dict.fromkeys({extras}))
import inspect, typing, unittest.mock
import pdconnect
for client in (pdconnect.Client, pdconnect.AsyncClient):
    for name, function in inspect.getmembers(client, inspect.isfunction):
        inspect.signature(function)
        if not name.startswith("_"):
            typing.get_type_hints(function)
    assert typing.get_type_hints(client.mcp_server)["return"] is typing.Any
    unittest.mock.create_autospec(client, instance=True)
"""
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


@for_each("name", RESOURCES)
def test_access_on_the_class_returns_the_class_of_the_resource(name: str) -> None:
    owner, attribute, resource = RESOURCES[name]
    assert isinstance(resource, type)
    assert getattr(owner, attribute) is resource
    expected = get_type_hints(inspect.getattr_static(owner, attribute).func)["return"]
    assert resource is expected


@pytest.mark.parametrize("client", CLIENTS)
def test_access_on_an_instance_returns_one_resource(client: type) -> None:
    instance = client(access_token="t", project_id="proj_1", environment="development")
    for name in _resource_properties(client):
        resource = getattr(instance, name)
        assert type(resource) is getattr(client, name)
        assert getattr(instance, name) is resource


@for_each("name", RESOURCES)
def test_autospec_of_a_resource_checks_signatures(name: str) -> None:
    _, _, resource = RESOURCES[name]
    mock = create_autospec(resource, instance=True)
    methods = [name for name, value in vars(resource).items() if inspect.isfunction(value) and not name.startswith("_")]
    for method in methods:
        with pytest.raises(TypeError):
            getattr(mock, method)(no_such_argument=1)
    with pytest.raises(AttributeError):
        _ = mock.no_such_method


@pytest.mark.parametrize("client", CLIENTS)
def test_autospec_of_a_client_has_its_resources(client: type) -> None:
    mock = create_autospec(client, instance=True)
    for name in _resource_properties(client):
        resource = getattr(mock, name)
        assert isinstance(resource, getattr(client, name))
        with pytest.raises(AttributeError):
            _ = resource.no_such_method
    mock.accounts.list(app="slack")
    mock.accounts.list.assert_called_once_with(app="slack")
    _discard(mock.accounts.with_raw_response.list(app="slack"))
    _discard(mock.actions.form("slack-send", external_user_id="u"))
    with pytest.raises(TypeError):
        mock.accounts.with_raw_response.list(colour="red")
    with pytest.raises(TypeError):
        mock.accounts.list(colour="red")


@pytest.mark.parametrize("client", CLIENTS)
def test_create_autospec_works_for_a_client_class(client: Any) -> None:
    mock = create_autospec(client)
    instance = mock(project_id="proj_1", environment="development")
    assert isinstance(instance.accounts, client.accounts)
    instance.accounts.list(app="slack")
    mock.accounts.list(app="slack")
    for accounts in (instance.accounts, mock.accounts):
        with pytest.raises(TypeError):
            accounts.list(colour="red")
    with pytest.raises(TypeError):
        mock(colour="red")


@pytest.mark.anyio
async def test_autospec_of_an_async_resource_is_awaited() -> None:
    mock = create_autospec(pdconnect.AsyncClient, instance=True)
    mock.accounts.retrieve.return_value = "account"
    assert await mock.accounts.retrieve("apn_1") == "account"
