"""The module that knows the HTTP libraries: what it recognises, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import create_autospec

import httpx
import httpx2
import pytest

import pdconnect
from pdconnect._http.backend import (
    LIBRARIES,
    ClientKind,
    LibraryName,
    backend_of,
    client_backend,
    load_backend,
    with_loaded_bases,
)

from ..cases import for_each

pytestmark = pytest.mark.both_libraries
MODULES: dict[LibraryName, Any] = {"httpx": httpx, "httpx2": httpx2}


class OwnClient(httpx2.Client):
    """A client of a caller's own class."""


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_objects_of_a_library_are_recognised(name: LibraryName) -> None:
    http = MODULES[name]
    backend = load_backend(name)
    request = http.Request("GET", "https://example.com/")
    values = [
        request,
        http.Response(200),
        http.URL("https://example.com/"),
        http.Timeout(3),
        http.Headers(),
        http.MockTransport(lambda request: http.Response(200)),
        http.HTTPTransport(),
        http.ReadTimeout("slow", request=request),
        http.InvalidURL("bad"),
        http.Client(),
        http.AsyncClient(),
        type("Own", (http.Client,), {})(),
        type("OwnTransport", (http.BaseTransport,), {})(),
        create_autospec(http.Client, instance=True),
    ]
    assert [backend_of(value) for value in values] == [backend] * len(values)
    assert backend.Response is http.Response
    assert backend.core.ConnectionPool.__module__ in ("httpcore", "httpcore2")


@pytest.mark.parametrize("value", [None, 1, "httpx", object(), ValueError(), pdconnect.Hooks()])
def test_other_objects_belong_to_no_library(value: object) -> None:
    assert backend_of(value) is None


def test_a_client_of_an_own_class_is_recognised() -> None:
    assert client_backend(OwnClient(), "Client").name == "httpx2"


def test_classes_that_a_library_requires_are_derived_once() -> None:
    class Body:
        pass

    backend = load_backend("httpx2")
    derived = backend.derive(Body, backend.SyncByteStream)
    assert issubclass(derived, (Body, httpx2.SyncByteStream))
    assert backend.derive(Body, backend.SyncByteStream) is derived
    httpx_class = load_backend("httpx").derive(Body, httpx.SyncByteStream)
    assert not issubclass(httpx_class, httpx2.SyncByteStream)


def test_classes_that_both_libraries_accept() -> None:
    class Transport:
        pass

    derived = with_loaded_bases(Transport, "BaseTransport", "AsyncBaseTransport")
    assert issubclass(derived, (httpx.BaseTransport, httpx2.BaseTransport))
    assert issubclass(derived, httpx2.AsyncBaseTransport)
    assert with_loaded_bases(Transport, "BaseTransport", "AsyncBaseTransport") is derived
    assert not issubclass(with_loaded_bases(Transport, "BaseTransport"), httpx.AsyncBaseTransport)


ALIAS = """
import httpx2
httpx2.alias_httpx()
import httpx, pdconnect
from pdconnect._http.backend import with_loaded_bases
print(with_loaded_bases(dict, "BaseTransport").__bases__ == (dict, httpx2.BaseTransport))
def respond(request):
    if request.url.path.endswith("/oauth/token"):
        return httpx2.Response(200, json={"access_token": "token-1", "expires_in": 3600})
    return httpx2.Response(200, json={"ok": True})
http = httpx.Client(transport=httpx.MockTransport(respond))
client = pdconnect.Client(project_id="proj_1", client_id="c", client_secret="s", environment="development", http_client=http)
transport = client.proxy.transport(external_user_id="user-1", account_id="apn_1")
print(httpx.Client(transport=transport).get("https://slack.com/api/x").json())
"""


@pytest.mark.slow
@pytest.mark.every_python
def test_httpx_may_be_another_name_of_httpx2() -> None:
    ended = subprocess.run([sys.executable, "-c", ALIAS], check=True, capture_output=True, text=True)
    assert ended.stdout.splitlines() == ["True", "{'ok': True}"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "imported"),
    [
        ("import httpx; backend_of(httpx.Timeout(3))", "httpx"),
        ("import httpx2; backend_of(httpx2.Timeout(3))", "httpx2"),
        ("backend_of(3)", ""),
        ("load_backend('httpx2').core.ConnectionPool", "httpx2"),
    ],
)
def test_the_other_library_is_not_imported(program: str, imported: str) -> None:
    code = f"from pdconnect._http.backend import *; {program}; import sys; print(*({{'httpx', 'httpx2'}} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.strip() == imported


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    load_backend.cache_clear()
    with pytest.raises(
        pdconnect.ConfigurationError, match=r"httpx2 is not installed: pip install 'pdconnect\[httpx2\]'"
    ):
        load_backend("httpx2")
    monkeypatch.undo()
    load_backend.cache_clear()


class Session:
    """A session of another library."""


Session.__module__ = "requests.sessions"

WRONG: dict[str, tuple[ClientKind, Callable[[], object], str]] = {
    "an async client": ("Client", httpx.AsyncClient, "httpx.AsyncClient: it is for pdconnect.AsyncClient"),
    "an async client of httpx2": ("Client", httpx2.AsyncClient, "httpx2.AsyncClient: it is for pdconnect.AsyncClient"),
    "a sync client": ("AsyncClient", httpx.Client, "httpx.Client: it is for pdconnect.Client"),
    "a client of an own class": ("AsyncClient", OwnClient, "it is for pdconnect.Client"),
    "a class": ("Client", lambda: httpx2.Client, "the class httpx2.Client: pass an instance of it"),
    "another class": ("Client", lambda: dict, "the class dict"),
    "a transport": ("Client", httpx.HTTPTransport, r"pass httpx.Client\(transport=...\)"),
    "an async transport": ("AsyncClient", httpx2.AsyncHTTPTransport, r"pass httpx2.AsyncClient\(transport=...\)"),
    "a session of requests": ("Client", Session, "an object of requests.Session"),
    "a name": ("Client", lambda: "httpx2", "the string 'httpx2': pass http_backend='httpx2'"),
    "a function": ("Client", lambda: httpx.Client.get, "an object of function: pass a client that was created"),
    "a module": ("Client", lambda: httpx, "an object of module"),
    "a response": ("Client", lambda: httpx.Response(200), "an object of httpx.Response"),
    "False": ("Client", lambda: False, "an object of bool"),
}


@for_each("name", WRONG)
def test_what_is_not_a_client_is_refused(name: str) -> None:
    kind, create, message = WRONG[name]
    with pytest.raises(pdconnect.ConfigurationError, match=message) as caught:
        client_backend(create(), kind)
    assert f"must be an httpx.{kind} or an httpx2.{kind}" in str(caught.value)
