# Generated from spec/schemas/props.yaml#/PropDirAccessMode. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from ..model import OpenEnum


class PropDirAccessMode(OpenEnum):
    """How a component uses the files of a folder. Other values are possible."""

    READ = "read"
    WRITE = "write"
    READ_WRITE = "read-write"
