"""Models of responses, such as `pdconnect.models.Account`. Each is imported at first use."""

from typing import TYPE_CHECKING

import pdconnect_api.models as _generated

if TYPE_CHECKING:
    from pdconnect_api.models import *  # noqa: F403
else:
    __all__ = _generated.__all__

    def __getattr__(name: str) -> object:
        return getattr(_generated, name)

    def __dir__() -> list[str]:
        return list(_generated.__all__)
