"""Logos of apps: the first letter of the name on a coloured tile, as inline SVG. So no image is loaded from another host."""

from __future__ import annotations

from hashlib import blake2b
from html import escape
from urllib.parse import quote


def logo(name: str, name_slug: str) -> str:
    """Return the logo of an app as a data URI. The colour depends on the name slug."""
    hue = int.from_bytes(blake2b(name_slug.encode(), digest_size=2).digest()) % 360
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64'>"
        f"<rect width='64' height='64' rx='14' fill='hsl({hue},52%,42%)'/>"
        "<text x='32' y='44' font-family='sans-serif' font-size='34' font-weight='600' text-anchor='middle' fill='#fff'>"
        f"{escape(name[:1].upper())}</text></svg>"
    )
    return f"data:image/svg+xml,{quote(svg)}"
