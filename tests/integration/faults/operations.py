"""The classes of operations, and how each is called with the synchronous client and the asynchronous client."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any, NamedTuple

import pdconnect

from .service import FILE, FIRST_CURSOR

WORKFLOW = "https://eofault.m.pipedream.net/path"
ACCOUNT: dict[str, Any] = {"external_user_id": "user-1", "account_id": "apn_1"}


class Reads(Enum):
    """How the client reads the response of an operation."""

    MODEL = auto()
    """It decodes the body to a model."""
    NOTHING = auto()
    """It ignores the body."""
    RESPONSE = auto()
    """It returns the response with any status."""
    SUCCESS = auto()
    """It returns the response if the status is 2xx."""


class Operation(NamedTuple):
    """One class of operations. Both calls return a result that `is_correct` checks."""

    name: str
    threads: Callable[[pdconnect.Client], Any]
    tasks: Callable[[pdconnect.AsyncClient], Awaitable[Any]]
    reads: Reads
    idempotent: bool
    is_correct: Callable[[Any], bool]
    streams: bool = False
    """Whether the caller reads the body, as a stream."""
    cursor: str | None = None
    """The cursor at which pagination fails."""

    @property
    def kind(self) -> tuple[Reads, bool, bool, bool]:
        """Equal for operations whose calls pass through the same code."""
        return self.reads, self.idempotent, self.streams, self.cursor is not None


async def _list(client: pdconnect.AsyncClient) -> list[str | None]:
    return [account.id async for account in client.accounts.list()]


def _stream(client: pdconnect.Client) -> tuple[int, bytes]:
    with client.proxy.stream("GET", "https://app.test/", **ACCOUNT) as response:
        return response.status_code, b"".join(response.iter_bytes())


async def _async_stream(client: pdconnect.AsyncClient) -> tuple[int, bytes]:
    async with client.proxy.stream("GET", "https://app.test/", **ACCOUNT) as response:
        return response.status_code, b"".join([chunk async for chunk in response.aiter_bytes()])


def _download(client: pdconnect.Client) -> bytes:
    file = io.BytesIO()
    client.file_stash.download_file("key", file)
    return file.getvalue()


async def _async_download(client: pdconnect.AsyncClient) -> bytes:
    file = io.BytesIO()
    await client.file_stash.download_file("key", file)
    return file.getvalue()


def _is_account(result: Any) -> bool:
    return isinstance(result, pdconnect.models.Account) and result.id == "apn_1"


def _is_app_response(result: Any) -> bool:
    return bool(result.json() == {"the": "app"})


OPERATIONS = [
    Operation(
        "GET",
        lambda client: client.accounts.retrieve("apn_1"),
        lambda client: client.accounts.retrieve("apn_1"),
        Reads.MODEL,
        True,
        _is_account,
    ),
    Operation(
        "list",
        lambda client: [account.id for account in client.accounts.list()],
        _list,
        Reads.MODEL,
        True,
        lambda ids: bool(ids == ["apn_1", "apn_2", "apn_3"]),
        cursor=FIRST_CURSOR,
    ),
    Operation(
        "DELETE",
        lambda client: client.accounts.delete("apn_1"),
        lambda client: client.accounts.delete("apn_1"),
        Reads.NOTHING,
        True,
        lambda result: result is None,
    ),
    Operation(
        "idempotent POST",
        lambda client: client.actions.configure_prop(id="a", external_user_id="u", prop_name="p"),
        lambda client: client.actions.configure_prop(id="a", external_user_id="u", prop_name="p"),
        Reads.MODEL,
        True,
        lambda result: result is not None,
    ),
    Operation(
        "run an action",
        lambda client: client.actions.run(id="a", external_user_id="u"),
        lambda client: client.actions.run(id="a", external_user_id="u"),
        Reads.MODEL,
        False,
        lambda result: bool(result.ret == 1),
    ),
    Operation(
        "deploy a trigger",
        lambda client: client.triggers.deploy(id="a", external_user_id="u"),
        lambda client: client.triggers.deploy(id="a", external_user_id="u"),
        Reads.MODEL,
        False,
        lambda result: bool(result.id == "dc_1"),
    ),
    Operation(
        "create a Connect token",
        lambda client: client.tokens.create(external_user_id="u"),
        lambda client: client.tokens.create(external_user_id="u"),
        Reads.MODEL,
        False,
        lambda result: bool(result.token == "ctok_1"),
    ),
    Operation(
        "proxy GET",
        lambda client: client.proxy.get("https://app.test/", **ACCOUNT),
        lambda client: client.proxy.get("https://app.test/", **ACCOUNT),
        Reads.RESPONSE,
        True,
        _is_app_response,
    ),
    Operation(
        "proxy POST",
        lambda client: client.proxy.post("https://app.test/", json={"a": 1}, **ACCOUNT),
        lambda client: client.proxy.post("https://app.test/", json={"a": 1}, **ACCOUNT),
        Reads.RESPONSE,
        False,
        _is_app_response,
    ),
    Operation(
        "workflow",
        lambda client: client.workflows.invoke(WORKFLOW, body={"a": 1}, auth_type="oauth"),
        lambda client: client.workflows.invoke(WORKFLOW, body={"a": 1}, auth_type="oauth"),
        Reads.SUCCESS,
        False,
        lambda result: bool(result.status_code == 200),
    ),
    Operation(
        "download", _download, _async_download, Reads.SUCCESS, True, lambda file: bool(file == FILE), streams=True
    ),
    Operation(
        "stream",
        _stream,
        _async_stream,
        Reads.RESPONSE,
        True,
        lambda result: bool(result == (200, b'{"the": "app"}')),
        streams=True,
    ),
]
