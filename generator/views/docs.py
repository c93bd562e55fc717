"""Docstrings from the descriptions of the specification."""

from __future__ import annotations

import re
import textwrap
from typing import Any

from openapi_python_client.strings import safe_for_docstring

_WIDTH = 112
_DEPRECATED = "Deprecated: it may be removed from the API."


def prose(text: str | None, indent: int = 0) -> str:
    """Return a description wrapped and escaped for a docstring; the first line is not indented."""
    paragraphs = [_wrap(paragraph, _WIDTH - indent) for paragraph in (text or "").strip().split("\n\n")]
    safe = textwrap.indent(str(safe_for_docstring("\n\n".join(paragraphs))), " " * indent).strip()
    return re.sub(r'(?<!\\)((?:\\\\)*)"$', r'\1\\"', safe)  # a quotation mark at the end would be the fourth in a row


def _wrap(paragraph: str, width: int, indent: str = "") -> str:
    """Wrap one paragraph; each item of a list stays on its own lines."""
    lines = re.split(r"\n(?=- )", paragraph.strip())
    return "\n".join(
        textwrap.fill(
            " ".join(line.split()),
            width,
            subsequent_indent="  " if line.startswith("- ") else indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )


def description_of(*nodes: dict[str, Any]) -> str:
    """Return the first description of these nodes, with a note if one of them is deprecated."""
    text = next((node["description"] for node in nodes if node.get("description")), "")
    return f"{text.rstrip()}\n\n{_DEPRECATED}" if any(node.get("deprecated") for node in nodes) else text


def sentence(text: str) -> str:
    """Return a summary as a sentence."""
    return prose(text.strip().rstrip(".") + ".")


def argument_description(*nodes: dict[str, Any]) -> str:
    """Return the first description of these nodes on one line, with a note if one of them is deprecated."""
    first, *rest = description_of(*nodes).split("\n\n")
    return first_paragraph(f"{first} {_DEPRECATED}" if _DEPRECATED in rest else first)


def first_paragraph(text: str | None) -> str:
    """Return the first paragraph of a description on one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())


def argument(name: str, description: str | None) -> str:
    """Return one entry of an `Args:` section: the first paragraph of the description. The rest is only in the specification."""
    return str(safe_for_docstring(_wrap(f"{name}: {first_paragraph(description)}", _WIDTH - 12, "    ")))


def limits(schema: dict[str, Any]) -> str:
    """Return the limits of a value as text for the end of its description."""
    parts: list[str] = []
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        parts.append(f"{low} to {high}")
    if "maxLength" in schema:
        parts.append(f"at most {schema['maxLength']} characters")
    if "enum" in schema:
        parts.append("one of " + ", ".join(f"`{value}`" for value in schema["enum"]))
    return f" ({'; '.join(parts)})" if parts else ""
