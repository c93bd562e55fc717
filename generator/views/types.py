"""The Python code for a property of openapi-python-client: its annotation, its reader and their imports."""

from __future__ import annotations

import re
from functools import cache
from keyword import iskeyword

from openapi_python_client.parser.properties import (
    AnyProperty,
    ConstProperty,
    DateTimeProperty,
    EnumProperty,
    ListProperty,
    ModelProperty,
    NoneProperty,
    UnionProperty,
)
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.strings import PythonIdentifier

NONE = "None"


class ModelKinds:
    """The named schemas that are not plain classes: unions, free-form objects, open enumerations, and objects with several forms."""

    def __init__(
        self, unions: set[str], free_form: set[str], open_enums: set[str], forms: dict[str, dict[str, object]]
    ) -> None:
        self.unions = unions
        self.free_form = free_form
        self.open_enums = open_enums
        self.forms = forms


@cache
def attribute_name(wire: str) -> str:
    """Return the Python name of a wire name. Only keywords are renamed: `type` and `id` are valid attributes."""
    name = str(PythonIdentifier(wire, prefix="field_"))
    return name[:-1] if name.endswith("_") and not iskeyword(name[:-1]) else name


def annotation(prop: PropertyProtocol) -> str:
    """Return the type of a property. It includes None for null, but not for a missing property."""
    match prop:
        case UnionProperty():
            parts = [annotation(inner) for inner in prop.inner_properties]
            return " | ".join([part for part in parts if part != NONE] + [NONE] * (NONE in parts))
        case ListProperty():
            return f"list[{annotation(prop.inner_property)}]"
        case ModelProperty() | EnumProperty():
            return str(prop.class_info.name)
        case ConstProperty():
            return f"Literal[{prop.value.python_code.as_unembedded_code()}]"
        case NoneProperty():
            return NONE
        case DateTimeProperty():
            return "datetime"
        case AnyProperty():
            return "Any"
        case _:
            return prop.get_base_type_string().as_unembedded_code()


def accepted(prop: PropertyProtocol, kinds: ModelKinds) -> str:
    """Return the type that callers can pass for a property."""
    text = re.sub(r"\bdatetime\b", "str", annotation(prop).replace("list[", "Sequence["))  # sent as it is passed
    for name in _objects(prop):
        mapping = "Mapping[str, object]" if name in kinds.free_form else f"inputs.{name}"
        text = re.sub(rf"\b{name}\b", mapping, text)
    return text


def _objects(prop: PropertyProtocol) -> set[str]:
    """Return the names of the objects that a property refers to."""
    match prop:
        case UnionProperty():
            return {name for inner in prop.inner_properties for name in _objects(inner)}
        case ListProperty():
            return _objects(prop.inner_property)
        case ModelProperty():
            return {str(prop.class_info.name)}
        case _:
            return set()


def reader(prop: PropertyProtocol, kinds: ModelKinds) -> str | None:
    """Return the expression of the reader of a property; None if the JSON value is returned unchanged."""
    match prop:
        case UnionProperty():
            readers = [text for inner in prop.inner_properties if (text := reader(inner, kinds)) is not None]
            if len(readers) > 1:
                raise ValueError(f"{prop.name}: a union of several objects must be a named schema")
            return readers[0] if readers else None
        case ListProperty():
            inner_reader = reader(prop.inner_property, kinds)
            return f"list_reader({inner_reader})" if inner_reader else None
        case ModelProperty():
            return _model_reader(str(prop.class_info.name), kinds)
        case EnumProperty():
            name = str(prop.class_info.name)
            return f'open_enum("{name}")' if name in kinds.open_enums else None
        case DateTimeProperty():
            return "date_time"
        case _:
            return None


def _model_reader(name: str, kinds: ModelKinds) -> str | None:
    if name in kinds.free_form:
        return None
    if name in kinds.unions:
        return f"read_{attribute_name(name)}"
    forms = kinds.forms.get(name)
    if forms:
        scalar_as = ", ".join(f'"{part}"' for part in forms["scalar_as"])  # type: ignore[attr-defined]
        return f'multi_form_reader(model_reader("{name}"), wrapped_in="{forms["wrapped_in"]}", scalar_as=({scalar_as}))'
    return f'model_reader("{name}")'


def class_modules(prop: PropertyProtocol) -> dict[str, str]:
    """Return the modules of the generated classes that a property refers to, by class name."""
    match prop:
        case UnionProperty():
            found: dict[str, str] = {}
            for inner in prop.inner_properties:
                found |= class_modules(inner)
            return found
        case ListProperty():
            return class_modules(prop.inner_property)
        case ModelProperty() | EnumProperty():
            return {str(prop.class_info.name): str(prop.class_info.module_name)}
        case _:
            return {}
