"""`triggers.deploy_component` and `form.deploy_component`: the result is a component, with the key of its webhook."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect.models import DeployedComponent
from pdconnect.sandbox import Sandbox
from tests.fake_api import FakeApi

URL = "https://app.example/hook"
ARGUMENTS: dict[str, Any] = {
    "id": "gitlab-new-issue",
    "external_user_id": "user-1",
    "configured_props": {"projectId": 7},
    "webhook_url": URL,
    "dynamic_props_id": "dyp_1",
    "workflow_id": "p_1",
    "version": "0.1.2",
    "emit_on_deploy": False,
}
COMPONENT = {"id": "dc_1", "type": "DeployedComponent", "webhook_signing_key": "0f" * 32}
OTHERS = [
    {"id": "hi_1", "type": "HttpInterface"},
    {"id": "ti_1", "type": "TimerInterface"},
    {"id": "ei_1"},
    {"id": "xx_1", "type": "Unheard"},
]


def fake_api(emitter: dict[str, Any]) -> FakeApi:
    return FakeApi(lambda request: httpx.Response(200, json={"data": emitter}))


async def deploy(api: FakeApi, asynchronous: bool, method: str = "deploy_component") -> Any:
    if asynchronous:
        return await getattr(api.async_client().triggers, method)(**ARGUMENTS)
    return getattr(api.client().triggers, method)(**ARGUMENTS)


@pytest.mark.anyio
@pytest.mark.parametrize("asynchronous", [False, True])
async def test_the_request_is_the_same_as_that_of_deploy(asynchronous: bool) -> None:
    api = fake_api(COMPONENT)
    deployed = await deploy(api, asynchronous)
    assert isinstance(deployed, DeployedComponent)
    assert deployed.webhook_signing_key == "0f" * 32
    await deploy(api, asynchronous, "deploy")
    first, second = api.requests
    assert (first.method, first.url) == (second.method, second.url)
    assert json.loads(first.content) == json.loads(second.content)
    assert {*json.loads(first.content)} == {*ARGUMENTS}


@pytest.mark.anyio
@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("emitter", OTHERS, ids=lambda emitter: emitter["id"])
async def test_a_native_trigger_is_an_error_with_its_id(emitter: dict[str, Any], asynchronous: bool) -> None:
    """The trigger is already deployed, so the caller must be able to delete it."""
    with pytest.raises(pdconnect.DecodeError, match=emitter["id"]) as caught:
        await deploy(fake_api(emitter), asynchronous)
    assert caught.value.body == emitter


def test_a_form_deploys_a_component() -> None:
    sandbox = Sandbox()
    account = sandbox.add_account(app="gitlab", external_user_id="user-1")
    with sandbox.client() as client:
        form = client.triggers.form("gitlab-new-issue", external_user_id="user-1")
        with pytest.raises(pdconnect.FormIncompleteError):
            form.deploy_component(webhook_url=URL)
        form.update({"gitlab": account.id, "projectId": 45672541})
        assert form.deploy_component(webhook_url=URL).webhook_signing_key
        assert form.deploy_component().webhook_signing_key is None
