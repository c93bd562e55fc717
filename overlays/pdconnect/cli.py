"""The command `pdconnect`: the Connect API from a terminal. Needs pdconnect[cli].

The code is in `pdconnect_cli`, which comes with this package.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take longer than printing help
if TYPE_CHECKING:
    from pdconnect_cli import System, main

__all__ = ["System", "main"]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import pdconnect_cli

        return getattr(pdconnect_cli, name)
