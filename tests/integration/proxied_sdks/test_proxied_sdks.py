"""SDKs of other services send through a user's account, against the sandbox on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import gidgethub
import gidgethub.httpx
import httpx
import httpx2
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox
from tests.proxied_apis import CLAUDE_KEY, HELLO, WORDS, claude

from ..serving import serving

MESSAGES: Any = [{"role": "user", "content": "Hello?"}]


def github(request: httpx.Request) -> httpx.Response:
    """Respond like the part of GitHub's API that the test needs."""
    if request.url.path == "/user":
        return httpx.Response(200, json={"login": "octo", "sdk": request.headers.get("accept")})
    return httpx.Response(404, json={"message": "Not Found"})


_CREDENTIALS: dict[str, Any] = {
    **dict.fromkeys(("openai", "github", "notes", "failing")),
    "anthropic": {"api_key": CLAUDE_KEY},
}


class Served:
    """A sandbox on loopback, and the accounts of a user."""

    def __init__(self, sandbox: Sandbox, base_url: str) -> None:
        settings = sandbox.settings
        self.sandbox = sandbox
        self.settings: Any = {
            "project_id": settings.project_id,
            "client_id": settings.client_id,
            "client_secret": settings.client_secret,
            "environment": "development",
            "base_url": base_url,
        }
        self.accounts = {
            app: sandbox.add_account(app=app, external_user_id="user-1", credentials=credentials).id
            for app, credentials in {
                "openai": None,
                "github": None,
                "notes": None,
                "failing": None,
                "anthropic": {"api_key": CLAUDE_KEY},
            }.items()
        }

    @contextmanager
    def client(self, app: str, **options: Any) -> Iterator[httpx2.Client]:
        """Return a client of httpx2 that sends through an account."""
        with pdconnect.Client(**self.settings, **options) as client:
            transport = client.proxy.transport(external_user_id="user-1", account_id=self.accounts[app])
            with httpx2.Client(transport=transport) as http:
                yield http

    def async_transport(self, client: pdconnect.AsyncClient, app: str) -> Any:
        """Return a transport through an account."""
        return client.proxy.transport(external_user_id="user-1", account_id=self.accounts[app])


def fail(request: httpx2.Request) -> httpx2.Response:
    """Fail with the status in the path."""
    return httpx2.Response(int(request.url.path.split("/")[-1]), headers={"retry-after-ms": "1"}, json={})


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    from .notes_server import server

    with serving(server.streamable_http_app()) as address, httpx2.Client(base_url=address) as own:

        def forward(request: httpx2.Request) -> httpx2.Response:
            """Pass a request on to the MCP server."""
            assert request.headers["authorization"].startswith("Bearer ")
            headers = {name: value for name, value in request.headers.items() if name != "host"}
            return own.send(
                own.build_request(request.method, request.url.path, headers=headers, content=request.content),
                stream=True,
            )

        sandbox = Sandbox(upstreams={"github": github, "anthropic": claude, "notes": forward, "failing": fail})
        sandbox.add_app("anthropic", auth_type="keys", fields=["api_key"], domains=["anthropic.com"])
        sandbox.add_app("notes", domains=["notes.example"])
        sandbox.add_app("failing", domains=["failing.example"])
        with sandbox.serve() as running:
            yield Served(sandbox, running.base_url)


def test_openai(served: Served) -> None:
    import openai

    with served.client("openai") as http:
        sdk = openai.OpenAI(api_key="not-a-real-key", http_client=http)
        assert [model.id for model in sdk.models.list()] == ["sandbox-1"]
        response = sdk.chat.completions.create(model="sandbox-1", messages=MESSAGES)
        assert response.choices[0].message.content == HELLO
        parts = sdk.chat.completions.create(model="sandbox-1", messages=MESSAGES, stream=True)
        assert [part.choices[0].delta.content for part in parts] == WORDS
        file = sdk.files.with_raw_response.create(file=("a.txt", b"some text" * 100_000), purpose="batch")
        sent = json.loads(file.text)
        assert sent["headers"]["content-type"].startswith("multipart/form-data; boundary=")


@pytest.mark.anyio
async def test_async_openai_and_agents_that_use_it(served: Served) -> None:
    import agents
    import openai
    from pydantic_ai import Agent
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    async with (
        pdconnect.AsyncClient(**served.settings) as client,
        httpx2.AsyncClient(transport=served.async_transport(client, "openai")) as http,
    ):
        sdk = openai.AsyncOpenAI(api_key="not-a-real-key", http_client=http)
        assert [model.id async for model in sdk.models.list()] == ["sandbox-1"]
        parts = await sdk.chat.completions.create(model="sandbox-1", messages=MESSAGES, stream=True)
        assert [part.choices[0].delta.content async for part in parts] == WORDS

        model = OpenAIChatModel("sandbox-1", provider=OpenAIProvider(openai_client=sdk))
        assert (await Agent(model).run("Hello?")).output == HELLO

        agents.set_tracing_disabled(True)
        agent = agents.Agent(name="assistant", model=agents.OpenAIChatCompletionsModel("sandbox-1", sdk))
        assert (await agents.Runner.run(agent, "Hello?")).final_output == HELLO
        streamed = agents.Runner.run_streamed(agent, "Hello?")
        assert [event.type async for event in streamed.stream_events()]
        assert streamed.final_output == HELLO


