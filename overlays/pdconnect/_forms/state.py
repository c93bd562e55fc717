"""The state of a component that is being configured. Pure: nothing is sent here.

The service can send odd data: null among the props, an object where a list is expected, a string in place of a list of errors.
Props and options that cannot be read are left out; the others stay usable.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Literal, NamedTuple, cast

from pdconnect_api.arguments import WireProps, text
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.model import Model
from pdconnect_api.models.component import Component
from pdconnect_api.models.configurable_prop import ConfigurableProp, read_configurable_prop
from pdconnect_api.models.configure_prop_result import ConfigurePropResult
from pdconnect_api.models.dynamic_props import DynamicProps
from pdconnect_api.models.prop_option import PropOption
from pdconnect_api.models.reload_props_result import ReloadPropsResult

from .._exceptions import ComponentError, FormIncompleteError
from .._tracebacks import clear_frames, clearing_frames
from .json_schema import form_schema
from .values import SERVICE_MANAGED_TYPES, fixed_options, plain_value, prop_type, readable_options, to_wire

ComponentKind = Literal["action", "trigger"]
_VERSION = 1


def check_start(key: str | None, external_user_id: str | None) -> tuple[str, str]:
    """Check the arguments that a form starts with. Raises InvalidArgumentError."""
    text("key", key, min_length=1, required=True)
    text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
    return str(key), str(external_user_id)


def component_description(component: Component) -> str | None:
    """Return what a component does: its description, else its name; None if the service sent no readable one."""
    texts: list[object] = [component.description, component.name]
    return next((text for text in texts if isinstance(text, str) and text.strip()), None)


class FormProp(NamedTuple):
    """One prop of a form, to render it, and its present value. `form.props` returns them.

    A prop that is set with `form.set` can change the others: read `form.props` again afterwards.
    """

    prop: ConfigurableProp
    """The prop as the service sent it, with the attributes of its type, such as `min` or `secret`."""
    required: bool
    """Whether the component cannot run without it."""
    hidden: bool
    """Whether it is not for users: the service fills it in, or marks it as hidden or disabled."""
    is_set: bool
    """Whether it has a value."""
    value: Any
    """The value, without its label, an account as its id; None if it is not set."""

    @property
    def name(self) -> str:
        """Its name, the key of its value."""
        return self.prop.name

    @property
    def type(self) -> str:
        """Its type, such as `string`, `integer[]`, `app` or `$.interface.timer`; empty if the service sent no readable type."""
        return prop_type(self.prop)

    @property
    def label(self) -> str:
        """The text to show to users: the label that the service sent, else the name."""
        label = cast(object, self.prop.label)  # the service can send anything
        return label if isinstance(label, str) and label.strip() else self.name

    @property
    def options(self) -> list[PropOption]:
        """The choices that the prop itself lists, each with `label` and `value`; the label of a plain value is the value as a string.

        Empty if every value is allowed, and if the choices must be requested from the service: `form.options(name)` returns both kinds.
        """
        return fixed_options(self.prop)

    @property
    def has_options(self) -> bool:
        """Whether there are choices, listed by the prop or by the service: whether `form.options(name)` can be called."""
        return bool(self.prop.remote_options) or bool(self.options)


class FormState:
    """The component, and the values that are set so far."""

    def __init__(
        self,
        kind: ComponentKind,
        key: str,
        external_user_id: str,
        props: object,
        version: str | None,
        description: str | None = None,
    ) -> None:
        self.kind: ComponentKind = kind
        self.key = key
        self.external_user_id = external_user_id
        self.version = version
        self.description = description
        self.configured: dict[str, Any] = {}
        self.dynamic_props_id: str | None = None
        self.labels: dict[str, dict[str, str]] = {}
        self.props: list[ConfigurableProp] = _readable_props(props)

    def form_props(self) -> list[FormProp]:
        """Return every prop, in order."""
        return [
            FormProp(
                prop,
                self._required(prop),
                _hidden(prop),
                prop.name in self.configured,
                plain_value(self.configured.get(prop.name)),
            )
            for prop in self.props
        ]

    def missing(self) -> list[str]:
        """Return the names of the props that must still be set."""
        return [prop.name for prop in self.props if self._required(prop) and prop.name not in self.configured]

    def check_complete(self) -> None:
        """Raise FormIncompleteError if a required prop is not set."""
        missing = self.missing()
        if missing:
            raise FormIncompleteError(missing)

    @contextmanager
    def unchanged_on_error(self) -> Generator[None]:
        """Restore the present state if the block raises, also when it is cancelled."""
        before = (self.configured.copy(), self.dynamic_props_id, self.props, self.labels.copy())
        try:
            yield
        except BaseException as error:
            self.configured, self.dynamic_props_id, self.props, self.labels = before
            clear_frames(error)
            raise

    def set_value(self, name: str, value: object) -> bool:
        """Set a prop, and return whether the props must be reloaded. Raises InvalidArgumentError.

        A new value removes the values that depend on it: see `_remove_dependents`.
        """
        prop = self.prop(name)
        if _hidden(prop) and prop_type(prop) in SERVICE_MANAGED_TYPES:
            raise InvalidArgumentError(name, f"must not be set: the service fills in props of type {prop_type(prop)}")
        wire = to_wire(prop, value, self.labels.get(name, {}))
        was_set, before = name in self.configured, self.configured.get(name)
        self.configured[name] = wire
        if was_set and plain_value(before) != plain_value(wire):
            self._remove_dependents(prop)
        return bool(prop.reload_props) and before != wire

    def unset_value(self, name: str) -> bool:
        """Remove the value of a prop, and return whether the props must be reloaded. Raises InvalidArgumentError."""
        prop = self.prop(name)
        if self.configured.pop(name, None) is None:
            return False
        self._remove_dependents(prop)
        return bool(prop.reload_props) and self.dynamic_props_id is not None

    def _remove_dependents(self, changed: ConfigurableProp) -> None:
        """Remove the values that were chosen for the earlier value of a prop.

        The service does not report which options depend on which prop. It computes the options of a prop from the values of the
        props before it, mainly accounts, other props with options, and props that reload. So a new value for one of these removes
        the values of all later props whose options come from the service: a worksheet does not belong to another sheet.
        """
        if not (prop_type(changed) == "app" or changed.remote_options or changed.reload_props):
            return
        names = [prop.name for prop in self.props]
        later = self.props[names.index(changed.name) + 1 :]
        for prop in later:
            if prop.remote_options:
                self.configured.pop(prop.name, None)
                self.labels.pop(prop.name, None)

    def prop(self, name: str) -> ConfigurableProp:
        """Return the prop of a name. Raises InvalidArgumentError, which lists the names."""
        text("name", name, required=True)
        for prop in self.props:
            if prop.name == name:
                return prop
        raise InvalidArgumentError(name, f"must be a prop of {self.key}: {', '.join(prop.name for prop in self.props)}")

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of every request about this component."""
        arguments: dict[str, Any] = {
            "id": self.key,
            "external_user_id": self.external_user_id,
            "configured_props": WireProps(self.configured),
        }
        if self.dynamic_props_id is not None:
            arguments["dynamic_props_id"] = self.dynamic_props_id
        if self.version is not None:
            arguments["version"] = self.version
        return arguments

    def accept_props(self, result: ReloadPropsResult) -> None:
        """Replace the props by the reloaded ones. The values of props that are gone are removed. Raises ComponentError."""
        _check_errors(result)
        dynamic: object = result.dynamic_props
        if not isinstance(dynamic, DynamicProps):
            return
        identifier, props = cast("object", dynamic.id), cast("object", dynamic.configurable_props)
        if isinstance(identifier, str):
            self.dynamic_props_id = identifier
        if isinstance(props, list):
            self.props = _readable_props(cast("list[object]", props))
            names = {prop.name for prop in self.props}
            self.configured = {name: value for name, value in self.configured.items() if name in names}

    def accept_options(self, name: str, result: ConfigurePropResult, seen: set[str]) -> list[PropOption]:
        """Return the options of a response that were not seen before, and remember their labels. Raises ComponentError."""
        _check_errors(result)
        found = readable_options(result.options) or readable_options(result.string_options)
        new: list[PropOption] = []
        labels = self.labels.setdefault(name, {})
        for option in found:
            key = repr(option.value)
            if key not in seen:
                seen.add(key)
                label = cast(object, option.label)  # the service can send anything
                labels[str(option.value)] = label if isinstance(label, str) else str(option.value)
                new.append(option)
        return new

    def fixed_options(self, name: str) -> list[PropOption] | None:
        """Return the options that the prop itself lists; None if they must be requested from the service."""
        prop = self.prop(name)
        if prop.remote_options:
            return None
        options = fixed_options(prop)
        if not options:
            raise InvalidArgumentError(name, "must be a prop with options; this one takes free values")
        return options

    def json_schema(self) -> dict[str, Any]:
        """Return the props that users can set as JSON Schema. What is set already, such as accounts, is left out."""
        open_props = [prop for prop in self.props if not _hidden(prop) and prop.name not in self.configured]
        required = [prop.name for prop in open_props if self._required(prop)]
        return form_schema(self.key, self.description or f"The {self.kind} {self.key}.", open_props, required)

    def to_json(self) -> dict[str, Any]:
        """Return the state as JSON, which later changes of the form leave as it is."""
        return deepcopy(
            {
                "version": _VERSION,
                "kind": self.kind,
                "key": self.key,
                "component_version": self.version,
                "description": self.description,
                "external_user_id": self.external_user_id,
                "props": [prop.to_dict() for prop in self.props],
                "configured_props": self.configured,
                "dynamic_props_id": self.dynamic_props_id,
                "labels": self.labels,
            }
        )

    @classmethod
    def of_component(
        cls, kind: ComponentKind, key: str, external_user_id: str, component: Component, version: str | None
    ) -> FormState:
        """Return the state of a component of which nothing is configured yet."""
        description = component_description(component)
        return cls(kind, key, external_user_id, component.configurable_props, version, description)

    @classmethod
    @clearing_frames
    def from_json(cls, state: object, kind: ComponentKind) -> FormState:
        """Return the state that `to_json` returned. Raises InvalidArgumentError if it is another one, or damaged."""
        saved = cast("Mapping[str, Any]", state if isinstance(state, Mapping) else {})
        if saved.get("version") != _VERSION or saved.get("kind") != kind:
            raise InvalidArgumentError(
                "state", f"must be what form.state() of {'an action' if kind == 'action' else 'a trigger'} returned"
            )
        for name, is_valid in _SAVED.items():
            if not is_valid(saved.get(name)):
                raise InvalidArgumentError("state", f"must be what form.state() returned; its {name!r} is damaged")
        form = cls(
            kind,
            saved["key"],
            saved["external_user_id"],
            [read_configurable_prop(prop) for prop in saved["props"]],
            saved.get("component_version"),
            saved.get("description"),
        )
        form.configured = dict(saved["configured_props"])
        form.dynamic_props_id = saved.get("dynamic_props_id")
        form.labels = deepcopy(cast("dict[str, dict[str, str]]", saved.get("labels") or {}))
        return form

    @staticmethod
    def _required(prop: ConfigurableProp) -> bool:
        return not prop.optional and not _hidden(prop) and getattr(prop, "default", None) is None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_optional_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(key, str) for key in cast("Mapping[object, object]", value))


