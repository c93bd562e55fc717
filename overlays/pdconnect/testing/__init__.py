"""Tests of your own code against the sandbox, in process: no network, no waiting, nothing shared between tests.

With pytest, the fixtures of `pdconnect.testing.plugin` are there at once. Elsewhere, as with unittest:

    with Sandbox() as sandbox:
        account = sandbox.add_account(app="slack", external_user_id="user-1")
        with sandbox.client() as client:
            ...
        [call] = sandbox.calls("actions.run")

Everything here is that of `pdconnect.sandbox`, imported when it is first used, so that pytest starts as fast as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sandbox import Delivery, Outcome, RecordedRequest, Sandbox, SpecMismatchError

__all__ = ["Delivery", "Outcome", "RecordedRequest", "Sandbox", "SpecMismatchError"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from .. import sandbox
    except ModuleNotFoundError as error:
        told = f"pdconnect.testing needs {error.name}: pip install 'pdconnect[testing]'"
        raise ModuleNotFoundError(told, name=error.name) from None
    return getattr(sandbox, name)


def __dir__() -> list[str]:
    return list(__all__)
