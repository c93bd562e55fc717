"""Test helpers for your own code: the sandbox in process, without network or waiting, isolated per test.

pytest loads the fixtures of `pdconnect.testing.plugin` by itself. With other frameworks, such as unittest:

    with Sandbox() as sandbox:
        account = sandbox.add_account(app="slack", external_user_id="user-1")
        with sandbox.client() as client:
            ...
        [call] = sandbox.calls("actions.run")

The names are those of `pdconnect.sandbox`, imported at first use, so that pytest does not start more slowly.
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
        message = f"pdconnect.testing needs {error.name}: pip install 'pdconnect[testing]'"
        raise ModuleNotFoundError(message, name=error.name) from None
    return getattr(sandbox, name)


def __dir__() -> list[str]:
    return list(__all__)
