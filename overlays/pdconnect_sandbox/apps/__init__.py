"""The example apps and their components."""

from .app import App, Category, Field, Proxy
from .component import Component, ComponentError, EmittedEvent, Options, OptionsRequest, Outcome, RunContext
from .registry import COMPONENTS, STORE_TYPES, UNKNOWN_PROP_TYPE, Registry
from .stores import Stores

__all__ = [
    "COMPONENTS",
    "STORE_TYPES",
    "UNKNOWN_PROP_TYPE",
    "App",
    "Category",
    "Component",
    "ComponentError",
    "EmittedEvent",
    "Field",
    "Options",
    "OptionsRequest",
    "Outcome",
    "Proxy",
    "Registry",
    "RunContext",
    "Stores",
]
