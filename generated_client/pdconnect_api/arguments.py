# Generated from generator/runtime/arguments.py. Do not edit: change that file and run `python -m generator`.
"""Checks and encodings of arguments. All of them happen before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final, TypeVar, cast
from urllib.parse import quote

from .errors import InvalidArgumentError

T = TypeVar("T")


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "UNSET"

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> bool:
        return False


UNSET: Final = Unset.UNSET
"""The default of arguments for which None is a value: it means that the argument was not passed."""

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-~")
_CONTROL = r"[\x00-\x1f\x7f-\x9f]"
"""A pattern as a string, compiled when it is first used: at import, that would cost more than the rest of this module."""


class Secret(str):
    """A credential: a string whose `repr` hides it, because tracebacks can show local variables."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'***'"


class SecretBytes(bytes):
    """A credential as bytes, whose `repr` hides it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "b'***'"


class SecretMembers(dict[str, Any]):
    """Values of which some may be credentials, by name. The `repr` hides them all."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "{'***'}"


class SecretValue:
    """A value of any other type, whose `repr` hides it: a credential of a wrong type is still one."""

    __slots__ = ("value",)

    value: object

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "'***'"


def as_secret(value: T) -> T:
    """Return a value as one whose `repr` hides it.

    A string, bytes, or a mapping keeps its type. None and UNSET are returned unchanged. Any other value, which no check accepts as a
    credential, becomes a `SecretValue`.
    """
    if value is None or isinstance(value, _HIDING):
        return value
    if isinstance(value, str):
        return cast(T, Secret(str.__str__(value)))
    if isinstance(value, bytes):
        return cast(T, SecretBytes(value))
    if isinstance(value, Mapping):
        return cast(T, SecretMembers(cast("Mapping[str, Any]", value)))
    return cast(T, SecretValue(value))


_HIDING = (Secret, SecretBytes, SecretMembers, SecretValue, Unset)


def reveal(value: Any) -> Any:
    """Return the value that a `SecretValue` hides; any other value unchanged."""
    return value.value if isinstance(value, SecretValue) else value


def type_name(value: object) -> str:
    """Return the name of the type of a value that the caller passed: `bytes`, not that of the class which hides the value."""
    revealed: object = reveal(value)
    kind = type(revealed)
    return (kind.__mro__[1] if kind in (Secret, SecretBytes, SecretMembers) else kind).__name__


def short_repr(value: object) -> str:
    """Return at most 80 characters of the `repr` of a value, for a message; only its type if Python cannot write so large an integer."""
    try:
        return repr(value)[:80]
    except ValueError:
        return type_name(value)


def segment(name: str, value: str, *, max_length: int | None = None) -> str:
    """Percent-encode `value` as one segment of a path. Raises InvalidArgumentError for values that could change the path."""
    _check_text(name, value, 1, max_length)
    value = plain_text(value)
    if _PLAIN.issuperset(value):
        return value
    if value in (".", ".."):
        raise InvalidArgumentError(name, "must not be '.' or '..', which have a special meaning in a path")
    if re.search(_CONTROL, value):
        raise InvalidArgumentError(name, "must not contain control characters")
    return quote(value, safe="")


def project_path(project_id: str | None) -> str:
    """Return the path of a project's resources. None is for Connect tokens, which contain their project."""
    return "/v1/connect" if project_id is None else f"/v1/connect/{segment('project_id', project_id)}"


def text(
    name: str, value: object, *, min_length: int = 0, max_length: int | None = None, required: bool = False
) -> object:
    """Check a string argument, if it was passed."""
    if not _is_passed(name, value, required):
        return value
    _check_text(name, value, min_length, max_length)
    return plain_text(value)


def plain_text(value: Any) -> Any:
    """Return a string of a subclass as a plain string: a member of `class App(str, Enum)` is its value, not `App.SLACK`."""
    if type(value) is str or isinstance(value, Secret) or not isinstance(value, str):
        return value
    return str.__str__(value)


def number(
    name: str, value: object, *, minimum: int | None = None, maximum: int | None = None, required: bool = False
) -> object:
    """Check an integer argument, if it was passed."""
    if not _is_passed(name, value, required):
        return value
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidArgumentError(name, f"must be an integer, not {type_name(value)}")
    if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
        limits = [f"at least {minimum}"] * (minimum is not None) + [f"at most {maximum}"] * (maximum is not None)
        shown = value if abs(value) < 10**20 else "so large"  # Python writes no integer of thousands of digits
        raise InvalidArgumentError(name, f"must be {' and '.join(limits)}, not {shown}")
    return value


def boolean(name: str, value: object, *, required: bool = False) -> object:
    """Check a boolean argument, if it was passed."""
    if not _is_passed(name, value, required) or isinstance(value, bool):
        return value
    raise InvalidArgumentError(name, f"must be True or False, not {type_name(value)}")


