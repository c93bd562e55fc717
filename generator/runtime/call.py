"""A call as a value: what to send, and how to read the answer. Nothing in this package does I/O."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .errors import DecodeError
from .model import Reader

if TYPE_CHECKING:
    from .models.page_info import PageInfo

T = TypeVar("T")
ItemT = TypeVar("ItemT")
_MISSING: Any = object()
Query = Mapping[str, str | Sequence[str]]


class RateLimit(NamedTuple):
    """What the service lets through before it answers 429, as its documentation says."""

    name: str
    """Operations with the same name share the limit."""
    requests: int
    seconds: int
    per: str
    """What is counted apart: `project`, or `external_user_id`."""


class Operation(NamedTuple):
    """What the specification says of one operation; one constant for each."""

    id: str
    """The operationId."""
    method: str
    path: str
    """The path template."""
    idempotent: bool
    """Whether sending it twice does no more than sending it once."""
    environment: bool = True
    """Whether the environment header belongs to it."""
    authenticated: bool = True
    """Whether an access token belongs to it."""
    connect_token: bool = True
    """Whether a Connect token will do in place of an access token."""
    rate_limits: tuple[RateLimit, ...] = ()


class Call(NamedTuple, Generic[T]):
    """One call of an operation with its arguments in place."""

    operation: Operation
    path: str
    """Percent-encoded, without the origin."""
    read: Callable[[Any], T]
    """Turns the decoded JSON answer (None where there is no content) into the result; raises DecodeError."""
    query: Query = MappingProxyType({})
    body: Mapping[str, Any] | None = None
    """The JSON object to send."""
    secrets: tuple[object, ...] = ()
    """The arguments that no text may show."""

    @property
    def replayable(self) -> bool:
        """Whether the call can be sent a second time: always, its body is a value."""
        return True

    def with_query(self, **parameters: str) -> Call[T]:
        """The same call with other query parameters."""
        return self._replace(query={**self.query, **parameters})

    def __repr__(self) -> str:
        return f"<call of {self.operation.id}>"  # the arguments may hold credentials


class Listing(NamedTuple, Generic[ItemT]):
    """One page of a list, as it came."""

    data: list[ItemT]
    page_info: PageInfo
    raw: Mapping[str, Any]
    """The decoded JSON answer."""

    def __repr__(self) -> str:
        return f"<page of {len(self.data)} items>"


def read_nothing(_answer: Any) -> None:
    """Read an answer that has no content (204)."""


def read_model(read: Reader) -> Callable[[Any], Any]:
    """Read an answer that is one JSON object."""

    def read_answer(answer: Any) -> Any:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        return read(answer)

    return read_answer


def read_enveloped(read: Reader, *, key: str, marks: tuple[str, ...], nullable: bool = False) -> Callable[[Any], Any]:
    """Read an answer that is one JSON object, bare or under `key`; `nullable` tells that there may be nothing under `key`.

    A bare object that happens to have a member of that name is told by having one of `marks`, the members that the object always has.
    """

    def read_answer(answer: Any) -> Any:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        inner: Any = answer.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        if isinstance(inner, dict) and not any(mark in answer for mark in marks):
            return read(inner)
        if nullable and inner is None and not any(mark in answer for mark in marks):
            return None
        return read(answer)

    return read_answer


def read_list(read: Reader, *, key: str | None = None) -> Callable[[Any], list[Any]]:
    """Read an answer that is a JSON array, bare or under `key`; null or missing there is empty."""

    def read_answer(answer: Any) -> list[Any]:
        items = answer if key is None else _under(answer, key)
        if not isinstance(items, list):
            raise DecodeError(f"expected a JSON array, got {_kind(items)}")
        return [None if item is None else read(item) for item in items]  # pyright: ignore[reportUnknownVariableType]

    return read_answer


def _under(answer: Any, key: str) -> Any:
    if not isinstance(answer, dict):
        return answer
    found: Any = answer.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if found is None:
        found = []
    return found  # pyright: ignore[reportUnknownVariableType]


def read_page(read: Reader, *, items: tuple[str, ...]) -> Callable[[Any], Listing[Any]]:
    """Read one page of a list. `items` are the places where the list can stand, as dotted paths; null or missing is empty."""
    from .models.page_info import PageInfo  # models wait until a resource is used, see models/__init__.py

    paths = [path.split(".") for path in items]

    def read_answer(answer: Any) -> Listing[Any]:
        if not isinstance(answer, dict):
            raise DecodeError(f"expected a JSON object, got {_kind(answer)}")
        page_info: Any = answer.get("page_info")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        return Listing(
            [None if item is None else read(item) for item in _find_list(answer, paths)],  # pyright: ignore[reportUnknownArgumentType]
            PageInfo.from_dict(page_info if isinstance(page_info, dict) else {}),  # pyright: ignore[reportUnknownArgumentType]
            answer,  # pyright: ignore[reportUnknownArgumentType]
        )

    return read_answer


def _find_list(answer: dict[str, Any], paths: list[list[str]]) -> list[Any]:
    found = [_look_up(answer, path) for path in paths]
    for value in found:
        if isinstance(value, list):
            return value  # pyright: ignore[reportUnknownVariableType]
    if None in found or found[0] is _MISSING:
        return []
    raise DecodeError(f"expected a JSON array of items, got {_kind(found[0])}")


def _look_up(value: Any, path: list[str]) -> Any:
    for name in path:
        value = value.get(name, _MISSING) if isinstance(value, dict) else _MISSING  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return value  # pyright: ignore[reportUnknownVariableType]


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a JSON object"
    return "a JSON array" if isinstance(value, list) else f"a JSON {type(value).__name__}"
