# Generated from spec/schemas/components.yaml#/ConfigurePropResult. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..model import Field, Model, list_reader, model_reader, multi_form_reader

if TYPE_CHECKING:
    from .configure_prop_timings import ConfigurePropTimings
    from .json_object import JsonObject
    from .observation import Observation
    from .prop_option import PropOption


class ConfigurePropResult(Model):
    """Choices for one prop, in `options` or, when each choice is only a string, in `stringOptions`; the other
    property is null. An empty list without an error often means that the app prop of the component was not
    configured."""

    __slots__ = ()

    observations: list[Observation] | None = None
    """Log entries of the component."""

    context: JsonObject | None = None
    """State of the component. Send it back as `prev_context` to get more choices. For `sql` props `context.dbInfo`
    holds the schema of the database."""

    options: list[PropOption] | None = None
    """The choices."""

    errors: list[str] | None = None
    """Errors inside the component. An entry may be JSON text with `name` and `message`."""

    timings: ConfigurePropTimings | None = None
    """When each stage was reached, in Unix milliseconds with fractions, by the name of the stage
    (`api_to_sidekiq`, `lambda_done`, ...). Only in the reference."""

    string_options: list[str] | None = None
    """The choices, with the same string as label and value."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "observations": Field("observations", list_reader(model_reader("Observation"))),
        "context": Field("context"),
        "options": Field(
            "options",
            list_reader(multi_form_reader(model_reader("PropOption"), wrapped_in="__lv", scalar_as=("label", "value"))),
        ),
        "errors": Field("errors"),
        "timings": Field("timings"),
        "string_options": Field("stringOptions"),
    }
