"""The state of a component that is being configured. Decides, and does no I/O."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from pdconnect_api.arguments import WireProps, text
from pdconnect_api.errors import InvalidArgumentError
from pdconnect_api.models.component import Component
from pdconnect_api.models.configurable_prop import ConfigurableProp, read_configurable_prop
from pdconnect_api.models.configure_prop_result import ConfigurePropResult
from pdconnect_api.models.prop_option import PropOption
from pdconnect_api.models.reload_props_result import ReloadPropsResult

from .._exceptions import ComponentError, FormIncompleteError
from .json_schema import form_schema
from .values import SERVICE_MANAGED_TYPES, fixed_choices, plain_value, to_wire

Kind = Literal["action", "trigger"]
_VERSION = 1


def check_start(key: str | None, external_user_id: str | None) -> tuple[str, str]:
    """Check what a form begins with. Raises InvalidArgumentError."""
    text("key", key, min_length=1, required=True)
    text("external_user_id", external_user_id, min_length=1, max_length=250, required=True)
    return str(key), str(external_user_id)


class FormProp(NamedTuple):
    """One prop of a form, as it stands."""

    prop: ConfigurableProp
    """The prop as the service describes it."""
    required: bool
    """Whether the component cannot run without it."""
    hidden: bool
    """Whether it is not for people: the service fills it in, or wants it hidden or disabled."""
    is_set: bool
    value: Any
    """What is set, without its label, an account as its id; None where nothing is."""

    @property
    def name(self) -> str:
        """Its name, by which it is set."""
        return self.prop.name

    @property
    def has_options(self) -> bool:
        """Whether there are choices, listed by the prop or by the service."""
        return bool(self.prop.remote_options) or fixed_choices(self.prop) is not None


class FormState:
    """What is known of the component, and what was configured so far."""

    def __init__(
        self, kind: Kind, key: str, external_user_id: str, props: list[dict[str, Any]], version: str | None
    ) -> None:
        self.kind: Kind = kind
        self.key = key
        self.external_user_id = external_user_id
        self.version = version
        self.configured: dict[str, Any] = {}
        self.dynamic_props_id: str | None = None
        self.labels: dict[str, dict[str, str]] = {}
        self._raw_props = props
        self.props: list[ConfigurableProp] = [read_configurable_prop(prop) for prop in props]

    def form_props(self) -> list[FormProp]:
        """Every prop, in order."""
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
        """The props that must still be set."""
        return [prop.name for prop in self.props if self._required(prop) and prop.name not in self.configured]

    def check_complete(self) -> None:
        """Raise FormIncompleteError if something is missing."""
        missing = self.missing()
        if missing:
            raise FormIncompleteError(missing)

    def set_value(self, name: str, value: object) -> bool:
        """Set a prop. True if the props must be reloaded after it. Raises InvalidArgumentError."""
        prop = self.prop(name)
        if _hidden(prop) and prop.type in SERVICE_MANAGED_TYPES:
            raise InvalidArgumentError(name, f"must not be set: props of type {prop.type} are the service's own")
        wire = to_wire(prop, value, self.labels.get(name, {}))
        changed = self.configured.get(name) != wire
        self.configured[name] = wire
        return bool(prop.reload_props) and changed

    def unset_value(self, name: str) -> bool:
        """Take the value of a prop back. True if the props must be reloaded after it."""
        prop = self.prop(name)
        return (
            self.configured.pop(name, None) is not None
            and bool(prop.reload_props)
            and self.dynamic_props_id is not None
        )

    def prop(self, name: str) -> ConfigurableProp:
        """The prop of a name. Raises InvalidArgumentError, which names those that there are."""
        for prop in self.props:
            if prop.name == name:
                return prop
        raise InvalidArgumentError(name, f"must be a prop of {self.key}: {', '.join(prop.name for prop in self.props)}")

    def arguments(self) -> dict[str, Any]:
        """What every request about this component says."""
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
        """Take over reloaded props. Values of props that are gone go with them. Raises ComponentError."""
        if result.errors:
            raise ComponentError(result.errors, result.to_dict())
        dynamic = result.dynamic_props
        if dynamic is None:
            return
        if dynamic.id is not None:
            self.dynamic_props_id = dynamic.id
        if dynamic.configurable_props is not None:
            self.props = dynamic.configurable_props
            self._raw_props = [prop.to_dict() for prop in self.props]
            names = {prop.name for prop in self.props}
            self.configured = {name: value for name, value in self.configured.items() if name in names}

    def accept_options(self, name: str, result: ConfigurePropResult, seen: set[str]) -> list[PropOption]:
        """The options of an answer that were not seen before; their labels are remembered. Raises ComponentError."""
        if result.errors:
            raise ComponentError(result.errors, result.to_dict())
        found = result.options or [PropOption(label=text, value=text) for text in result.string_options or []]
        new: list[PropOption] = []
        labels = self.labels.setdefault(name, {})
        for option in found:
            key = repr(option.value)
            if key not in seen:
                seen.add(key)
                labels[str(option.value)] = option.label
                new.append(option)
        return new

    def fixed_options(self, name: str) -> list[PropOption] | None:
        """The options that the prop itself lists; None where the service has to be asked."""
        prop = self.prop(name)
        if prop.remote_options:
            return None
        options: object = getattr(prop, "options", None)
        if not isinstance(options, list) or not options:
            raise InvalidArgumentError(name, "must be a prop with options; this one takes free values")
        return [option for option in options if isinstance(option, PropOption)]  # pyright: ignore[reportUnknownVariableType]

    def json_schema(self) -> dict[str, Any]:
        """The props that people can set as JSON Schema; what is set already, accounts above all, is left out."""
        open_props = [prop for prop in self.props if not _hidden(prop) and prop.name not in self.configured]
        required = [prop.name for prop in open_props if self._required(prop)]
        return form_schema(self.key, open_props, required)

    def to_json(self) -> dict[str, Any]:
        """The state as JSON."""
        return {
            "version": _VERSION,
            "kind": self.kind,
            "key": self.key,
            "component_version": self.version,
            "external_user_id": self.external_user_id,
            "props": self._raw_props,
            "configured_props": self.configured,
            "dynamic_props_id": self.dynamic_props_id,
            "labels": self.labels,
        }

    @classmethod
    def of_component(
        cls, kind: Kind, key: str, external_user_id: str, component: Component, version: str | None
    ) -> FormState:
        """The state of a component of which nothing is configured yet."""
        props = [prop.to_dict() for prop in component.configurable_props or []]
        return cls(kind, key, external_user_id, props, version)

    @classmethod
    def from_json(cls, state: Mapping[str, Any], kind: Kind) -> FormState:
        """The state that `to_json` gave. Raises InvalidArgumentError."""
        if state.get("version") != _VERSION or state.get("kind") != kind:
            raise InvalidArgumentError(
                "state", f"must be what form.state() of {'an action' if kind == 'action' else 'a trigger'} gave"
            )
        form = cls(kind, state["key"], state["external_user_id"], list(state["props"]), state.get("component_version"))
        form.configured = dict(state["configured_props"])
        form.dynamic_props_id = state.get("dynamic_props_id")
        form.labels = {name: dict(labels) for name, labels in state.get("labels", {}).items()}
        return form

    @staticmethod
    def _required(prop: ConfigurableProp) -> bool:
        return not prop.optional and not _hidden(prop) and getattr(prop, "default", None) is None


def _hidden(prop: ConfigurableProp) -> bool:
    return (
        bool(prop.hidden or prop.disabled)
        or prop.type in SERVICE_MANAGED_TYPES
        or getattr(prop, "static", None) is not None
    )
