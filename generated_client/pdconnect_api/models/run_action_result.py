# Generated from spec/schemas/actions.yaml#/RunActionResult. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..model import Field, list_reader, model_reader
from ..model_mixins import ActionErrorsMixin

if TYPE_CHECKING:
    from .observation import Observation


class RunActionResult(ActionErrorsMixin):
    """The result of a run. A run that failed inside the component can have status 200 too; `os` then contains the
    error."""

    __slots__ = ()

    exports: Any = None
    """Named results of the run, usually an object. `$summary` is a sentence for display and `$filestash_uploads`
    lists the files written to the stash."""

    os: list[Observation] | None = None
    """Log entries of the action. An entry of kind `error` contains the reason for a failure."""

    ret: Any = None
    """Value that the action returned: any JSON. Null when it returned nothing or failed."""

    stash_id: str | None = None
    """Id of the file stash used. Some sources spell it `stashId`; readers accept both."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "exports": Field("exports"),
        "os": Field("os", list_reader(model_reader("Observation"))),
        "ret": Field("ret"),
        "stash_id": Field("stash_id", alias="stashId"),
    }
