"""SDKs of other services send through a user's account, against the sandbox on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gidgethub
import gidgethub.httpx
import httpx
import httpx2
import openai
import pytest

import pdconnect
from pdconnect.sandbox import Sandbox


def github(request: httpx.Request) -> httpx.Response:
    """The part of GitHub's API that the test needs."""
    if request.url.path == "/user":
        return httpx.Response(200, json={"login": "octo", "sdk": request.headers.get("accept")})
    return httpx.Response(404, json={"message": "Not Found"})


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, dict[str, Any]]]:
    sandbox = Sandbox(upstreams={"github": github})
    with sandbox.serve() as running:
        yield (
            sandbox,
            {
                "project_id": sandbox.settings.project_id,
                "client_id": sandbox.settings.client_id,
                "client_secret": sandbox.settings.client_secret,
                "environment": "development",
                "base_url": running.base_url,
            },
        )


def test_openai(served: tuple[Sandbox, dict[str, Any]]) -> None:
    sandbox, settings = served
    account = sandbox.add_account(app="openai", external_user_id="user-1")
    with pdconnect.Client(**settings) as client:
        transport = client.proxy.transport(external_user_id="user-1", account_id=account.id)
        sdk = openai.OpenAI(
            api_key="not-a-real-key",
            http_client=httpx2.Client(transport=transport),
        )
        messages: Any = [{"role": "user", "content": "Hello?"}]
        assert [model.id for model in sdk.models.list()] == ["sandbox-1"]
        response = sdk.chat.completions.create(model="sandbox-1", messages=messages)
        assert response.choices[0].message.content == "Hello from the sandbox."
        parts = sdk.chat.completions.create(model="sandbox-1", messages=messages, stream=True)
        assert [part.choices[0].delta.content for part in parts] == ["Hello", " from", " the", " sandbox", "."]
        sdk.close()


@pytest.mark.anyio
async def test_gidgethub(served: tuple[Sandbox, dict[str, Any]]) -> None:
    sandbox, settings = served
    account = sandbox.add_account(app="github", external_user_id="user-1")
    async with pdconnect.AsyncClient(**settings) as client:
        transport = client.proxy.transport(external_user_id="user-1", account_id=account.id)
        async with httpx.AsyncClient(transport=transport) as http:
            sdk = gidgethub.httpx.GitHubAPI(http, "a-program", oauth_token="not-a-real-token")  # type: ignore[arg-type] # declared for httpx2
            assert await sdk.getitem("/user") == {"login": "octo", "sdk": "application/vnd.github.v3+json"}
            with pytest.raises(gidgethub.BadRequest) as caught:
                await sdk.getitem("/nothing")
            assert caught.value.status_code == 404
