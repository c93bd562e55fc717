"""The types that users see. Checked by mypy and pyright, never run."""

from collections.abc import AsyncIterator, MutableMapping
from datetime import datetime
from typing import Any, assert_type

import httpx
import httpx2

import pdconnect
from pdconnect import inputs, models


def sync(client: pdconnect.Client) -> None:
    assert_type(client.tokens.create(external_user_id="u"), models.ConnectToken)
    page = client.accounts.list(app="slack", include_credentials=True, limit=5)
    assert_type(page, pdconnect.Page[models.Account])
    assert_type(page.data, list[models.Account])
    assert_type(page.page_info.total_count, int | None)
    assert_type(page.next_page(), pdconnect.Page[models.Account] | None)
    assert_type(page.first(), models.Account | None)
    for account in page:
        assert_type(account.id, str)
        assert_type(account.created_at, datetime | None)
        assert_type(account.credentials, dict[str, Any] | None)
        if account.app:
            assert_type(account.app.auth_type, models.AppAuthType | None)
    for each in page.pages():
        assert_type(each, pdconnect.Page[models.Account])
    for item in page.items(prefetch=True):
        assert_type(item, models.Account)
    assert_type(client.with_options(deadline=5, environment="production"), pdconnect.Client)
    response = client.accounts.with_raw_response.retrieve("apn_1")
    assert_type(response, pdconnect.APIResponse[models.Account])
    assert_type(response.data, models.Account)
    assert_type(response.attempts, int)
    assert_type(response.status_code, int)
    assert_type(response.request_id, str | None)
    assert_type(response.headers, MutableMapping[str, str])
    assert_type(response.http_response, pdconnect.HttpResponse)
    first = client.accounts.with_raw_response.list(app="slack")
    assert_type(first, pdconnect.APIResponse[pdconnect.Page[models.Account]])
    assert_type(client.accounts.with_raw_response.delete("apn_1"), pdconnect.APIResponse[None])
    run = client.actions.with_raw_response.run(id="a", external_user_id="u")
    assert_type(run, pdconnect.APIResponse[models.RunActionResult])
    assert_type(client.accounts.delete("apn_1"), None)
    component = client.actions.retrieve("gitlab-list-commits")
    assert_type(component, models.Component)
    for prop in component.configurable_props or []:
        assert_type(prop.name, str)
        if isinstance(prop, models.ConfigurablePropApp):
            assert_type(prop.app, str)
        if isinstance(prop, models.ConfigurablePropInteger):
            assert_type(prop.min, int | None)
    trigger = client.triggers.deploy(id="t", external_user_id="u", webhook_url="https://example.com")
    assert_type(trigger.id, str)
    if isinstance(trigger, models.DeployedComponent):
        assert_type(trigger.configured_props, dict[str, Any] | None)
    deployed = client.triggers.deploy_component(id="t", external_user_id="u", webhook_url="https://example.com")
    assert_type(deployed, models.DeployedComponent)
    assert_type(deployed.webhook_signing_key, str | None)
    assert_type(
        client.triggers.form("t", external_user_id="u").deploy_component(webhook_url="https://example.com"),
        models.DeployedComponent,
    )
    for form_prop in client.actions.form("a", external_user_id="u").props:
        assert_type(form_prop, pdconnect.FormProp)
        assert_type((form_prop.name, form_prop.type, form_prop.label), tuple[str, str, str])
        assert_type((form_prop.required, form_prop.has_options), tuple[bool, bool])
        assert_type(form_prop.options, list[models.PropOption])
    arguments: inputs.RunAction = {"id": "a", "external_user_id": "u", "configured_props": {"x": 1}}
    assert_type(client.actions.run(**arguments), models.RunActionResult)
    transport = client.proxy.transport(external_user_id="u", account_id="apn_1")
    httpx.Client(transport=transport)
    httpx2.Client(transport=transport)


async def asynchronous(client: pdconnect.AsyncClient) -> None:
    assert_type(await client.accounts.retrieve("apn_1"), models.Account)
    response = await client.accounts.with_raw_response.retrieve("apn_1")
    assert_type(response, pdconnect.APIResponse[models.Account])
    first = await client.accounts.with_raw_response.list()
    assert_type(first, pdconnect.APIResponse[pdconnect.AsyncPage[models.Account]])
    assert_type(client.with_options(timeout=None), pdconnect.AsyncClient)
    pending = client.accounts.list()
    assert_type(pending, pdconnect.AsyncPages[models.Account])
    assert_type(await pending.first(), models.Account | None)
    page = await pending
    assert_type(await page.first(), models.Account | None)
    assert_type(page, pdconnect.AsyncPage[models.Account])
    assert_type(aiter(page), AsyncIterator[models.Account])
    deployed = await client.triggers.deploy_component(id="t", external_user_id="u")
    assert_type(deployed.webhook_signing_key, str | None)
    transport = client.proxy.transport(external_user_id="u", account_id="apn_1")
    httpx.AsyncClient(transport=transport)
    httpx2.AsyncClient(transport=transport)
    async for account in client.accounts.list():
        assert_type(account, models.Account)
    async for each in page.pages():
        assert_type(each, pdconnect.AsyncPage[models.Account])


def errors(error: pdconnect.PdconnectError, api_error: pdconnect.TooManyRequestsError) -> None:
    assert_type(error.status_code, int | None)
    assert_type(api_error.status_code, int)
    assert_type(api_error.retry_after, float | None)


def settings(http: httpx.Client, async_http: httpx.AsyncClient) -> None:
    with pdconnect.Client(environment="development", timeout=None, http_client=http) as client:
        assert_type(client, pdconnect.Client)
    pdconnect.AsyncClient(environment="production", timeout=httpx.Timeout(3), http_client=async_http)


async def webhook_keys(body: bytes, headers: dict[str, str], keys: dict[str, str]) -> None:
    async def look_up(emitter_id: str) -> str | None:
        return keys.get(emitter_id)

    assert_type(pdconnect.webhooks.verify(body, headers, key=keys.get), pdconnect.webhooks.TriggerEvent)
    assert_type(
        pdconnect.webhooks.verify(body, headers, key=lambda emitter_id: keys[emitter_id].encode()),
        pdconnect.webhooks.TriggerEvent,
    )
    assert_type(await pdconnect.webhooks.async_verify(body, headers, key=look_up), pdconnect.webhooks.TriggerEvent)


def modules(body: bytes) -> None:
    event = pdconnect.webhooks.verify(body, {"x-pd-signature": "t=1,v1=2"}, "key")
    assert_type(event, pdconnect.webhooks.TriggerEvent)
    arguments: pdconnect.inputs.RunAction = {"id": "a", "external_user_id": "u"}
    assert_type(arguments["id"], str)
    assert_type(pdconnect.models.Account, type[models.Account])
