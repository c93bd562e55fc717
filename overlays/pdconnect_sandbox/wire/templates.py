"""HTML pages from Jinja templates, which are in the folders of the code that renders them."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


def render(folder: str, template: str, **values: Any) -> bytes:
    """Return a page from `<template>.html.jinja` in a folder of this package. Every value is escaped, unless it is Markup."""
    return _templates(folder).get_template(f"{template}.html.jinja").render(values).encode()


@cache
def read_asset(folder: str, name: str) -> Markup:
    """Return a style sheet or a script of a folder of this package, to be inserted into a page unescaped."""
    return Markup((files("pdconnect_sandbox") / folder / name).read_text(encoding="utf-8"))


def policy_source(text: str) -> str:
    """Return the source by which a Content-Security-Policy allows an inline style sheet or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _templates(folder: str) -> Environment:
    return Environment(
        loader=PackageLoader("pdconnect_sandbox", folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
