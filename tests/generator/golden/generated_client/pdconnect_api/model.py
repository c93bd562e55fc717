# Generated from generator/runtime/model.py. Do not edit: change that file and run `python -m generator`.
"""What every model of an answer is made of.

A model that came from the service is a typed view of the JSON object it arrived as: reading a page costs next to nothing, and
each field is converted the first time it is looked at, then kept. Nothing can be lost on the way: `to_dict()` gives back
what came, with the fields this version doesn't know, nulls and integers of any size.

Reading never fails. A field that is missing or null reads as None. A value of another JSON type than the
specification says is handed out as it came: nothing is guessed, and nothing is dropped.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MemberDescriptorType
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from .errors import DecodeError

Reader = Callable[[Any], Any]
"""Turns one JSON value into what a field holds. It is never given None and never raises."""

_new = object.__new__
_keep = object.__setattr__
_KEPT = "_kept_"
"""Begins the name of the slot behind the property of a field."""


class Field(NamedTuple):
    """How one field of a model is read from its JSON object."""

    wire: str
    """The name on the wire."""
    read: Reader | None = None
    """The conversion; None where the JSON value is handed out as it is."""
    secret: bool = False
    """A credential: masked in `repr`."""
    also: str | None = None
    """A second name on the wire, looked at where the first has no value."""


class Model:
    """Base of the models: immutable values that compare by the JSON they stand for."""

    __slots__ = ("_raw",)
    _raw: dict[str, Any]
    FIELDS: ClassVar[Mapping[str, Field]] = {}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a model from a decoded JSON object, which the model keeps: don't change it afterwards.

        Raises DecodeError if `data` is not a JSON object.
        """
        if not isinstance(data, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - data may come from anywhere
            raise DecodeError(f"{cls.__name__}: expected a JSON object, got {type(data).__name__}")
        model = _new(cls)
        _set_raw(model, data if isinstance(data, dict) else dict(data))
        return model

    def to_dict(self) -> dict[str, Any]:
        """The JSON object behind the model, as a copy: exactly what came, including fields that are not declared here."""
        return copy.deepcopy(self._raw)

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields of the JSON object that this version of the client doesn't declare."""
        declared = {name for field in self.FIELDS.values() for name in (field.wire, field.also)}
        return {name: value for name, value in self._raw.items() if name not in declared}

    def __init_subclass__(cls) -> None:
        """Put a property before the slot of each field: it reads the JSON object, and keeps in the slot what it had to convert."""
        for name, field in cls.FIELDS.items():
            slot = cls.__dict__.get(name)
            if isinstance(slot, MemberDescriptorType):  # attrs makes each class a second time, then with slots
                setattr(cls, _KEPT + name, slot)
                setattr(cls, name, property(_getter(name, field), slot.__set__))

    def __attrs_post_init__(self) -> None:
        """Made by hand, with keyword arguments: the JSON object is made from them."""
        _set_raw(self, _encode_fields(self))

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__ or not isinstance(other, Model):
            return NotImplemented
        return self._raw == other._raw

    __hash__ = None  # type: ignore[assignment] # pyright: ignore[reportAssignmentType] - values with lists and dicts inside

    def __reduce__(self) -> tuple[Callable[[dict[str, Any]], Self], tuple[dict[str, Any]]]:
        return type(self).from_dict, (self._raw,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return type(self).from_dict(self.to_dict())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={text}" for name, text in _shown_fields(self))
        return f"{type(self).__name__}({shown})"


_set_raw = Model.__dict__["_raw"].__set__
"""Fills the slot past the `__setattr__` that makes models immutable."""

M = TypeVar("M", bound=Model)


def _getter(name: str, field: Field) -> Callable[[Any], Any]:
    """How a field is read. Most are plain, and a plain one needs no keeping."""
    wire, read, _, also = field
    if also is not None:
        return _second_name_getter(wire, also, read)
    if read is None:
        return lambda model: model._raw.get(wire)
    kept = _KEPT + name

    def get(model: Any) -> Any:
        value = model._raw.get(wire)
        if value is None:
            return None
        converted = getattr(model, kept, None)
        if converted is None:
            converted = read(value)
            _keep(model, kept, converted)
        return converted

    return get


def _second_name_getter(wire: str, also: str, read: Reader | None) -> Callable[[Any], Any]:
    def get(model: Any) -> Any:
        value = model._raw.get(wire)
        if value is None:
            value = model._raw.get(also)
        return value if value is None or read is None else read(value)

    return get


def _shown_fields(model: Model) -> Iterator[tuple[str, str]]:
    """What `repr` shows: declared fields that are set, credentials masked, free-form JSON only by its size."""
    for name, field in model.FIELDS.items():
        value = getattr(model, name)
        if value is None:
            continue
        if field.secret:
            yield name, "'***'"
        elif isinstance(value, dict):
            yield name, "{...}" if value else "{}"
        elif isinstance(value, list):
            yield name, f"[...{len(value)}]" if value else "[]"  # pyright: ignore[reportUnknownArgumentType]
        elif field.read is None and not isinstance(value, str | int | float):
            yield name, "..."
        else:
            yield name, repr(value)


def _encode_fields(model: Model) -> dict[str, Any]:
    """The JSON object of a model that was made by hand; fields left at None are left out."""
    values = ((field.wire, getattr(model, _KEPT + name)) for name, field in model.FIELDS.items())
    return {wire: _encode(value) for wire, value in values if value is not None}


def _encode(value: Any) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_encode(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, StrEnum):
        return value.value
    return value


def one(model: type[M]) -> Callable[[Any], M | Any]:
    """The reader of a field that holds one model."""

    def read(value: Any) -> M | Any:
        if value.__class__ is not dict:
            return value
        result = _new(model)
        _set_raw(result, value)
        return result

    return read


def one_of(
    variants: Mapping[str, type[Model]], *, tag: str, prefixes: Mapping[str, type[Model]], fallback: type[Model]
) -> Reader:
    """The reader of a tagged union: a look-up of the tag, else of the id's prefix, else the open fallback."""

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            return value
        key = value.get(tag)
        model = variants.get(key) if key.__class__ is str else None
        if model is None:
            model = fallback
            if prefixes and isinstance(identifier := value.get("id"), str):
                model = prefixes.get(identifier[: identifier.find("_") + 1], fallback)
        result = _new(model)
        _set_raw(result, value)
        return result

    return read


def many(read: Reader) -> Callable[[Any], list[Any] | Any]:
    """The reader of a list whose items are read by `read`."""

    def read_list(value: Any) -> list[Any] | Any:
        if value.__class__ is not list:
            return value
        return [None if item is None else read(item) for item in value]

    return read_list


def any_form(read: Reader, *, wrapped_in: str, scalar_as: tuple[str, ...]) -> Reader:
    """The reader of an object that also comes wrapped under a key, or as a bare scalar that stands for some of its members."""

    def read_form(value: Any) -> Any:
        if value.__class__ is dict:
            inner = value.get(wrapped_in)
            return read(inner if inner.__class__ is dict else value)
        if value.__class__ is list:
            return value
        label = value if value.__class__ is str else json.dumps(value)
        return read({name: label if name == "label" else value for name in scalar_as})

    return read_form


def date_time(value: Any) -> datetime | Any:
    """Read an RFC 3339 text, or a unix time in seconds or milliseconds, as an aware datetime."""
    try:
        if value.__class__ is str:
            moment = datetime.fromisoformat(f"{value[:-1]}Z" if value.endswith("z") else value)
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        if value.__class__ is int or value.__class__ is float:
            # 10^11 seconds is the year 5138: larger numbers are milliseconds
            return datetime.fromtimestamp(value / 1000 if abs(value) > 1e11 else value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return value


class OpenEnum(StrEnum):
    """A string enumeration that accepts values it doesn't know: they become members of their own that are not listed."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @property
    def known(self) -> bool:
        """Whether the specification lists this value."""
        return self.value in type(self)._value2member_map_


E = TypeVar("E", bound=OpenEnum)


def open_enum(enum: type[E]) -> Callable[[Any], E | Any]:
    """The reader of a string of an open enumeration."""

    def read(value: Any) -> E | Any:
        return enum(value) if value.__class__ is str else value

    return read
