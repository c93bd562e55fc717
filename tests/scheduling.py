"""Which tests pytest-xdist runs in one process, for `--dist loadgroup`.

The marks of pytest-xdist 3.8 for this have no effect with pytest 9.2, which computes the ids that pytest-xdist changes.
"""

from __future__ import annotations

from xdist.scheduler.loadscope import LoadScopeScheduling  # type: ignore[import-untyped]

_FOLDER = "tests/integration/"
_INDEPENDENT = {"faults"}
"""Folders whose tests do not share an expensive setup."""

_GROUPS = {"proxied_sdks": "agents"}
"""Folders whose tests import the same large packages belong to one group."""


class FolderScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Runs all tests of a file, or of a folder of integration tests, in one process, because they share what is set up first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if not file.startswith(_FOLDER):
            return file
        folder = file.removeprefix(_FOLDER).partition("/")[0]
        return nodeid if folder in _INDEPENDENT else _GROUPS.get(folder, folder)
