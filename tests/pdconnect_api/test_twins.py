"""Synchronous and asynchronous code differ only in `await`, so the tests of one hold for the other.

Most modules of the synchronous half are generated (generator/sync_code.py). These tests cover what is written twice.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

import pdconnect

from ..cases import for_each
from .harness import SETTINGS, generated_class
from .spec import OPERATIONS
from .syntax import classes, functions, parts, plain_name, waits

# ---- the generated resources

TAGS = sorted({operation.tag for operation in OPERATIONS})


def _resources(tag: str) -> tuple[type, type]:
    return (
        generated_class(getattr(pdconnect.Client(**SETTINGS), tag)),
        generated_class(getattr(pdconnect.AsyncClient(**SETTINGS), tag)),
    )


def _methods(resource: type) -> dict[str, Callable[..., Any]]:
    return {name: value for name, value in vars(resource).items() if inspect.isfunction(value)}


def _without_returns(doc: str | None) -> str:
    """Return a docstring without its section on the result."""
    return re.sub(r"\n *Returns:\n.*?(?=\n *\w+:\n|\Z)", "", str(doc), flags=re.DOTALL)


@for_each("tag", TAGS)
def test_resources_have_the_same_methods(tag: str) -> None:
    sync, twin = _resources(tag)
    assert twin.__name__ == f"Async{sync.__name__}"
    assert sync.__doc__
    assert sync.__doc__ == twin.__doc__
    assert list(_methods(sync)) == list(_methods(twin))


@for_each("tag", TAGS)
def test_methods_of_resources_are_twins(tag: str) -> None:
    """Both halves have the same parameters and docstrings; only the results of lists differ."""
    sync, twin = (_methods(resource) for resource in _resources(tag))
    for name in sync.keys() - {"__init__"}:
        sync_part, async_part = inspect.signature(sync[name]), inspect.signature(twin[name])
        assert sync_part.parameters == async_part.parameters
        returned = str(sync_part.return_annotation)
        is_page = returned.startswith("Page[")
        assert async_part.return_annotation == (f"AsyncPages{returned.removeprefix('Page')}" if is_page else returned)
        assert inspect.iscoroutinefunction(twin[name]) != is_page
        assert not inspect.iscoroutinefunction(sync[name])
        assert sync[name].__doc__
        docs = [_without_returns(method.__doc__) if is_page else method.__doc__ for method in (sync[name], twin[name])]
        assert docs[0] == docs[1]


# ---- the pairs that are written twice: every class whose name begins with `Async`, and its twin

TWINS = {"AsyncPage": "SyncPage"}
"""Twins whose name differs by more than `Async`."""

LONE = {
    "McpAuth": "one authentication for requests of threads and of tasks",
    "_ThreadTokens": "serves requests of threads and of tasks; those of tasks wait in a thread",
    "_TaskTokens": "serves requests of tasks only",
    "_NameResolution": "aiohttp is asynchronous only",
    "_TimedResponse": "aiohttp is asynchronous only",
    "AiohttpConnections": "aiohttp is asynchronous only",
    "_KeepAuthorization": "one flow with both interfaces of httpx",
    "McpServer": "the MCP package is asynchronous; the tools of a synchronous client run in threads",
    "BodyReader": "one reader with both halves",
    "AsyncCallerClient": "only a cancelled handshake leaves a connection open",
    "AsyncConnection": "a task can be cancelled, a thread can only be stopped by closing its socket",
    "AsyncConnectionPool": "uses anyio's semaphore, and needs no lock",
    "AsyncConnections": "each event loop has its own connections",
    "AsyncDeadlineStep": "cancels a task; the other one stops waiting for a thread",
    "AsyncNetwork": "a task can be cancelled, a thread can only be stopped by closing its socket",
    "AsyncTransport": "a transport of a closed event loop is released, which threads do not need",
    "AsyncStream": "the sockets of anyio close themselves when a handshake fails",
    "HandshakeCleanup": "only a cancelled handshake needs it",
    "AsyncPager": "only an asynchronous list is awaited before its first page",
    "AsyncRateLimiter": "calls RateLimiter in a thread",
    "AsyncTokenStore": "calls TokenStore in a thread",
    "AsyncRedisStore": "the operations of an asynchronous store; there are two, one of which works in a thread",
    "_TaskStore": "what the asynchronous stores have in common; the synchronous store needs no second kind",
    "ThreadRedisStore": "an asynchronous store that works in a thread",
    "AsyncWaiter": "a task waits for tasks of its event loop, a thread for any other",
    "AsyncioRedisStore": "an asynchronous store with an asyncio client",
    "_NoContent": "one empty body with both halves",
    "_TaskRun": "calls in tasks; what starts calls in threads is a generator",
    "_LoopConnections": "connections belong to an event loop, but not to a thread",
}

DIFFERENT = {
    ("AsyncClientRuntime", "limits"): "the two limiters are in modules of their own",
    ("AsyncTokenManager", "__init__"): "there is one lock for each event loop",
    ("AsyncTokenManager", "after_fork"): "there is one lock for each event loop",
    ("AsyncTokenManager", "_wait_or_renew"): "there is one lock for each event loop",
    ("AsyncTokenManager", "token"): "a threading lock is tried, anyio's is inspected",
    ("AsyncPrefetching", "__init__"): "a thread can be started anywhere, a task only in asyncio",
    ("AsyncPrefetching", "begin"): "a thread can be started anywhere, a task only in asyncio",
    ("AsyncPrefetching", "__exit__"): "a task can be cancelled, a thread cannot",
}
"""The functions that must differ, and why."""

PAIRS = {
    name: TWINS.get(name, plain_name(name))
    for name in classes()
    if re.match(r"_?Async[A-Z]", name) and name not in LONE
}


def test_pairs_are_found() -> None:
    assert {"AsyncPrefetching", "AsyncTokenManager"} <= PAIRS.keys()
    assert set(PAIRS.values()) <= classes().keys()
    assert {name for name, node in classes().items() if waits(node)} <= PAIRS.keys() | LONE.keys()


@pytest.mark.parametrize(("twin", "sync"), PAIRS.items(), ids=list(PAIRS))
def test_pairs_have_the_same_syntax_tree(twin: str, sync: str) -> None:
    sync_part, async_part = parts(classes()[sync]), parts(classes()[twin])
    assert list(sync_part) == list(async_part)
    for name, tree in sync_part.items():
        if (twin, name) in DIFFERENT:
            assert tree != async_part[name], f"{name} has become the same and needs no entry"
        else:
            assert tree == async_part[name], name
    assert {name for owner, name in DIFFERENT if owner == twin} <= sync_part.keys()


@pytest.mark.parametrize(("twin", "sync"), PAIRS.items(), ids=list(PAIRS))
def test_pairs_document_the_same(twin: str, sync: str) -> None:
    """Both have the same docstrings: the same arguments, results and errors."""
    sync_part, async_part = classes()[sync], classes()[twin]
    assert _sections(sync_part) == _sections(async_part)
    documented = [
        [plain_name(part.name) for part in functions(node) if ast.get_docstring(part)]
        for node in (sync_part, async_part)
    ]
    assert documented[0] == documented[1]
    for function, async_function in zip(functions(sync_part), functions(async_part), strict=True):
        assert _sections(function) == _sections(async_function)


def _sections(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return the sections of a docstring (Args, Returns, Raises), which follow the prose."""
    doc = str(ast.get_docstring(node))
    first = re.search(r"^\w+:$", doc, re.MULTILINE)
    return re.sub(r"\w+", lambda word: plain_name(word[0]), doc[first.start() :]) if first else ""


def test_types_of_methods_can_be_read_at_run_time() -> None:
    """Programs read signatures: tools for agents, command lines, dependency injection."""
    for tag in TAGS:
        for resource in _resources(tag):
            for name, method in _methods(resource).items():
                assert "return" in get_type_hints(method), (resource, name)