def test_anthropic(served: Served) -> None:
    import anthropic

    with served.client("anthropic") as http:
        sdk = anthropic.Anthropic(api_key="not-a-real-key", http_client=http)
        message = sdk.messages.create(model="sandbox-1", max_tokens=9, messages=MESSAGES)
        assert [block.text for block in message.content if block.type == "text"] == [HELLO]
        with sdk.messages.stream(model="sandbox-1", max_tokens=9, messages=MESSAGES) as stream:
            assert list(stream.text_stream) == WORDS


@pytest.mark.anyio
async def test_async_anthropic(served: Served) -> None:
    import anthropic

    async with (
        pdconnect.AsyncClient(**served.settings) as client,
        httpx2.AsyncClient(transport=served.async_transport(client, "anthropic")) as http,
    ):
        sdk = anthropic.AsyncAnthropic(api_key="not-a-real-key", http_client=http)
        message = await sdk.messages.create(model="sandbox-1", max_tokens=9, messages=MESSAGES)
        assert [block.text for block in message.content if block.type == "text"] == [HELLO]
        async with sdk.messages.stream(model="sandbox-1", max_tokens=9, messages=MESSAGES) as stream:
            assert [text async for text in stream.text_stream] == WORDS


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_mcp(served: Served, mode: Any) -> None:
    """The older handshake has a session, and a stream of events that stays open."""
    import mcp
    from mcp.client.streamable_http import streamable_http_client

    reports: list[float] = []

    async def report(progress: float, total: float | None, message: str | None) -> None:
        reports.append(progress)

    async with (
        pdconnect.AsyncClient(**served.settings) as client,
        httpx2.AsyncClient(transport=served.async_transport(client, "notes")) as http,
        mcp.Client(streamable_http_client("https://mcp.notes.example/mcp", http_client=http), mode=mode) as server,
    ):
        assert [tool.name for tool in (await server.list_tools()).tools] == ["add"]
        result = await server.call_tool("add", {"a": 1, "b": 2}, progress_callback=report)
        assert result.structured_content == {"result": 3}
    assert reports == [1]


@pytest.mark.anyio
async def test_gidgethub_with_a_client_of_httpx(served: Served) -> None:
    async with (
        pdconnect.AsyncClient(**served.settings) as client,
        httpx.AsyncClient(transport=served.async_transport(client, "github")) as http,
    ):
        sdk = gidgethub.httpx.GitHubAPI(http, "a-program", oauth_token="not-a-real-token")  # type: ignore[arg-type] # declared for httpx2
        assert await sdk.getitem("/user") == {"login": "octo", "sdk": "application/vnd.github.v3+json"}
        with pytest.raises(gidgethub.BadRequest) as caught:
            await sdk.getitem("/nothing")
        assert caught.value.status_code == 404


# ---- the retries of SDKs


def test_an_sdk_retries_a_status(served: Served) -> None:
    import openai

    with served.client("failing") as http:
        sdk = openai.OpenAI(api_key="not-a-real-key", http_client=http, base_url="https://failing.example/")
        with pytest.raises(openai.RateLimitError):
            sdk.with_options(max_retries=2).get("/429", cast_to=httpx2.Response)
    assert [call.status for call in served.sandbox.calls("proxy.get")[-3:]] == [429, 429, 429]


@pytest.mark.parametrize(
    ("fault", "error"), [({"drop": True}, "APIConnectionError"), ({"delay": 0.5}, "APITimeoutError")]
)
@pytest.mark.parametrize(("package", "name"), [("openai", "OpenAI"), ("anthropic", "Anthropic")])
def test_an_sdk_retries_a_failure_of_the_connection(
    served: Served, package: str, name: str, fault: Any, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK retries as it does with its own client: a ReadTimeout becomes its error for timeouts."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    sdk = import_module(package)
    with served.client("failing", max_retries=0) as http:
        client = getattr(sdk, name)(
            api_key="-", http_client=http, base_url="https://failing.example/", timeout=0.1, max_retries=2
        )
        before = len(served.sandbox.calls("proxy.get"))
        expected = getattr(sdk, error)
        with served.sandbox.faults(**fault, operation="proxy_get"), pytest.raises(expected) as caught:
            client.get("/200", cast_to=httpx2.Response)
        assert type(caught.value) is expected
        assert len(served.sandbox.calls("proxy.get")) - before == 3
