"""Every argument is sent, or refused with an error of pdconnect. Nothing else is raised, however odd the argument is."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import datetime
import decimal
import io
import json
import pickle
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pdconnect
from tests.fake_api import FakeApi
from tests.raw_server import RawServer

from ..cases import for_each


class Text(str):
    """A string of a class of the caller."""

    __slots__ = ()


def _yields_text() -> Iterator[Any]:
    yield b"a"
    yield "text"


async def _asynchronous() -> AsyncIterator[bytes]:
    yield b"a"


def _deep(levels: int, wrap: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = wrap(value)
    return value


def _circle() -> Any:
    circle: list[Any] = []
    circle.append(circle)
    return circle


NAN, INFINITE, HUGE = float("nan"), float("inf"), 10**5000
TEXTS = [
    *(
        "",
        "a" * 70_000,
        "\0",
        "a\nb",
        "a\r\nx: y",
        "\ud800",
        "é",
        "💥",
        "%2F",
        "%",
        "../..",
        "/",
        "?",
        "#",
        " ",
        "\t",
        "a ",
    ),
    *(Text("x"), 5, HUGE, None, b"x", bytearray(b"x"), ["x"], ("x",), {"a": 1}, True, 1.5, NAN, object(), str),
    *(datetime.datetime(2026, 1, 1), decimal.Decimal("NaN"), "9" * 5000),
]
TIMES = [
    *(
        "30",
        "",
        0,
        -1,
        NAN,
        INFINITE,
        -INFINITE,
        1e12,
        1e308,
        10**400,
        1e-300,
        True,
        b"3",
        [3],
        (1, 2),
        (1, 2, 3, 4, 5),
        {},
    ),
    *(
        datetime.timedelta(seconds=3),
        decimal.Decimal(3),
        httpx.Timeout(5),
        httpx.Timeout(NAN),
        httpx.Timeout(1e12),
        object(),
    ),
]
URLS = [
    *(
        "",
        "x",
        "http://",
        "https://",
        "http:///x",
        "https://xn--a",
        "https://xn--a.example",
        "https://ex ample",
        "https://[::1",
    ),
    *(
        "https://[::g]",
        "https://a:99999",
        "https://a:b",
        "https://a:-1",
        "https://\ud800",
        "https://ä.example",
        "//a",
        "ftp://a",
    ),
    *(
        f"https://{'a' * 70}.example",
        f"https://{'a.' * 300}example",
        f"https://a/{'x' * 70_000}",
        "https://a\nb",
        "https://u:p@a",
    ),
    *(
        "https://１.example",
        "https://.",
        "https://..a",
        "https://%00",
        "https://a%2Fb",
        "https://a/\0",
        "https://\u202e",
        "/\ud800",
    ),
    *(5, None, b"https://a", httpx.URL("https://a.example/"), ["https://a"], "javascript:1", "http://127.0.0.1:80:80"),
]
HEADERS = [
    *({"x": value} for value in ("a\n", " a", "é", "\ud800", None, 5, b"a", ["a"], "a" * 100_000)),
    *(
        {name: "a"}
        for name in ("", "x y", "x:", 5, None, "\ud800", ":status", "host", "connection", "upgrade", "te", "expect")
    ),
    *({"content-length": length} for length in ("5", "50", "x", "-1")),
    *({"transfer-encoding": coding} for coding in ("chunked", "gzip")),
    *(
        [("x", "y")],
        "x: y",
        5,
        ["x"],
        httpx.Headers({"x": "y"}),
        {"authorization": "Bearer x"},
        {"accept-encoding": "\0"},
    ),
]
JSON = [
    *(
        {1: 2},
        {"a": NAN},
        {"a": INFINITE},
        {"a": {1, 2}},
        "\ud800",
        {"a": b"x"},
        object(),
        {("a",): 1},
        HUGE,
        _circle(),
    ),
    *(_deep(3000, lambda value: {"a": value}), _deep(3000, lambda value: [value]), 0, False, [], {}),
]
PARAMS = [
    *({"a": value} for value in (None, [1, None], {"b": 1}, b"x", "\ud800", NAN, "x" * 70_000, HUGE, object())),
    *({5: "x"}, {None: "x"}, {"\ud800": "x"}, [("a",)], [("a", "b", "c")], ["ab"], "a=b", b"a=b", 5, [1]),
]
DATA = [
    *({"a": value} for value in (None, [1, 2], b"x", "\ud800", {"b": 1}, NAN)),
    *({5: 5}, {None: None}, {"\ud800": "x"}, [("a", "b")], "x", b"x", 5, [1, 2]),
]
FILES = [
    *(
        {"f": value}
        for value in (b"x", "x", ("n", b"x", "t"), ("n", b"x", "t", {"h": "a\nb"}), ('a\nb"', b"x"), 5, None, ("n",))
    ),
    *({"f": value} for value in (("n", 5), (), ("n", b"x", 5), ("\ud800", b"x"), io.StringIO("x"), io.BytesIO(b"x"))),
    *("x", 5, {5: b"x"}, {"\ud800": b"x"}, [1]),
]
CONTENTS: list[Callable[[], Any]] = [
    *(
        lambda value=value: value
        for value in ("x", b"x", bytearray(b"x"), memoryview(b"x"), "\ud800", 5, 1.5, True, {"a": 1})
    ),
    *(
        lambda: iter([b"a"]),
        lambda: [b"a"],
        lambda: ["a"],
        lambda: [5],
        lambda: {b"a"},
        object,
        _yields_text,
        _asynchronous,
    ),
    *(lambda: io.StringIO("x"), lambda: io.BytesIO(b"x")),
]

TARGET: dict[str, Any] = {"external_user_id": "user-1", "account_id": "apn_1"}
URL = "https://a.example/"
ARGUMENTS: dict[str, tuple[list[Any], Callable[[Any, Any], Any]]] = {
    "id": (TEXTS, lambda client, value: client.accounts.retrieve(value)),
    "filter": (TEXTS, lambda client, value: client.accounts.list(app=value)),
    "user": (TEXTS, lambda client, value: client.accounts.list(external_user_id=value)),
    "cursor": (TEXTS, lambda client, value: client.accounts.list(after=value)),
    "limit": (TEXTS, lambda client, value: client.accounts.list(limit=value)),
    "user of a token": (TEXTS, lambda client, value: client.tokens.create(external_user_id=value)),
    "URI of a token": (
        TEXTS,
        lambda client, value: client.tokens.create(external_user_id="u", success_redirect_uri=value),
    ),
    "origins": (TEXTS, lambda client, value: client.tokens.create(external_user_id="u", allowed_origins=[value])),
    "component": (TEXTS, lambda client, value: client.actions.run(id=value, external_user_id="u")),
    "props": (
        [*TEXTS, *JSON],
        lambda client, value: client.actions.run(id="x", external_user_id="u", configured_props=value),
    ),
    "prop": (
        [*TEXTS, *JSON],
        lambda client, value: client.actions.run(id="x", external_user_id="u", configured_props={"a": value}),
    ),
    "proxy user": (TEXTS, lambda client, value: client.proxy.get(URL, external_user_id=value, account_id="apn_1")),
    "proxy account": (TEXTS, lambda client, value: client.proxy.get(URL, external_user_id="u", account_id=value)),
    "proxy method": (TEXTS, lambda client, value: client.proxy.request(value, URL, **TARGET)),
    "proxy URL": (URLS, lambda client, value: client.proxy.get(value, **TARGET)),
    "proxy headers": (
        HEADERS,
        lambda client, value: client.proxy.post(URL, headers=value, content=b"1234567", **TARGET),
    ),
    "proxy params": (PARAMS, lambda client, value: client.proxy.get(f"{URL}?x=1", params=value, **TARGET)),
    "proxy JSON": (JSON, lambda client, value: client.proxy.post(URL, json=value, **TARGET)),
    "proxy content": (CONTENTS, lambda client, value: client.proxy.post(URL, content=value(), **TARGET)),
    "proxy data": (DATA, lambda client, value: client.proxy.post(URL, data=value, **TARGET)),
    "proxy files": (FILES, lambda client, value: client.proxy.post(URL, files=value, **TARGET)),
    "proxy timeout": (TIMES, lambda client, value: client.proxy.get(URL, timeout=value, **TARGET)),
    "workflow": ([*TEXTS, *URLS], lambda client, value: client.workflows.invoke(value)),
    "workflow method": (TEXTS, lambda client, value: client.workflows.invoke("eoabc", method=value)),
    "workflow user": (TEXTS, lambda client, value: client.workflows.invoke_for_external_user("eoabc", value)),
    "workflow headers": (
        HEADERS,
        lambda client, value: client.workflows.invoke("eoabc", headers=value, body="1234567"),
    ),
    "workflow body": ([*TEXTS, *JSON], lambda client, value: client.workflows.invoke("eoabc", body=value)),
    "file": (TEXTS, lambda client, value: client.file_stash.download_file(value, io.BytesIO())),
    "progress": (
        [text for text in TEXTS if text is not str],
        lambda client, value: client.file_stash.download_file("key", io.BytesIO(), progress=value),
    ),
    "choice": (TEXTS, lambda client, value: client.actions.list(registry=value)),
}
OPTIONS: dict[str, list[Any]] = {
    "timeout": TIMES,
    "deadline": TIMES,
    "max_retries": [*TIMES, *TEXTS],
    "max_response_bytes": [*TIMES, *TEXTS],
    "headers": HEADERS,
    "hooks": TEXTS,
    "rate_limit_mode": TEXTS,
    "environment": TEXTS,
    "project_id": TEXTS,
}
SETTINGS: dict[str, list[Any]] = {
    **OPTIONS,
    "base_url": [*URLS, *TEXTS],
    "workflow_domain": [*URLS, *TEXTS],
    "rate_limit_overrides": [
        *TEXTS,
        {"account_reads": 5},
        {"account_reads": "9" * 500 + " per minute"},
        {5: "1 per minute"},
    ],
    "rate_limit_storage": [*URLS, *TEXTS],
    "access_token": TEXTS,
    "http_client": TEXTS,
    "http_backend": TEXTS,
    "clock": TEXTS,
    "wall_clock": TEXTS,
    "sleep": TEXTS,
}


@pytest.fixture(scope="module")
def server() -> Iterator[RawServer]:
    with RawServer.running() as server:
        body = b'{"id":"apn_1"}'
        server.response = [b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body)]
        yield server


def _settings(server: RawServer) -> dict[str, Any]:
    return {"timeout": 5, "workflow_domain": f"http://127.0.0.1:{server.port}"}


@pytest.mark.slow
@pytest.mark.parametrize("name", ARGUMENTS)
def test_odd_arguments_of_a_call_raise_our_errors(server: RawServer, name: str) -> None:
    """The test uses real connections: a body that does not match its headers is noticed only while it is sent."""
    values, call = ARGUMENTS[name]
    with server.client(**_settings(server)) as client:
        for value in values:
            with contextlib.suppress(pdconnect.PdconnectError):
                call(client, value)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [name for name in ARGUMENTS if name.startswith(("proxy", "workflow")) or name in ("id", "file")]
)
def test_an_argument_of_a_call_of_the_async_client(server: RawServer, name: str) -> None:
    values, call = ARGUMENTS[name]

    async def run() -> None:
        async with server.async_client(**_settings(server)) as client:
            for value in values:
                with contextlib.suppress(pdconnect.PdconnectError):
                    await call(client, value)

    asyncio.run(run())


@pytest.mark.slow
@for_each("kind", ["string", "string[]", "integer", "object", "$.interface.timer", "any"])
@for_each("more", [{}, {"withLabel": True, "remoteOptions": True}])
def test_any_value_of_a_form_is_json_or_our_error(kind: str, more: dict[str, Any]) -> None:
    """A form accepts only JSON, so that its state can be stored, and it can be run."""
    component = {"data": {"key": "a", "name": "A", "configurable_props": [{"name": "p", "type": kind, **more}]}}
    api = FakeApi(lambda request: httpx.Response(200, json=component if request.method == "GET" else {"ret": 1}))
    actions = api.client().actions
    start = actions.form("a", external_user_id="u").state()
    value: Any
    for value in [*TEXTS, *JSON[:10], *PARAMS[:9], *(content() for content in CONTENTS), [HUGE], {"a": HUGE}]:
        with contextlib.suppress(pdconnect.PdconnectError):
            form = actions.form(state=start)
            form.set("p", value)
            kept = json.dumps(form.state())
            assert actions.form(state=json.loads(kept)).state() == form.state()
            form.run()
    for value in [*TEXTS, *PARAMS]:
        with contextlib.suppress(pdconnect.PdconnectError):
            actions.form(state=start).update(value)
        with contextlib.suppress(pdconnect.PdconnectError):
            actions.form(state=start).set(value, "x")


@for_each("now", [HUGE, -HUGE, -1, 10**12, 1e30, NAN, INFINITE, "5", True], ids=range(9))
def test_a_signature_has_a_time_that_can_be_verified(now: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="now must be"):
        pdconnect.webhooks.sign(b"{}", "key", now=now)


@for_each("name", OPTIONS)
def test_any_option_is_accepted_or_our_error(name: str) -> None:
    client = FakeApi().client()
    for value in OPTIONS[name]:
        with contextlib.suppress(pdconnect.PdconnectError):
            client.with_options(**{name: value}).accounts.retrieve("apn_1")


@for_each("name", SETTINGS)
def test_any_setting_is_accepted_or_our_error(name: str) -> None:
    for value in SETTINGS[name]:
        settings = {"project_id": "proj_1", "access_token": "token-1", "environment": "development", name: value}
        with contextlib.suppress(pdconnect.PdconnectError):
            pdconnect.Client(**settings).close()


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.binary(max_size=20) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=5,
)
SURROGATES = st.text(st.characters(codec=None, categories=None), max_size=30)


@given(name=st.sampled_from(sorted(ARGUMENTS)), value=ANY | SURROGATES)
def test_any_argument_is_accepted_or_our_error(name: str, value: Any) -> None:
    client = FakeApi().client(timeout=5)
    if name == "proxy content":
        return  # it is a function here
    with contextlib.suppress(pdconnect.PdconnectError):
        ARGUMENTS[name][1](client, value)


@given(name=st.sampled_from(sorted(OPTIONS)), value=ANY | SURROGATES)
def test_any_option_of_a_client_is_accepted_or_our_error(name: str, value: Any) -> None:
    with contextlib.suppress(pdconnect.PdconnectError):
        FakeApi().client(**{name: value})


@pytest.mark.parametrize("content", [_yields_text, lambda: ["text"], lambda: [5]])
def test_parts_of_a_body_must_be_bytes(content: Callable[[], Any]) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="content must have parts of bytes"):
        FakeApi().client().proxy.post(URL, content=content(), **TARGET)


def test_a_synchronous_client_refuses_asynchronous_content() -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.InvalidArgumentError, match="content must not be asynchronous"):
        api.client().proxy.post(URL, content=_asynchronous(), **TARGET)
    assert api.requests == []


@pytest.mark.parametrize("content", [lambda: iter([b"a", b"b"]), lambda: io.BytesIO(b"ab")])
def test_an_asynchronous_client_sends_synchronous_content(content: Callable[[], Any]) -> None:
    bodies: list[bytes] = []

    async def respond(request: httpx.Request) -> httpx.Response:
        bodies.append(await request.aread())
        return httpx.Response(200)

    async def run() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(respond))
        client = pdconnect.AsyncClient(
            project_id="proj_1", access_token="token-1", environment="development", http_client=http
        )
        await client.proxy.post(URL, content=content(), **TARGET)

    asyncio.run(run())
    assert bodies == [b"ab"]


@pytest.mark.parametrize("name", ["content-length", "Transfer-Encoding"])
def test_a_workflow_call_refuses_headers_that_describe_the_body(name: str) -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.InvalidArgumentError, match="the client sets it"):
        api.client().workflows.invoke("eoabc", headers={name: "5"}, body="1234567")
    assert api.requests == []


def test_an_exception_of_the_callers_own_code_is_raised_as_it_is() -> None:
    def parts() -> Iterator[bytes]:
        yield b"a"
        raise KeyError("mine")

    def hook(request: httpx.Request) -> None:
        raise LookupError("mine")

    with pytest.raises(KeyError, match="mine"):
        FakeApi().client().proxy.post(URL, content=parts(), **TARGET)
    http = httpx.Client(transport=httpx.MockTransport(FakeApi()), event_hooks={"request": [hook]})
    client = pdconnect.Client(project_id="proj_1", access_token="t", environment="development", http_client=http)
    with pytest.raises(LookupError, match="mine"):
        client.accounts.retrieve("apn_1")


@pytest.mark.parametrize("depth", [500, 900])
@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ('{"a":', "}")])
def test_a_page_with_deep_json_can_be_pickled_and_copied(depth: int, begin: str, end: str) -> None:
    deep = begin * depth + "1" + end * depth
    body = f'{{"data":[{{"id":"apn_1","deep":{deep}}}],"page_info":{{"count":1}}}}'
    page = FakeApi(lambda request: httpx.Response(200, content=body)).client().accounts.list()
    for found in (pickle.loads(pickle.dumps(page)), copy.deepcopy(page)):
        assert found.data[0].to_json() == page.data[0].to_json()
