# Generated from spec/schemas/actions.yaml#/RunActionResult. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..model import Field, many, one
from ..model_mixins import Outcome

if TYPE_CHECKING:
    from .observation import Observation


class RunActionResult(Outcome):
    """What a run gave. A run that failed inside the component can come with status 200 too, and then shows in
    `os`."""

    __slots__ = ()

    exports: Any = None
    """Named results of the run, usually an object; `$summary` holds a sentence for people and `$filestash_uploads`
    the files written to the stash."""

    os: list[Observation] | None = None
    """What the action logged; an entry of kind `error` tells why it failed."""

    ret: Any = None
    """Value the action returned; any JSON, null when it returned nothing or failed."""

    stash_id: str | None = None
    """Id of the file stash used. Sources differ on the spelling; `stash_id` may come in its place."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "exports": Field("exports"),
        "os": Field("os", many(one("Observation"))),
        "ret": Field("ret"),
        "stash_id": Field("stashId", also="stash_id"),
    }
