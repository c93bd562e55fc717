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
from functools import cache, reduce
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, dataclass_transform

from .errors import DecodeError

Reader = Callable[[Any], Any]
"""Turns one JSON value into what a field holds. It is never given None and never raises."""

_new = object.__new__


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


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Model:
    """Base of the models: immutable values that compare by the JSON they stand for.

    A subclass declares its fields as annotations, with None as the default of those that may be missing, and tells in `FIELDS` how
    each is read. `__slots__ = ()` keeps it as small as its base, and immutable.
    """

    __slots__ = ("_kept", "_raw")
    _raw: dict[str, Any]
    _kept: dict[str, Any] | None
    """What fields were converted to, by their names; None as long as nothing was."""
    FIELDS: ClassVar[Mapping[str, Field]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()
    """The fields without a default."""

    def __init__(self, **values: Any) -> None:
        """Make a model by hand, from the values of its fields."""
        unknown, missing = values.keys() - self.FIELDS.keys(), self._required - values.keys()
        if unknown or missing:
            wrong = [*(f"unexpected {name}" for name in sorted(unknown)), *(f"no {name}" for name in sorted(missing))]
            raise TypeError(f"{type(self).__name__}: {', '.join(wrong)}")
        self._kept = values
        self._raw = _encode_fields(self.FIELDS, values)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a model from a decoded JSON object, which the model keeps: don't change it afterwards.

        Raises DecodeError if `data` is not a JSON object.
        """
        if not isinstance(data, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - data may come from anywhere
            raise DecodeError(f"{cls.__name__}: expected a JSON object, got {type(data).__name__}")
        return view(cls, data if isinstance(data, dict) else dict(data))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object behind the model, as a copy: exactly what came, including fields that are not declared here."""
        return copy.deepcopy(self._raw)

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The fields of the JSON object that this version of the client doesn't declare."""
        declared = {name for field in self.FIELDS.values() for name in (field.wire, field.also)}
        return {name: value for name, value in self._raw.items() if name not in declared}

    def __init_subclass__(cls) -> None:
        """Put a property in the place of each declared field."""
        cls._required = frozenset(name for name in cls.FIELDS if name not in cls.__dict__)
        for name, field in cls.FIELDS.items():
            setattr(cls, name, property(_getter(name, field)))

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


M = TypeVar("M", bound=Model)


def view(model: type[M], data: dict[str, Any]) -> M:
    """The model of a JSON object."""
    result: Any = _new(model)
    result._raw = data
    result._kept = None
    return result  # type: ignore[no-any-return]


def _getter(name: str, field: Field) -> Callable[[Any], Any]:
    """How a field is read. Most are plain; what had to be converted is kept."""
    wire, read, _, also = field
    if also is not None:
        return _second_name_getter(wire, also, read)
    if read is None:
        return lambda model: model._raw.get(wire)

    def get(model: Any) -> Any:
        value = model._raw.get(wire)
        if value is None:
            return None
        kept = model._kept
        if kept is None:
            model._kept = kept = {}
        elif name in kept:
            return kept[name]
        converted = kept[name] = read(value)
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


def _encode_fields(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of a model that was made by hand; fields left at None are left out."""
    given = ((fields[name].wire, values[name]) for name in fields if name in values)
    return {wire: _encode(value) for wire, value in given if value is not None}


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


def one(name: str) -> Reader:
    """The reader of what holds one model. That is imported when the first of its kind is read: few programs meet all of them."""
    model: Any = None

    def read(value: Any) -> Any:
        nonlocal model
        if value.__class__ is not dict:
            return value
        if model is None:
            model = _named(name)
        result: Any = _new(model)  # as in `view`, without the price of one more call for each object
        result._raw = value
        result._kept = None
        return result

    return read


def one_of(variants: Mapping[str, str], *, tag: str, prefixes: Mapping[str, str], fallback: str) -> Reader:
    """The reader of a tagged union: a look-up of the tag, else of the id's prefix, else the open fallback.

    Variants go by their names, and are imported as those of `one` are.
    """
    met: dict[object, type[Model]] = {}

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            return value
        try:
            model = met[value[tag]]
        except (KeyError, TypeError):  # not met yet, of the future, missing, or not even a text
            model = find(value)
        result: Any = _new(model)
        result._raw = value
        result._kept = None
        return result

    def find(value: dict[str, Any]) -> Any:
        key, identifier = value.get(tag), value.get("id")
        if isinstance(key, str) and key in variants:
            met[key] = _named(variants[key])
            return met[key]
        prefix = identifier[: identifier.find("_") + 1] if isinstance(identifier, str) else ""
        return _named(prefixes.get(prefix, fallback))

    return read


@cache
def union(*names: str) -> object:
    """The union of variants as a type, for whoever asks for it at run time."""
    return reduce(lambda one, other: one | other, map(_named, names))


def _named(name: str) -> Any:
    from . import models  # where each model is imported when it is asked for

    return getattr(models, name)


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
        if value.__class__ is str:
            return read(dict.fromkeys(scalar_as, value))
        if value.__class__ is list:
            return value
        return read({name: json.dumps(value) if name == "label" else value for name in scalar_as})

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


def open_enum(name: str) -> Reader:
    """The reader of a string of an open enumeration, which is imported as the models of `one` are."""
    members: dict[str, OpenEnum] = {}

    def read(value: Any) -> Any:
        return (members.get(value) or find(value)) if value.__class__ is str else value

    def find(value: str) -> OpenEnum:
        member: OpenEnum = _named(name)(value)
        if member.known:  # or strangers would pile up
            members[value] = member
        return member

    return read
