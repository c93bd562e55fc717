# Generated from spec/schemas/components.yaml#/ConfigurePropTimings. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, TypeAlias

ConfigurePropTimings: TypeAlias = dict[str, Any]
"""When each stage was reached, in Unix milliseconds with fractions, by the name of the stage (`api_to_sidekiq`,
`lambda_done`, ...). Only in the reference."""
