"""Mistakes that type checkers must find. A mistake that isn't found makes its comment superfluous, which is an error itself."""
# pyright: reportUnnecessaryTypeIgnoreComment=true

import httpx

import pdconnect
from pdconnect import inputs, models, webhooks


def mistakes(client: pdconnect.Client, http: httpx.AsyncClient) -> None:
    client.accounts.list(external_user="u")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    client.accounts.list(limit="5")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    client.accounts.list("slack")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    client.accounts.retrieve()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    client.actions.run(id="a")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    client.acounts.list()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    client.components.list(registry="pubic")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    client.deployed_triggers.list()  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    len(client.accounts.list())  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    account = client.accounts.retrieve("apn_1")
    account.identifier  # type: ignore[attr-defined] # noqa: B018 # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    account.created_at.year  # type: ignore[union-attr] # noqa: B018 # pyright: ignore[reportOptionalMemberAccess]
    account.id = "apn_2"  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
    models.Acount  # type: ignore[attr-defined] # noqa: B018 # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    pdconnect.Client(environment="staging")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    pdconnect.Client(enviroment="production")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    pdconnect.Client(http_client=http)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    arguments: inputs.RunAction = {"id": "a"}  # type: ignore[typeddict-item] # pyright: ignore[reportAssignmentType]
    client.actions.run(**arguments)


async def asynchronous(client: pdconnect.AsyncClient) -> None:
    (await client.accounts.retrieve("apn_1")).nme  # type: ignore[attr-defined] # noqa: B018 # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    for account in client.accounts.list():  # type: ignore[attr-defined] # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
        print(account)  # pyright: ignore[reportUnknownArgumentType]


def a_page_has_no_truth_value(client: pdconnect.Client) -> str:
    return "some" if client.accounts.list() else "none"  # pyright: ignore[reportGeneralTypeIssues] - mypy does not check it


async def webhook_keys(keys: dict[str, str]) -> None:
    async def look_up(emitter_id: str) -> str | None:
        return keys.get(emitter_id)

    webhooks.verify(b"", {})  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
    webhooks.verify(b"", {}, "key", key=keys.get)  # type: ignore[call-overload] # pyright: ignore[reportCallIssue]
    webhooks.verify(b"", {}, key=look_up)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    await webhooks.async_verify(b"", {}, key=keys.get)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
