"""Build the API reference as one HTML file that sends no requests."""

from __future__ import annotations

import re
from pathlib import Path

from . import redocly

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "worker-src blob:; base-uri 'none'; form-action 'none'"
)
_HEAD = re.compile(r"^<head>$", re.MULTILINE)
_LOGO = re.compile(r"\(0,\w+\.jsx\)\(`img`,\{alt:`redocly logo`,[^{}]*\}\)")
"""The only image of the footer, which is on another host. Its text replaces it."""


def build(bundle: Path, page: Path) -> None:
    """Write the page of a bundled specification."""
    redocly.build_docs(bundle, page)
    text = page.read_text(encoding="utf-8")
    text = _replace(_HEAD, f'<head>\n  <meta http-equiv="Content-Security-Policy" content="{_POLICY}">', text)
    text = _replace(_LOGO, "`Redocly`", text)
    page.write_text(text, encoding="utf-8")


def _replace(pattern: re.Pattern[str], new: str, text: str) -> str:
    changed, times = pattern.subn(lambda _: new, text)
    if times != 1:
        raise redocly.RedoclyError(f"{pattern.pattern} must occur once in the page, not {times} times")
    return changed
