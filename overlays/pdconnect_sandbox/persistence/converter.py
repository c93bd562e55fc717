"""Convert the records of a sandbox to JSON values and back, by the types of their fields."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from attrs import AttrsInstance, fields, fields_dict, has
from cattrs import Converter
from cattrs.cols import is_frozenset
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..apps import Component
from ..state.file_stash import Stash
from ..state.projects import Environment, Project
from ..state.records import Trigger
from ..state.state import State

_STORED_IN_COLLECTIONS: Mapping[type, tuple[str, ...]] = {
    Project: ("oauth_apps", "app_overrides"),
    Stash: ("files",),
    Trigger: ("events",),
}
"""Fields that are not in the row of their record, because a collection contains them."""

_FORMER_FIELD_NAMES: Mapping[str, Mapping[str, str]] = {
    "Account": {"dead_since": "revoked_at"},
    "Budget": {"seen": "counted"},
    "ConnectToken": {"place": "environment"},
    "Databases": {"kept": "snapshots"},
    "Records": {"of": "by_store"},
    "Timer": {"seen_to": "handled_until", "since": "started_at"},
    "Trigger": {"emitted": "emitted_count", "kept": "service_db"},
}
"""Names of fields in state files written before November 2026, with the present names, by class."""

_CODE = ("options", "reload", "run", "poll")


def build_converter(state: State) -> Converter:
    """Return a converter for the records of a state.

    An environment is stored as its project id and name, and found in the state again. A component is stored without
    its code, and found in the registry again; one that the registry lacks is restored without code.
    """
    converter = Converter(detailed_validation=False)

    def unstructure_with(record: Any) -> Callable[[Any], Any]:
        return _unstructure_record(record, converter)

    def structure_with(record: Any) -> Callable[[Any, Any], Any]:
        return _structure_record(record, converter)

    converter.register_unstructure_hook_factory(has, unstructure_with)
    converter.register_structure_hook_factory(has, structure_with)
    converter.register_unstructure_hook_func(is_frozenset, sorted)
    converter.register_unstructure_hook(bytes, lambda value: base64.b64encode(value).decode())
    converter.register_structure_hook(bytes, lambda value, _: base64.b64decode(value))

    def find_environment(value: Any, _: Any) -> Environment:
        project = state.projects.get(value[0])
        if project is None:
            raise ValueError(f"the state file lacks the project {value[0]}")
        return project.environments[value[1]]

    def find_component(value: Any, _: Any) -> Component:
        return state.registry.component(value["key"], value["kind"]) or Component(**value)

    converter.register_unstructure_hook(Environment, lambda value: [value.project.id, value.name])
    converter.register_structure_hook(Environment, find_environment)
    converter.register_unstructure_hook(Component, _without_code)
    converter.register_structure_hook(Component, find_component)
    return converter


def _without_code(component: Component) -> Any:
    return {name: getattr(component, name) for name in fields_dict(Component) if name not in _CODE}


def _unstructure_record(record: type[AttrsInstance], converter: Converter) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(record, converter, **_omitted(record))


def _structure_record(record: type[AttrsInstance], converter: Converter) -> Callable[[Any, Any], Any]:
    structure = make_dict_structure_fn(record, converter, **_omitted(record))
    current_names = _FORMER_FIELD_NAMES.get(record.__name__)
    if current_names is None:
        return structure

    def structure_renamed(value: Mapping[str, Any], hint: Any) -> Any:
        return structure({current_names.get(name, name): part for name, part in value.items()}, hint)

    return structure_renamed


def _omitted(record: type[AttrsInstance]) -> Any:
    names = {field.name for field in fields(record) if not field.init}.union(_STORED_IN_COLLECTIONS.get(record, ()))
    return {name: override(omit=True) for name in names}
