# Generated from generator/runtime/model_protocols.py. Do not edit: change that file and run `python -m generator`.
"""What models offer to other libraries: fields for attrs and cattrs, schemas for pydantic and FastAPI. Imported on first use."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast, get_type_hints

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, SchemaSerializer

    from .model import Model, OpenEnum

_PACKAGE = __name__.rpartition(".")[0]
_REFERENCE = "#/components/schemas/"


@cache
def attrs_fields(model: Any) -> Any:
    """Return the fields of a model as attrs describes those of its own classes. Raises ImportError without attrs."""
    import attrs

    types, required = get_type_hints(model), cast(Any, attrs.NOTHING)
    described = {
        name: attrs.field(
            default=required if name in model.required_fields() else None,
            type=types[name] | None,  # any field can be missing in a response, also one that is required
            repr=not field.secret,
            kw_only=True,
        )
        for name, field in model.FIELDS.items()
    }
    return attrs.fields(attrs.make_class(model.__name__, described))


def pydantic_core_schema(model: type[Model]) -> CoreSchema:
    """Return how pydantic reads and writes a model: as its JSON object."""
    from pydantic_core import core_schema

    read = core_schema.no_info_after_validator_function(
        model.from_dict, core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
    )
    return core_schema.json_or_python_schema(
        json_schema=read,
        python_schema=core_schema.union_schema([core_schema.is_instance_schema(model), read]),
        serialization=core_schema.plain_serializer_function_ser_schema(_to_dict),
        ref=f"{model.__module__}.{model.__qualname__}:{id(model)}",
    )


@cache
def pydantic_serializer(model: Any) -> SchemaSerializer:
    """Return how pydantic writes a model where no type is declared."""
    from pydantic_core import SchemaSerializer

    return SchemaSerializer(pydantic_core_schema(model))


def pydantic_enum_schema(enum: type[OpenEnum]) -> CoreSchema:
    """Return how pydantic reads and writes an open enumeration: as a string."""
    from pydantic_core import core_schema

    return core_schema.no_info_after_validator_function(
        enum,
        core_schema.str_schema(),
        serialization=core_schema.to_string_ser_schema(when_used="json"),
        ref=f"{enum.__module__}.{enum.__qualname__}:{id(enum)}",
    )


def _to_dict(model: Any) -> Any:
    return model.to_dict()


@cache
def _schemas() -> dict[str, Any]:
    document = json.loads(files(_PACKAGE).joinpath("openapi.json").read_text("utf-8"))
    schemas: dict[str, Any] = document["components"]["schemas"]
    return schemas


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a model or an enumeration from the specification. References are replaced by the schemas they refer to."""
    schema: dict[str, Any] = _without_references(_schemas()[name])
    return schema


def _without_references(node: Any) -> Any:
    """Return a schema without references and without extensions."""
    if isinstance(node, list):
        return [_without_references(item) for item in node]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(node, dict):
        return node
    members: dict[str, Any] = node  # pyright: ignore[reportUnknownVariableType]
    reference = members.get("$ref")
    if isinstance(reference, str) and reference.startswith(_REFERENCE):
        return {
            **_without_references(_schemas()[reference.removeprefix(_REFERENCE)]),
            **{name: value for name, value in members.items() if name != "$ref" and not name.startswith("x-")},
        }
    return {name: _without_references(value) for name, value in members.items() if not _is_of_openapi(name, value)}


def _is_of_openapi(name: str, value: Any) -> bool:
    """Return whether a member belongs to OpenAPI only: an extension, or a discriminator, whose references cannot be replaced."""
    return name.startswith("x-") or (name == "discriminator" and isinstance(value, dict) and "propertyName" in value)
