"""The bundle is a valid OpenAPI 3.1 document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..problems import escape


def is_openapi(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """It validates against the OpenAPI 3.1 schema and the rules behind it."""
    from openapi_spec_validator import OpenAPIV31SpecValidator  # heavy: imported when a document is really checked

    for error in OpenAPIV31SpecValidator(document).iter_errors():
        yield (
            "".join(f"/{escape(str(step))}" for step in error.absolute_path),
            f"not valid OpenAPI: {error.message[:300]}",
        )
