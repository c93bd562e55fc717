# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

"""The bodies of requests as TypedDicts. They are defined when one is first used: annotations alone need none."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .input_types import ConfiguredProps as ConfiguredProps
    from .input_types import ConfigureProp as ConfigureProp
    from .input_types import CreateAccount as CreateAccount
    from .input_types import CreateAppOverride as CreateAppOverride
    from .input_types import CreateOAuthApp as CreateOAuthApp
    from .input_types import CreateOAuthToken as CreateOAuthToken
    from .input_types import CreateProject as CreateProject
    from .input_types import CreateRateLimit as CreateRateLimit
    from .input_types import CreateToken as CreateToken
    from .input_types import DeployTrigger as DeployTrigger
    from .input_types import ExternalUserId as ExternalUserId
    from .input_types import JsonObject as JsonObject
    from .input_types import ReloadProps as ReloadProps
    from .input_types import RunAction as RunAction
    from .input_types import StashId as StashId
    from .input_types import UpdateAppOverride as UpdateAppOverride
    from .input_types import UpdateDeployedTrigger as UpdateDeployedTrigger
    from .input_types import UpdateOAuthApp as UpdateOAuthApp
    from .input_types import UpdateProject as UpdateProject
    from .input_types import UpdateProjectLogo as UpdateProjectLogo
    from .input_types import UpdateProjectWebhook as UpdateProjectWebhook
    from .input_types import UpdateTriggerWebhooks as UpdateTriggerWebhooks
    from .input_types import UpdateTriggerWorkflows as UpdateTriggerWorkflows

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll] - imported on first use, see __getattr__
    "ConfigureProp",
    "ConfiguredProps",
    "CreateAccount",
    "CreateAppOverride",
    "CreateOAuthApp",
    "CreateOAuthToken",
    "CreateProject",
    "CreateRateLimit",
    "CreateToken",
    "DeployTrigger",
    "ExternalUserId",
    "JsonObject",
    "ReloadProps",
    "RunAction",
    "StashId",
    "UpdateAppOverride",
    "UpdateDeployedTrigger",
    "UpdateOAuthApp",
    "UpdateProject",
    "UpdateProjectLogo",
    "UpdateProjectWebhook",
    "UpdateTriggerWebhooks",
    "UpdateTriggerWorkflows",
]


def __getattr__(name: str) -> object:
    """Import a TypedDict when it is first used (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(".input_types", __package__), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
