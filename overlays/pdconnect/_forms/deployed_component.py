"""The result of the deployment of a trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdconnect_api.errors import DecodeError
from pdconnect_api.models.deployed_component import DeployedComponent

if TYPE_CHECKING:
    from pdconnect_api.models.emitter import Emitter


def as_deployed_component(emitter: Emitter) -> DeployedComponent:
    """Return the deployed trigger if it is a component. Raises DecodeError, with the id of the trigger, if it is of another kind."""
    if isinstance(emitter, DeployedComponent):
        return emitter
    error = DecodeError(
        f"the trigger is deployed as {emitter.id!r}, which is a {type(emitter).__name__} and not a component: use `deploy`"
    )
    error.body = emitter.to_dict()
    raise error
