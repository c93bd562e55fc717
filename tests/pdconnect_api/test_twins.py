"""Synchronous and asynchronous code are the same but for waiting, so what is tested of one holds for the other."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

import pdconnect

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
    """A docstring without its section on what is returned."""
    return re.sub(r"\n *Returns:\n.*?(?=\n *\w+:\n|\Z)", "", str(doc), flags=re.DOTALL)


@pytest.mark.parametrize("tag", TAGS)
def test_resources_have_the_same_methods(tag: str) -> None:
    sync, twin = _resources(tag)
    assert twin.__name__ == f"Async{sync.__name__}"
    assert sync.__doc__
    assert sync.__doc__ == twin.__doc__
    assert list(_methods(sync)) == list(_methods(twin))


@pytest.mark.parametrize("tag", TAGS)
def test_methods_of_resources_are_twins(tag: str) -> None:
    """They have the same parameters and say the same; only the pages of a list are something else."""
    sync, twin = (_methods(resource) for resource in _resources(tag))
    for name in sync.keys() - {"__init__"}:
        one, other = inspect.signature(sync[name]), inspect.signature(twin[name])
        assert one.parameters == other.parameters
        returned = str(one.return_annotation)
        is_page = returned.startswith("Page[")
        assert other.return_annotation == (f"AsyncPages{returned.removeprefix('Page')}" if is_page else returned)
        assert inspect.iscoroutinefunction(twin[name]) != is_page
        assert not inspect.iscoroutinefunction(sync[name])
        assert sync[name].__doc__
        docs = [_without_returns(method.__doc__) if is_page else method.__doc__ for method in (sync[name], twin[name])]
        assert docs[0] == docs[1]


# ---- the pairs written by hand: every class whose name begins with `Async`, and its twin

TWINS = {"AsyncPage": "SyncPage"}
"""Where the twin is not called the same without `Async`."""

LONE = {
    "AsyncCallerClient": "a cancelled handshake leaves a connection behind, a failed one does not",
    "AsyncConnection": "what is given up is cancelled, where a thread is ended from outside",
    "AsyncConnectionPool": "waits with anyio's semaphore, and needs no lock",
    "AsyncConnections": "each event loop has connections of its own",
    "AsyncDeadlineStep": "cancels, where the other one stops waiting for a thread",
    "AsyncNetwork": "what is given up is cancelled, where a thread is ended from outside",
    "AsyncTransport": "event loops are closed, threads are not",
    "AsyncStream": "the sockets of anyio close themselves when a handshake fails",
    "CapturingStream": "one stream that is read in both ways, as httpx wants it",
    "HandshakeCleanup": "only what is cancelled leaves anything behind",
    "AsyncPager": "a list that has not been fetched yet exists only where fetching is waited for",
    "AsyncRateLimiter": "hands over to RateLimiter, in a thread",
    "AsyncTokenStore": "hands over to TokenStore, in a thread",
    "_LoopConnections": "connections belong to an event loop, but to no thread",
}

DIFFERENT = {
    ("AsyncTokenManager", "__init__"): "there is one lock for each event loop",
    ("AsyncTokenManager", "after_fork"): "there is one lock for each event loop",
    ("AsyncTokenManager", "_wait_or_renew"): "there is one lock for each event loop",
    ("AsyncTokenManager", "token"): "a threading lock is tried, anyio's is asked whether it is taken",
    ("AsyncPrefetching", "__init__"): "a thread can be begun anywhere, a task only in asyncio",
    ("AsyncPrefetching", "begin"): "a thread can be begun anywhere, a task only in asyncio",
    ("AsyncPrefetching", "__exit__"): "a task can be cancelled, a thread cannot",
}
"""The functions that cannot be the same, and why."""

PAIRS = {
    name: TWINS.get(name, plain_name(name))
    for name in classes()
    if re.match(r"_?Async[A-Z]", name) and name not in LONE
}


def test_pairs_are_found() -> None:
    assert {"AsyncTokenManager", "AsyncSharedTokenFetcher"} <= PAIRS.keys()
    assert set(PAIRS.values()) <= classes().keys()
    assert {name for name, node in classes().items() if waits(node)} <= PAIRS.keys() | LONE.keys()


@pytest.mark.parametrize(("twin", "sync"), PAIRS.items(), ids=list(PAIRS))
def test_pairs_have_the_same_syntax_tree(twin: str, sync: str) -> None:
    one, other = parts(classes()[sync]), parts(classes()[twin])
    assert list(one) == list(other)
    for name, tree in one.items():
        if (twin, name) in DIFFERENT:
            assert tree != other[name], f"{name} has become the same and needs no exception"
        else:
            assert tree == other[name], name
    assert {name for owner, name in DIFFERENT if owner == twin} <= one.keys()


@pytest.mark.parametrize(("twin", "sync"), PAIRS.items(), ids=list(PAIRS))
def test_pairs_document_the_same(twin: str, sync: str) -> None:
    """Both have a docstring at the same places, with the same arguments, results and errors."""
    one, other = classes()[sync], classes()[twin]
    assert _sections(one) == _sections(other)
    documented = [
        [plain_name(part.name) for part in functions(node) if ast.get_docstring(part)] for node in (one, other)
    ]
    assert documented[0] == documented[1]
    for function, its_twin in zip(functions(one), functions(other), strict=True):
        assert _sections(function) == _sections(its_twin)


def _sections(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """The sections of a docstring (Args, Returns, Raises), which come after the prose."""
    doc = str(ast.get_docstring(node))
    first = re.search(r"^\w+:$", doc, re.MULTILINE)
    return re.sub(r"\w+", lambda word: plain_name(word[0]), doc[first.start() :]) if first else ""


def test_types_of_methods_are_there_at_run_time() -> None:
    """For whoever makes something of them then: tools for agents, command lines, injected dependencies."""
    for tag in TAGS:
        for resource in _resources(tag):
            for name, method in _methods(resource).items():
                assert "return" in get_type_hints(method), (resource, name)
