"""The example apps and their components."""

from .app import App, Category, Field, Proxy
from .component import Component, ComponentError, EmittedEvent, Options, OptionsRequest, Outcome, RunContext
from .registry import STORE_TYPES, Registry
from .stores import Stores

__all__ = [
    "STORE_TYPES",
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
