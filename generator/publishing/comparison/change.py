"""What a change means for those who use the specification."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import Flag, IntEnum, auto
from typing import Any

import attrs

Node = dict[str, Any]


class Impact(IntEnum):
    """Which part of the version a change raises: the patch, the minor or the major version."""

    TEXT = 0
    """Descriptions, examples and similar."""
    COMPATIBLE = 1
    BREAKING = 2


class Direction(Flag):
    """Who writes a value. A schema can be used in both directions."""

    REQUEST = auto()
    """The caller: it breaks if the service accepts less."""
    RESPONSE = auto()
    """The service: a reader breaks if it sends more kinds of values, or leaves out something."""


BOTH = Direction.REQUEST | Direction.RESPONSE
_IMPACTS = {
    **dict.fromkeys(
        ("deprecated", "x-sensitive", "x-idempotent", "x-value-from", "allowEmptyValue"), (Impact.COMPATIBLE,) * 2
    ),
    **dict.fromkeys(("x-also-named", "x-id-prefix", "callbacks", "links"), (Impact.COMPATIBLE, Impact.BREAKING)),
}
"""Impact of a key that was added, and of one that was changed or removed. Any other key breaks in both cases."""


def widened(direction: Direction) -> Impact:
    """Return the impact if more values are valid than before."""
    return Impact.BREAKING if Direction.RESPONSE in direction else Impact.COMPATIBLE


def narrowed(direction: Direction) -> Impact:
    """Return the impact if fewer values are valid than before."""
    return Impact.BREAKING if Direction.REQUEST in direction else Impact.COMPATIBLE


@attrs.frozen
class Change:
    """One change of the specification."""

    impact: Impact
    subject: str
    """The name that the changelog uses: an operationId, or the name of a schema, webhook or other component."""
    message: str


Finding = tuple[Impact, str]
"""The impact of a change and its message; the subject is known to the caller."""
Findings = Iterator[Finding]

TEXTS = frozenset(
    ("description", "summary", "title", "example", "examples", "externalDocs", "$comment", "x-decisions", "contact")
)
"""Keys that only people read."""


def without_texts(node: Any) -> Any:
    """Return a schema without the keys that only people read, to compare it with another one."""
    if isinstance(node, list):
        return [without_texts(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: without_texts(value) for key, value in node.items() if key not in TEXTS or isinstance(value, dict)}
    if isinstance(node.get("properties"), dict):  # a property may be called `description`
        kept["properties"] = {name: without_texts(child) for name, child in node["properties"].items()}
    return kept


def code(value: Any) -> str:
    """Return a value as it appears in messages."""
    return "nothing" if value is None else f"`{value}`"


def changes_of_texts(old: Node, new: Node) -> Findings:
    """Yield the changes of the texts of a node."""
    for key in sorted(TEXTS):
        if old.get(key) != new.get(key):
            yield Impact.TEXT, f"{key} changed"


def changes_of_key(old: Node, new: Node, key: str, added: Impact, changed: Impact) -> Findings:
    """Yield the change of a key that is compared as a whole. `changed` is also the impact of its removal."""
    if old.get(key) != new.get(key):
        yield changed if key in old else added, f"{key} {code(old.get(key))} -> {code(new.get(key))}"


def changes_of_keys(old: Node, new: Node, except_for: Collection[str] = ()) -> Findings:
    """Yield the changes of keys that are compared as a whole. A key that is not in the table breaks."""
    for key in sorted(old.keys() | new.keys()):
        if key not in except_for and key not in TEXTS:
            yield from changes_of_key(old, new, key, *_IMPACTS.get(key, (Impact.BREAKING, Impact.BREAKING)))


def changes_of_table(
    old: Mapping[str, Node], new: Mapping[str, Node], label: str, compare: Callable[[str], Findings]
) -> Findings:
    """Yield the changes of a table, for which a removed entry breaks and an added one does not. `label` has `{}` for the name."""
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield Impact.BREAKING, f"{label.format(name)} was removed"
        elif name not in old:
            yield Impact.COMPATIBLE, f"{label.format(name)} was added"
        else:
            yield from compare(name)
