"""Views of the models: classes, unions, free-form objects and enumerations."""

from __future__ import annotations

import re
from typing import Any

import attrs
from openapi_python_client.parser.properties import EnumProperty, ModelProperty

from ..simplify import FREE_FORM, VARIANTS
from .docs import description_of, prose
from .types import ModelKinds, annotation, attribute_name, class_modules, reader

_BASES = {"ConnectToken": "ConnectLinkMixin", "RunActionResult": "ActionErrorsMixin"}


@attrs.frozen
class FieldView:
    """One field of a model."""

    name: str
    wire: str
    annotation: str
    required: bool
    reader: str | None
    secret: bool
    doc: str
    alias: str | None = None


@attrs.frozen
class ModelView:
    """One class."""

    name: str
    module: str
    doc: str
    fields: list[FieldView]
    imports: list[str]
    type_imports: list[str]
    """Imports for type checkers only."""
    base: str
    """The base class: Model, or a class of runtime/model_mixins.py with methods for this model."""


@attrs.frozen
class UnionView:
    """A tagged union: an alias of its variants, and the function that selects one."""

    name: str
    module: str
    doc: str
    reader: str
    variants: list[str]
    tag: str
    by_tag: list[tuple[str, str]]
    by_prefix: list[tuple[str, str]]
    fallback: str
    imports: list[str]


@attrs.frozen
class AliasView:
    """A free-form object: an alias of `dict`."""

    name: str
    module: str
    doc: str


@attrs.frozen
class EnumView:
    """An enumeration: open in responses, a Literal in requests."""

    name: str
    module: str
    doc: str
    open: bool
    members: list[tuple[str, str]]


def model_view(model: ModelProperty, schema: dict[str, Any], schemas: dict[str, Any], kinds: ModelKinds) -> ModelView:
    """Return the view of an object schema."""
    properties = {str(prop.name.get_untrusted_value()): prop for prop in _properties(model)}
    required = set(schema.get("required", []))
    fields: list[FieldView] = []
    modules: dict[str, str] = {}
    for wire, child in schema.get("properties", {}).items():
        name = attribute_name(wire)
        prop = properties[wire]
        modules |= class_modules(prop)
        read = reader(prop, kinds)
        text = annotation(prop)
        if wire not in required and not text.endswith("None"):
            text = "Any" if text == "Any" else f"{text} | None"
        fields.append(
            FieldView(
                name=name,
                wire=wire,
                annotation=text,
                required=wire in required,
                reader=read,
                secret=bool(child.get("x-sensitive")),
                alias=child.get("x-also-named"),
                doc=prose(description_of(child, _referred(child, schemas)), 4),
            )
        )
    own = str(model.class_info.name)
    others = {name: module for name, module in modules.items() if name != own}
    imports, type_imports = _import_lines(others, fields)
    doc = prose(description_of(schema), 4)
    module = str(model.class_info.module_name)
    return ModelView(own, module, doc, fields, imports, type_imports, _BASES.get(own, "Model"))


def union_view(model: ModelProperty, schema: dict[str, Any], schemas: dict[str, Any]) -> UnionView:
    """Return the view of a union of objects."""
    variants: list[str] = schema[VARIANTS]
    by_tag: list[tuple[str, str]] = []
    tag = "type"
    for name in variants:
        for wire, child in schemas[name].get("properties", {}).items():
            if "const" in child:
                tag = wire
                by_tag.append((child["const"], name))
    by_prefix = [(schemas[name]["x-id-prefix"], name) for name in variants if "x-id-prefix" in schemas[name]]
    name = str(model.class_info.name)
    return UnionView(
        name=name,
        module=str(model.class_info.module_name),
        doc=prose(description_of(schema)),
        reader=f"read_{attribute_name(name)}",
        variants=variants,
        tag=tag,
        by_tag=by_tag,
        by_prefix=by_prefix,
        fallback=variants[-1],
        imports=sorted(f"from .{attribute_name(variant)} import {variant}" for variant in variants),
    )


def alias_view(model: ModelProperty, schema: dict[str, Any]) -> AliasView:
    """Return the view of a free-form object."""
    return AliasView(str(model.class_info.name), str(model.class_info.module_name), prose(description_of(schema)))


def enum_view(enum: EnumProperty, schema: dict[str, Any], kinds: ModelKinds) -> EnumView:
    """Return the view of an enumeration."""
    name = str(enum.class_info.name)
    return EnumView(
        name=name,
        module=str(enum.class_info.module_name),
        doc=prose(description_of(schema), 4),
        open=name in kinds.open_enums,
        members=[(key, str(value)) for key, value in enum.values.items()],
    )


def is_union(schema: dict[str, Any]) -> bool:
    """Return whether `simplify` marked the schema as a union."""
    return VARIANTS in schema


def is_free_form(schema: dict[str, Any]) -> bool:
    """Return whether `simplify` marked the schema as a free-form object."""
    return FREE_FORM in schema


def _referred(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schemas.get(schema.get("$ref", "").split("/")[-1], {})
    return found


def _properties(model: ModelProperty) -> list[Any]:
    return [*(model.required_properties or []), *(model.optional_properties or [])]


def _import_lines(modules: dict[str, str], fields: list[FieldView]) -> tuple[list[str], list[str]]:
    """Return the imports that reading the fields needs, and those for type checkers only, which cost nothing at start."""
    readers = " ".join(field.reader or "" for field in fields)
    at_run_time = [
        f"from .{module} import read_{attribute_name(name)}"
        for name, module in sorted(modules.items())
        if re.search(rf"\bread_{attribute_name(name)}\b", readers)
    ]
    return at_run_time, [f"from .{module} import {name}" for name, module in sorted(modules.items())]
