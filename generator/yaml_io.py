"""Read and write YAML with the data types of JSON: no dates, no yes/no booleans, no duplicate keys, no anchors in output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

_SCALARS = {
    "tag:yaml.org,2002:bool": (re.compile(r"^(?:true|false)$"), list("tf")),
    "tag:yaml.org,2002:null": (re.compile(r"^(?:null|~|)$"), ["n", "~", ""]),
    "tag:yaml.org,2002:int": (re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789")),
    "tag:yaml.org,2002:float": (
        re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"),
        list("-+0123456789."),
    ),
}


class _Loader(yaml.CSafeLoader):
    """The core schema of YAML 1.2, which all other readers of the specification use."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - filled below

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ConstructorError(None, None, "a key must be a string", key.start_mark)
            if key.value in seen:
                raise ConstructorError(None, None, f"duplicate key {key.value!r}", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


for _tag, (_pattern, _first) in _SCALARS.items():
    _Loader.add_implicit_resolver(_tag, _pattern, _first)
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))
_Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


class _Dumper(yaml.CSafeDumper):
    """Writes no anchors: some generators reject them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(dumper: yaml.CSafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def parse(text: bytes) -> Any:
    """Return the content of one file. Raises yaml.YAMLError if it is invalid."""
    return yaml.load(text, _Loader)


def load(path: Path) -> Any:
    """Read one file. Raises yaml.YAMLError if it is invalid."""
    return parse(path.read_bytes())


def dump(document: Any) -> str:
    """Return a document as YAML, with its keys in the original order."""
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
