# Generated from spec/schemas/deployed_triggers.yaml#/DeployedComponent. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ..model import Field, Model, list_reader
from .configurable_prop import read_configurable_prop

if TYPE_CHECKING:
    from .configurable_prop import ConfigurableProp
    from .configured_props import ConfiguredProps


class DeployedComponent(Model):
    """A trigger component that runs for an external user."""

    __slots__ = ()

    id: str
    """Id of the deployed trigger (`dc_...`)."""

    owner_id: str
    """The service's own id of the external user (`exu_...`)."""

    component_id: str
    """Id of the saved version of the component (`sc_...`)."""

    component_key: str | None = None
    """Key of the component."""

    configurable_props: list[ConfigurableProp] | None = None
    """The props that can be configured."""

    configured_props: ConfiguredProps | None = None
    """Values by the name of the prop (not the app's slug). By kind of prop:

    - `app`: `{"authProvisionId": "apn_..."}`; nearly every other prop depends on it.
    - strings, numbers, lists, objects: unchanged.
    - props with `remoteOptions` or `withLabel`: preferably `{"__lv": {"label": ..., "value": ...}}`, which
      keeps the label.
    - `sql`: an object with `query`.
    - timer: `{"intervalSeconds": 900}` or `{"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}`.

    A deployed trigger returns the values that were sent and adds those that the service created:
    `{"endpoint_url": ...}` for HTTP interfaces, `{"cron": ..., "interval_seconds": ...}` (snake case here) for
    timers."""

    active: bool | None = None
    """Whether it emits events."""

    created_at: int | None = None
    """When it was deployed, in Unix seconds in all examples (one later source says milliseconds)."""

    updated_at: int | None = None
    """When it was last changed, in the same unit."""

    name: str | None = None
    """Display name."""

    name_slug: str | None = None
    """Machine-readable name."""

    callback_observations: Any = None
    """Log output of the component during its deployment; any JSON."""

    endpoint_url: str | None = None
    """URL that receives events."""

    emit_on_deploy: bool | None = None
    """Whether it was allowed to emit past events right after the deployment."""

    webhook_signing_key: str | None = None
    """Key that signs the requests to `webhook_url`; store it. Only in the response to the deployment, if a
    `webhook_url` was set and the caller used OAuth."""

    type: Literal["DeployedComponent"] | None = None
    """Identifies this kind; often missing."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "id": Field("id"),
        "owner_id": Field("owner_id"),
        "component_id": Field("component_id"),
        "component_key": Field("component_key"),
        "configurable_props": Field("configurable_props", list_reader(read_configurable_prop)),
        "configured_props": Field("configured_props"),
        "active": Field("active"),
        "created_at": Field("created_at"),
        "updated_at": Field("updated_at"),
        "name": Field("name"),
        "name_slug": Field("name_slug"),
        "callback_observations": Field("callback_observations"),
        "endpoint_url": Field("endpoint_url"),
        "emit_on_deploy": Field("emit_on_deploy"),
        "webhook_signing_key": Field("webhook_signing_key", secret=True),
        "type": Field("type"),
    }