def _is_list_of_props(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(prop, Mapping) and _is_text(cast("Mapping[object, object]", prop).get("name"))
        for prop in cast("list[object]", value)
    )


def _are_labels(value: object) -> bool:
    return value is None or (
        _is_object(value)
        and all(
            _is_object(labels)
            and all(isinstance(label, str) for label in cast("Mapping[str, object]", labels).values())
            for labels in cast("Mapping[str, object]", value).values()
        )
    )


_SAVED = {
    "key": _is_text,
    "external_user_id": _is_text,
    "component_version": _is_optional_text,
    "description": _is_optional_text,
    "props": _is_list_of_props,
    "configured_props": _is_object,
    "dynamic_props_id": _is_optional_text,
    "labels": _are_labels,
}
"""The check of each member of a saved state."""


def _readable_props(props: object) -> list[ConfigurableProp]:
    """Return the props that have a name, the first of each name."""
    found: dict[str, ConfigurableProp] = {}
    for prop in cast("list[object]", props) if isinstance(props, list) else []:
        name: object = getattr(prop, "name", None)
        if isinstance(prop, Model) and isinstance(name, str) and name:
            found.setdefault(name, cast("ConfigurableProp", prop))
    return list(found.values())


def _check_errors(result: ConfigurePropResult | ReloadPropsResult) -> None:
    """Raise ComponentError if the component reported errors, in whatever form."""
    errors = cast(object, result.errors)  # the service can send anything
    if errors:
        messages = cast("list[object]", errors if isinstance(errors, list) else [errors])
        raise ComponentError([str(message) for message in messages], result.to_dict())


def _hidden(prop: ConfigurableProp) -> bool:
    return (
        bool(prop.hidden or prop.disabled)
        or prop_type(prop) in SERVICE_MANAGED_TYPES
        or getattr(prop, "static", None) is not None
    )
