"""What every view of the Connect page is put into: HTML that is escaped unless said otherwise, style, script, headers."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from html import escape

from ..wire.types import HeaderLines, JsonObject

STYLE = """
:root { color-scheme: light dark; --page: #f3f4f6; --card: #fff; --text: #16181d; --soft: #5b6270; --line: #c9ced8;
  --own: #1f5eff; --on-own: #fff; --wrong: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #111317; --card: #1c1f26; --text: #eceef2; --soft: #a3abba;
  --line: #414857; --own: #8fb0ff; --on-own: #0c1730; --wrong: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--page);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; overflow-wrap: anywhere; }
header { display: flex; align-items: center; gap: .75rem; }
h1 { flex: 1; margin: 0; font-size: 1.25rem; }
.badge, .logo { width: 2.5rem; height: 2.5rem; border-radius: 10px; }
.badge { display: grid; place-items: center; background: var(--own); color: var(--on-own); font-weight: 700; }
.logo { object-fit: contain; }
ul { margin: 0; padding: 0; list-style: none; }
.scopes { padding-left: 1.2rem; list-style: disc; color: var(--soft); font: .85rem/1.6 ui-monospace, monospace; }
.choice a { display: block; padding: .5rem .25rem; border-bottom: 1px solid var(--line); }
a { color: var(--own); }
label { display: block; margin-top: .9rem; font-weight: 600; }
.optional, footer { color: var(--soft); font-size: .85rem; font-weight: 400; }
input { width: 100%; margin-top: .25rem; padding: .55rem .7rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--page); color: var(--text); font: inherit; }
input[aria-invalid] { border-color: var(--wrong); }
.wrong { margin: .25rem 0 0; color: var(--wrong); font-size: .85rem; }
.buttons { display: flex; gap: .75rem; margin-top: 1.5rem; }
button { flex: 1; padding: .6rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: transparent;
  color: var(--text); font: inherit; cursor: pointer; }
button.own { border-color: var(--own); background: var(--own); color: var(--on-own); font-weight: 600; }
button.corner { flex: none; padding: .2rem .6rem; }
[hidden] { display: none; }
:focus-visible { outline: 3px solid var(--own); outline-offset: 2px; }
footer { margin-top: 1.5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
"""
SCRIPT = """
if (window.parent !== window) {
  const tell = (message) => window.parent.postMessage(message, "*");
  JSON.parse(document.body.dataset.messages).forEach(tell);
  document.querySelectorAll("[data-close]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => tell({ type: "close" }));
  });
}
"""
# The messages go to whichever page the sandbox's page stands in, since a token need not name one. What they tell is the
# id of an account, which opens nothing; and where a token does name its pages, no other can show this one.


class Html(str):
    """Text that is HTML already, and safe."""

    __slots__ = ()


def html(template: str, **parts: str) -> Html:
    """Fill in a template. A part that is not HTML itself is escaped."""
    return Html(template.format_map({name: _safe(part) for name, part in parts.items()}))


def joined(parts: Iterable[Html]) -> Html:
    """Put pieces of HTML one after the other."""
    return Html("".join(parts))


def document(title: str, body: Html, messages: Sequence[JsonObject]) -> bytes:
    """Return a whole page, which posts these messages to the page that it stands in, if it stands in one."""
    frame = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    head = Html(
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>{STYLE}</style>'
    )
    page = html(frame, title=title, head=head) + html(
        '<body data-messages="{messages}"><main>{body}{note}</main>',
        messages=json.dumps(messages),
        body=body,
        note=_NOTE,
    )
    return f"{page}<script>{SCRIPT}</script></body></html>".encode()


def headers(framed_by: Sequence[str] | None) -> HeaderLines:
    """Return the headers of a page. Given a list of origins, only pages of those can show it in a frame."""
    policy = [
        "default-src 'none'",
        f"style-src '{_hash(STYLE)}'",
        f"script-src '{_hash(SCRIPT)}'",
        "img-src data:",
        "base-uri 'none'",
        # No form-action: Chromium would hold the redirect of a token to it, and whatever that redirects to.
    ]
    if framed_by is not None:
        policy.append(" ".join(["frame-ancestors 'self'", *framed_by]))
    return [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", "; ".join(policy)),
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),  # the address holds the token
        ("x-content-type-options", "nosniff"),
    ]


_NOTE = Html("<footer>A page of the pdconnect sandbox. No real account is touched: make up what you fill in.</footer>")


def _safe(part: str) -> str:
    return part if isinstance(part, Html) else escape(part)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
