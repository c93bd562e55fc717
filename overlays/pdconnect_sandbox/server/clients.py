"""Settings of clients in process: credentials, base URL, clock and sleep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar

from ..service.workflows import DOMAIN
from ..state.clock import AdjustableClock
from ..state.state import Settings
from ..wire.types import JsonObject
from .transports import BASE_URL

P = ParamSpec("P")
ClientT = TypeVar("ClientT")
SandboxT = TypeVar("SandboxT")

_SET_BY_SANDBOX = ("base_url", "http_client")


class FakeSleep:
    """A sleep that takes no time: it advances the clock, and records the seconds."""

    def __init__(self, clock: AdjustableClock) -> None:
        """Advance this clock instead of waiting."""
        self.seconds: list[float] = []
        self._clock = clock

    def sleep(self, seconds: float) -> None:
        """Sleep, for a synchronous client."""
        self.seconds.append(seconds)
        self._clock.advance(seconds)

    async def sleep_async(self, seconds: float) -> None:
        """Sleep, for an asynchronous client. Other tasks run meanwhile, as during a real sleep."""
        from anyio.lowlevel import checkpoint

        self.sleep(seconds)
        await checkpoint()


def settings_of(
    settings: Settings, clock: AdjustableClock, sleep: Callable[[float], object], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the settings of a client: the given ones, and for all others the values that connect it to the sandbox.

    Environment variables are not read, so that a test has the same result on every machine.
    """
    not_allowed = [name for name in _SET_BY_SANDBOX if name in given]
    if not_allowed:
        raise TypeError(f"{' and '.join(not_allowed)}: the sandbox sets these itself for a client in process")
    return {
        "base_url": BASE_URL,
        "workflow_domain": DOMAIN,
        "clock": clock,
        "sleep": sleep,
        **_identity(settings, given),
        **given,
    }


def _identity(settings: Settings, given: Mapping[str, Any]) -> JsonObject:
    if "connect_token" in given:
        return {}
    project: JsonObject = {"project_id": settings.project_id, "environment": "development"}
    if "access_token" in given:
        return project
    secret: JsonObject = {} if "private_key" in given else {"client_secret": settings.client_secret}
    return {**project, "client_id": settings.client_id, **secret}


def takes_settings_of(
    client: Callable[P, ClientT],
) -> Callable[[Callable[Concatenate[SandboxT, ...], ClientT]], Callable[Concatenate[SandboxT, P], ClientT]]:
    """Declare that a method takes the settings of a client, for type checkers."""

    def declared(
        method: Callable[Concatenate[SandboxT, ...], ClientT],
    ) -> Callable[Concatenate[SandboxT, P], ClientT]:
        return method

    return declared
