"""The base of all models of responses.

A model from the service is a typed view of its JSON object: reading a page costs almost nothing. Each field is converted when it is
first read, and the result is cached. Nothing is lost: `to_dict()` returns what the service sent, with unknown fields, nulls and
integers of any size.

Reading never fails. A field that is missing or null is None. A value of another JSON type than in the specification is returned
unchanged: nothing is guessed, and nothing is dropped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, Union, dataclass_transform

from .arguments import body_of
from .errors import DecodeError
from .json_values import copy_json, flatten, is_deep, unflatten
from .lazy_annotations import Annotations

Reader = Callable[[Any], Any]
"""Converts one JSON value to the value of a field. It is never called with None and never raises."""

_new = object.__new__


class Field(NamedTuple):
    """How one field of a model is read from the JSON object."""

    wire: str
    """The name on the wire."""
    read: Reader | None = None
    """The conversion; None if the JSON value is returned unchanged."""
    secret: bool = False
    """A credential: hidden in `repr`."""
    alias: str | None = None
    """A second name on the wire, used if the first has no value."""


class _AttrsFields:
    """The fields of a model as attrs describes them, computed when they are first read: few programs need attrs."""

    def __get__(self, model: object, owner: Any) -> Any:
        try:
            from .model_protocols import attrs_fields

            return attrs_fields(owner)
        except ImportError as error:
            raise AttributeError("__attrs_attrs__ needs attrs, which is not installed") from error


class _PydanticSerializer:
    """How pydantic writes a model where no type is declared, such as a field of type Any; computed when it is first read."""

    def __get__(self, model: object, owner: Any) -> Any:
        try:
            from .model_protocols import pydantic_serializer

            return pydantic_serializer(owner)
        except ImportError as error:
            raise AttributeError("__pydantic_serializer__ needs pydantic, which is not installed") from error


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Model:
    """Base of the models: immutable values that are equal if their JSON objects are equal.

    A subclass declares its fields as annotations, with None as the default of those that may be missing; `FIELDS` says how
    each is read. `__slots__ = ()` keeps it as small as its base, and immutable.
    """

    __slots__ = ("_cache", "_raw")
    _raw: dict[str, Any]
    _cache: dict[str, Any] | None
    """The converted values by field name; None until the first conversion."""
    FIELDS: ClassVar[Mapping[str, Field]] = {}
    _required: ClassVar[frozenset[str]] = frozenset()
    """The fields without a default."""
    __attrs_attrs__: ClassVar[_AttrsFields] = _AttrsFields()
    """What attrs and cattrs look for."""
    __pydantic_serializer__: ClassVar[_PydanticSerializer] = _PydanticSerializer()

    def __init__(self, **values: Any) -> None:
        """Create a model from the values of its fields. UNSET counts as not passed."""
        unknown = values.keys() - self.FIELDS.keys()
        values = body_of(values)
        missing = self._required - values.keys()
        if unknown or missing:
            wrong = [*(f"unexpected {name}" for name in sorted(unknown)), *(f"no {name}" for name in sorted(missing))]
            raise TypeError(f"{type(self).__name__}: {', '.join(wrong)}")
        self._cache = values
        self._raw = _encode_fields(self.FIELDS, values)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read a model from a decoded JSON object. The model keeps the object: do not change it afterwards.

        Raises DecodeError if `data` is not a JSON object.
        """
        if not isinstance(data, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers may not use a type checker
            raise DecodeError(f"{cls.__name__}: expected a JSON object, got {type(data).__name__}")
        return view(cls, data if isinstance(data, dict) else dict(data))

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of the JSON object behind the model: exactly what the service sent, including fields that are not declared here."""
        copied: dict[str, Any] = copy_json(self._raw)
        return copied

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the JSON object behind the model as a JSON text; `indent` is the number of spaces for each level."""
        return json.dumps(self._raw, indent=indent)

    def replace(self, **changes: Any) -> Self:
        """Return a copy with other values of the fields that are named. None removes a field, UNSET leaves it as it is.

        Fields that are not declared here are kept; `attrs.evolve` cannot do that. Raises TypeError for a name that is not a field.
        """
        if unknown := changes.keys() - self.FIELDS.keys():
            raise TypeError(f"{type(self).__name__}: {', '.join(f'unexpected {name}' for name in sorted(unknown))}")
        changes = body_of(changes)
        raw = dict(self._raw)
        for name in changes:
            field = self.FIELDS[name]
            if field.alias is not None:
                raw.pop(field.alias, None)
            if changes[name] is None:
                raw.pop(field.wire, None)
        raw.update(_encode_fields(self.FIELDS, changes))
        result = view(type(self), raw)
        result._cache = {name: value for name, value in changes.items() if value is not None}
        return result

    __replace__ = replace
    """For `copy.replace` of Python 3.13."""

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The members of the JSON object that this version of the client does not declare."""
        declared = {name for field in self.FIELDS.values() for name in (field.wire, field.alias)}
        return {name: value for name, value in self._raw.items() if name not in declared}

    @classmethod
    def required_fields(cls) -> frozenset[str]:
        """Return the names of the fields that must be passed to create a model."""
        return cls._required

    def __init_subclass__(cls) -> None:
        """Replace each declared field by a property."""
        cls._required = frozenset(name for name in cls.FIELDS if name not in cls.__dict__)
        setattr(cls, "__match_args__", tuple(cls.FIELDS))  # noqa: B010 - mypy knows no assignment to it
        for name, field in cls.FIELDS.items():
            setattr(cls, name, property(_getter(name, field)))
        if "__annotations__" in cls.__dict__:
            namespace = vars(sys.modules[cls.__module__])
            setattr(cls, "__annotations__", Annotations(cls.__annotations__, namespace))  # noqa: B010 - as above

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Iterate over the members of the JSON object, as pairs of name and value, so that `dict(model)` is that object."""
        return iter(self.to_dict().items())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return how pydantic reads and writes the model: as its JSON object."""
        from .model_protocols import pydantic_core_schema

        return pydantic_core_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the JSON Schema of the model, from the specification."""
        from .model_protocols import json_schema

        return json_schema(cls.__name__)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__ or not isinstance(other, Model):
            return NotImplemented
        return self._raw == other._raw

    __hash__: ClassVar[None] = None  # type: ignore[assignment] # pyright: ignore[reportIncompatibleMethodOverride, reportAssignmentType] - values with lists and dicts inside

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[Any, ...]]:
        if is_deep(self._raw):
            return _from_flat, (type(self), flatten(self._raw))
        return type(self).from_dict, (self._raw,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return type(self).from_dict(self.to_dict())

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Show every field in rich, nested models too. Credentials are hidden, of free-form JSON only the size is shown."""
        for name, value in _set_fields(self):
            field = self.FIELDS[name]
            hidden = _hidden(field, value)
            is_nested = isinstance(value, list) and all(isinstance(item, Model) for item in value)  # pyright: ignore[reportUnknownVariableType]
            if hidden and (field.secret or not is_nested):
                yield name, _Shown(hidden)
            else:
                yield name, value if isinstance(value, Model | list) else _Shown(_readable(value))

    def __repr__(self) -> str:
        """Show the fields by which a person knows the object, and a few more; `rich` shows all of them."""
        shown = [f"{name}={_short(self.FIELDS[name], value)}" for name, value in _set_fields(self)]
        if len(shown) > _SHOWN_FIELDS:
            shown[_SHOWN_FIELDS:] = ["..."]
        return f"{type(self).__name__}({', '.join(shown)})"


M = TypeVar("M", bound=Model)


def _from_flat(model: type[M], nodes: list[Any]) -> M:
    """Unpickle a model whose JSON object is nested deeply."""
    return model.from_dict(unflatten(nodes))


def view(model: type[M], data: dict[str, Any]) -> M:
    """Return the model of a JSON object."""
    result: Any = _new(model)
    result._raw = data
    result._cache = None
    return result  # type: ignore[no-any-return]


def _getter(name: str, field: Field) -> Callable[[Any], Any]:
    """Return the function that reads a field. Converted values are cached; most fields need no conversion."""
    wire, read, _, alias = field
    if alias is not None:
        return _alias_getter(wire, alias, read)
    if read is None:
        return lambda model: model._raw.get(wire)

    def get(model: Any) -> Any:
        value = model._raw.get(wire)
        if value is None:
            return None
        cache = model._cache
        if cache is None:
            model._cache = cache = {}
        elif name in cache:
            return cache[name]
        converted = cache[name] = read(value)
        return converted

    return get


def _alias_getter(wire: str, alias: str, read: Reader | None) -> Callable[[Any], Any]:
    def get(model: Any) -> Any:
        value = model._raw.get(wire)
        if value is None:
            value = model._raw.get(alias)
        return value if value is None or read is None else read(value)

    return get


class _Shown:
    """A value of which only the text is shown."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


_IDENTITY = ("id", "key", "name_slug", "name", "label", "type")
"""The fields by which a person knows an object. `repr` shows them first, and of a nested object the first of them only."""

_SHOWN_FIELDS = 8
_SHOWN_CHARACTERS = 60
_SHOWN_BITS = 200


def _set_fields(model: Model) -> list[tuple[str, Any]]:
    """Return the declared fields that are set, in the order in which they are shown."""
    names = sorted(model.FIELDS, key=lambda name: _IDENTITY.index(name) if name in _IDENTITY else len(_IDENTITY))
    return [(name, value) for name in names if (value := getattr(model, name)) is not None]


def _hidden(field: Field, value: Any) -> str:
    """Return the text in place of a value that is not shown: credentials, and free-form JSON. An empty string if it is shown."""
    if field.secret:
        return "'***'"
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, list):
        return f"[...{len(value)}]" if value else "[]"  # pyright: ignore[reportUnknownArgumentType]
    return "..." if field.read is None and not isinstance(value, str | int | float) else ""