def choice(name: str, value: object, values: tuple[str, ...], *, required: bool = False) -> object:
    """Check an argument with a closed set of values, if it was passed."""
    if not _is_passed(name, value, required) or (isinstance(value, str) and value in values):
        return plain_text(value)
    raise InvalidArgumentError(name, f"must be one of {', '.join(map(repr, values))}, not {short_repr(value)}")


def texts(name: str, value: object, *, min_length: int = 0, required: bool = False) -> object:
    """Check a list of strings, if it was passed. A single string is an error: as a sequence it would be a list of characters."""
    if not _is_passed(name, value, required):
        return value
    if isinstance(value, str | bytes) or not isinstance(value, Sequence):
        raise InvalidArgumentError(name, f"must be a list of strings, not {type_name(value)}")
    items: list[object] = list(value)  # pyright: ignore[reportUnknownArgumentType]
    for item in items:
        _check_text(name, item, min_length, None)
    return [plain_text(item) for item in items]


def scalar(name: str, value: object, *kinds: type, required: bool = False) -> object:
    """Check an argument of one of several simple types, if it was passed."""
    value = plain_text(value)
    if not _is_passed(name, value, required) or type(value) in kinds:
        return value
    raise InvalidArgumentError(name, f"must be {' or '.join(kind.__name__ for kind in kinds)}, not {type_name(value)}")


def members(name: str, value: object, *, required: bool = False) -> object:
    """Check an argument that is sent as a JSON object, if it was passed."""
    if not _is_passed(name, value, required) or isinstance(value, Mapping):
        return value  # pyright: ignore[reportUnknownVariableType]
    raise InvalidArgumentError(name, f"must be a mapping, not {type_name(value)}")


class WireProps(SecretMembers):
    """Configured props that are already in the form of the service, such as those of a form, which knows each prop's type."""

    __slots__ = ()


def props(name: str, value: object, *, required: bool = False) -> object:
    """Check configured props and return them in the form of the service: an account is `{"authProvisionId": id}`.

    An account is a model with an id such as `apn_1h2aBc`, or the id itself; lists may contain accounts too.
    """
    members(name, value, required=required)
    if not isinstance(value, Mapping) or isinstance(value, WireProps):
        return value  # pyright: ignore[reportUnknownVariableType]
    try:
        return {key: _prop_value(item) for key, item in cast("Mapping[str, object]", value).items()}
    except RecursionError:
        raise InvalidArgumentError(name, "is nested too deeply, or contains itself") from None


def _prop_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_prop_value(item) for item in cast("Sequence[object]", value)]
    account = _account_id(value)
    if account is not None:
        return {"authProvisionId": account}
    if isinstance(value, Mapping):
        reference = cast("Mapping[str, object]", value)
        account = _account_id(reference.get("authProvisionId"))
        return reference if account is None else {**reference, "authProvisionId": account}
    return value


def _account_id(value: Any) -> str | None:
    """Return the id of an account, which can be a model or the id itself; None for anything else."""
    account: Any = value if isinstance(value, str) else getattr(value, "id", None)
    return plain_text(account) if isinstance(account, str) and re.fullmatch(r"apn_\w+", account, re.ASCII) else None


def query_of(**parameters: Any) -> dict[str, str | list[str]]:
    """Return the query parameters that were passed, in their wire form."""
    return {name: _query_value(value) for name, value in parameters.items() if value is not None and value is not UNSET}


def body_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a JSON body without those that are UNSET. None is sent as null."""
    return {name: value for name, value in fields.items() if value is not UNSET}


def omit_none(value: Any) -> Any:
    """Return UNSET for None: a field that cannot be null is left out."""
    return UNSET if value is None else value


def _is_passed(name: str, value: object, required: bool) -> bool:
    if value is not None and value is not UNSET:
        return True
    if required:
        raise InvalidArgumentError(name, "must be given")
    return False


def _query_value(value: Any) -> str | list[str]:
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, list):
        return [plain_text(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, int):
        try:
            return int.__repr__(value)  # `str` of a member of `class Size(int, Enum)` is its name
        except ValueError as error:
            raise InvalidArgumentError("a number", f"cannot be sent: {error}") from None
    return str(plain_text(value))


def _check_text(name: str, value: object, min_length: int, max_length: int | None) -> None:
    if not isinstance(value, str):
        raise InvalidArgumentError(name, f"must be a string, not {type_name(value)}")
    if min_length and not value:
        raise InvalidArgumentError(name, "must not be empty")
    if len(value) < min_length:
        raise InvalidArgumentError(name, f"must have at least {min_length} characters, got {len(value)}")
    if max_length is not None and len(value) > max_length:
        raise InvalidArgumentError(name, f"must have at most {max_length} characters, got {len(value)}")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise InvalidArgumentError(name, "must be text that UTF-8 can encode (it has a lone surrogate)") from None
