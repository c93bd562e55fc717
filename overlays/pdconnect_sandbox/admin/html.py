"""What the admin page is built of: cards, tables, forms, and the headers that keep strangers out of it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from ..connect.html import Html, html, joined
from ..wire.types import HeaderLines

STYLE = """
:root { color-scheme: light dark; --line: #8886; --own: #1f5eff; }
@media (prefers-color-scheme: dark) { :root { --own: #8fb0ff; } }
body { margin: 0 auto; padding: 1rem; max-width: 80rem; font: 15px/1.5 system-ui, sans-serif; }
section { margin: 1rem 0; padding: .5rem 1rem 1rem; border: 1px solid var(--line); border-radius: 10px;
  overflow-x: auto; }
h2 { margin: .25rem 0 .5rem; font-size: 1.1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: .5rem 0; }
td form { margin: 0; }
input, select, textarea, button { font: inherit; }
button { border: 1px solid var(--own); border-radius: 6px; background: none; color: var(--own); cursor: pointer; }
pre { margin: 0; white-space: pre-wrap; }
[role=alert] { font-weight: 600; }
"""
FOLD = "<details><summary>show</summary><pre>{text}</pre></details>"


def page(body: Html) -> bytes:
    """Return a whole page."""
    head = Html(
        '<meta charset="utf-8"><title>pdconnect sandbox</title><meta name="viewport" content="width=device-width">'
        f'<link rel="icon" href="data:,"><style>{STYLE}</style>'
    )
    whole = '<!doctype html><html lang="en"><head>{head}</head><body><h1>pdconnect sandbox</h1>{body}</body></html>'
    return html(whole, head=head, body=body).encode()


def card(title: str, body: Html) -> Html:
    """Return a part of the page under a heading."""
    return html("<section><h2>{title}</h2>{body}</section>", title=title, body=body)


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Html:
    """Return a table, or a word where it would be empty. A cell that is not HTML itself is escaped."""
    if not rows:
        return Html("<p>None.</p>")
    head = joined(html("<th>{name}</th>", name=name) for name in names)
    body = joined(html("<tr>{cells}</tr>", cells=joined(html("<td>{cell}</td>", cell=c) for c in row)) for row in rows)
    return html("<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>", head=head, body=body)


def form(path: str, fields: Html, label: str) -> Html:
    """Return a form that posts to an endpoint below /_sandbox."""
    whole = '<form method="post" action="/_sandbox/{path}">{fields}<button>{label}</button></form>'
    return html(whole, path=path, fields=fields, label=label)


def button(path: str, label: str) -> Html:
    """Return a form without fields."""
    return form(path, Html(), label)


def shown(value: Any) -> str:
    """Return JSON to be read by people."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def headers(length: int) -> HeaderLines:
    """Return the headers of the page: it loads nothing, runs nothing, and stands in no frame."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; base-uri 'none'"
    return [
        ("content-type", "text/html; charset=utf-8"),
        ("content-length", str(length)),
        ("content-security-policy", f"{policy}; frame-ancestors 'none'"),
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
    ]