def _short(field: Field, value: Any) -> str:
    """Return the text of a value on one short line."""
    hidden = _hidden(field, value)
    if hidden:
        return hidden
    if isinstance(value, Model):
        name, found = next(
            ((name, found) for name, found in _set_fields(value) if not _hidden(value.FIELDS[name], found)), ("", "")
        )
        return (
            f"{type(value).__name__}({name}={_short(value.FIELDS[name], found)})"
            if name
            else f"{type(value).__name__}()"
        )
    if isinstance(value, str) and len(value) > _SHOWN_CHARACTERS:
        return f"{value[:_SHOWN_CHARACTERS]!r}..."
    return _readable(value)


def _readable(value: Any) -> str:
    """Return the text of a single value: of enums and dates the JSON value, of an integer with hundreds of digits the size."""
    if isinstance(value, StrEnum):
        return repr(value.value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, int) and value.bit_length() > _SHOWN_BITS:
        return f"<integer of {value.bit_length()} bits>"
    return repr(value)


def _encode_fields(fields: Mapping[str, Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON object for values of fields; fields that are None are left out."""
    present = ((fields[name].wire, values[name]) for name in fields if name in values)
    return {wire: _encode(value) for wire, value in present if value is not None}


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


def model_reader(name: str) -> Reader:
    """Return the reader of a JSON object as a model. The model is imported on first use: few programs need all models."""
    model: Any = None

    def read(value: Any) -> Any:
        nonlocal model
        if value.__class__ is not dict:
            return value
        if model is None:
            model = _named(name)
        result: Any = _new(model)  # as in `view`, without one more call for each object
        result._raw = value
        result._cache = None
        return result

    return read


def union_reader(variants: Mapping[str, str], *, tag: str, prefixes: Mapping[str, str], fallback: str) -> Reader:
    """Return the reader of a tagged union: it looks up the tag, else the prefix of the id, else uses the open fallback.

    Variants are named by strings, and imported on first use like those of `model_reader`.
    """
    known: dict[object, type[Model]] = {}

    def read(value: Any) -> Any:
        if value.__class__ is not dict:
            return value
        try:
            model = known[value[tag]]
        except (KeyError, TypeError):  # first of its kind, a future tag, missing, or not a string
            model = find(value)
        result: Any = _new(model)
        result._raw = value
        result._cache = None
        return result

    def find(value: dict[str, Any]) -> Any:
        key, identifier = value.get(tag), value.get("id")
        if isinstance(key, str) and key in variants:
            known[key] = _named(variants[key])
            return known[key]
        prefix = identifier[: identifier.find("_") + 1] if isinstance(identifier, str) else ""
        return _named(prefixes.get(prefix, fallback))

    return read


@cache
def union(*names: str) -> object:
    """Return the union of variants as a type, for use at run time."""
    return Union[tuple(_named(name) for name in names)]  # noqa: UP007 - the number of variants is only known now


def _named(name: str) -> Any:
    from . import models  # imports each model on first use

    return getattr(models, name)


def list_reader(read: Reader) -> Callable[[Any], list[Any] | Any]:
    """Return the reader of a list; `read` reads the items."""

    def read_list(value: Any) -> list[Any] | Any:
        if value.__class__ is not list:
            return value
        return [None if item is None else read(item) for item in value]

    return read_list


def multi_form_reader(read: Reader, *, wrapped_in: str, scalar_as: tuple[str, ...]) -> Reader:
    """Return the reader of an object that also occurs wrapped under a key, or as a bare scalar: the value of some of its members."""

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
    """Read an RFC 3339 string, or a Unix time in seconds or milliseconds, as an aware datetime."""
    try:
        if value.__class__ is str:
            if len(value) > 8 and value.isdigit():
                parsed = date_time(int(value)) if value.isascii() else value
                return parsed if parsed.__class__ is datetime else value
            if value[10:11] not in "Tt " and value[8:9] not in "Tt ":
                return value  # fromisoformat accepts any separator, also a digit: "1712345678901Z" would be in the year 1712
            parsed = datetime.fromisoformat(f"{value[:-1]}Z" if value.endswith("z") else value)
            return parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=UTC)
        if value.__class__ is int or value.__class__ is float:
            # 10^11 seconds is the year 5138: larger numbers are milliseconds
            return datetime.fromtimestamp(value / 1000 if abs(value) > 1e11 else value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return value


class OpenEnum(StrEnum):
    """A string enumeration that accepts unknown values: each becomes a member that is not listed."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return how pydantic reads the enumeration: any string is accepted."""
        from .model_protocols import pydantic_enum_schema

        return pydantic_enum_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        """Return the JSON Schema of the enumeration, from the specification."""
        from .model_protocols import json_schema

        return json_schema(cls.__name__)

    @property
    def known(self) -> bool:
        """Whether the specification lists this value."""
        return self.value in type(self)._value2member_map_


def open_enum(name: str) -> Reader:
    """Return the reader of an open enumeration, which is imported on first use like the models of `model_reader`."""
    members: dict[str, OpenEnum] = {}

    def read(value: Any) -> Any:
        return (members.get(value) or find(value)) if value.__class__ is str else value

    def find(value: str) -> OpenEnum:
        member: OpenEnum = _named(name)(value)
        if member.known:  # unknown values would fill the memory
            members[value] = member
        return member

    return read
