"""The values that the templates render. All decisions are made here; the templates contain none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


@contextmanager
def _empty_modules(*names: str) -> Iterator[None]:
    """Import empty modules under these names, unless the real ones are already imported."""
    missing = [name for name in names if name not in sys.modules]
    sys.modules.update((name, ModuleType(name)) for name in missing)
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


# It uses them only to download documents. They cost almost half of the processor time of its import.
with _empty_modules("httpcore", "httpx"):
    import_module("openapi_python_client")
