"""Mask credentials in what the sandbox logs and shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..state.secrets import Secrets
from ..wire.types import MASKED, JsonObject, as_list, as_object

_GENERATED = re.compile(r"ctok_[0-9a-f]{32}|sbx_[A-Za-z0-9]+|\b[0-9a-f]{64}\b")
_CREDENTIAL_HEADER = re.compile("auth|cookie|token|secret|key|password|credential|signature", re.IGNORECASE)
_SCHEMES = ("basic", "bearer", "digest")


class Mask:
    """Masks credentials: by field name, by format, and by value."""

    def __init__(self, names: frozenset[str], secrets: Secrets) -> None:
        """Use these names, and a set of secrets, to which more may be added."""
        self._names = names
        self._secrets = secrets
        named = "|".join(re.escape(name) for name in sorted(names)) or "(?!)"
        self._json_members = re.compile(rf'("(?:{named})"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}}\]]+)')
        self._form_fields = re.compile(rf"((?:^|[&?;\s])(?:{named})=)[^&;\s]*")

    def text(self, text: str) -> str:
        """Return the text with its secrets masked."""
        if text in self._secrets:
            return MASKED
        return _GENERATED.sub(MASKED, self._secrets.mask(text, MASKED))

    def source(self, text: str) -> str:
        """Return the text of a body with its secrets masked, also in members and fields with the name of a credential.

        It is for bodies that are incomplete or invalid. Of those that can be parsed, mask the value.
        """
        text = self._json_members.sub(rf'\1"{MASKED}"', text)
        return self.text(self._form_fields.sub(rf"\1{MASKED}", text))

    def headers(self, headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return headers with the values of credentials masked."""
        return [(name, self._header(name, value)) for name, value in headers]

    def _header(self, name: str, value: str) -> str:
        if name.lower() in self._names or _CREDENTIAL_HEADER.search(name):
            scheme, space, _ = value.partition(" ")
            return f"{scheme} {MASKED}" if space and scheme.lower() in _SCHEMES else MASKED
        return self.source(value)

    def value(self, value: Any) -> Any:
        """Return a copy of a JSON value with its secrets masked."""
        if isinstance(value, str):
            return self.text(value)
        if (items := as_list(value)) is not None:
            return [self.value(item) for item in items]
        if (fields := as_object(value)) is not None:
            return self.fields(fields)
        return value

    def fields(self, fields: Mapping[str, Any]) -> JsonObject:
        """Return a copy of an object with its secrets masked; fields with the name of a credential are masked as a whole."""
        return {self.text(name): MASKED if name in self._names else self.value(value) for name, value in fields.items()}
