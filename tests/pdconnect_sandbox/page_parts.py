"""A parser for the pages of the sandbox."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import httpx

_KNOWN = re.compile(
    "alt|aria-[a-z]+|autocomplete|charset|class|content|data-(close|messages)|for|formnovalidate|hidden|href|id|lang|"
    "method|name|rel|required|role|spellcheck|src|tabindex|type|value"
)


class Page(HTMLParser):
    """The parsed elements of a page."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.status = response.status_code
        self.source = response.text
        self.title = self.text = ""
        self.inputs: list[dict[str, str]] = []
        self.hidden: dict[str, str] = {}
        self.labels: list[str] = []
        self.decisions: list[dict[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.outside: list[str] = []
        self.unknown_attributes: list[str] = []
        self.messages: list[Any] = []
        self.scripts = 0
        self.policy = {
            words[0]: words[1:]
            for part in response.headers["content-security-policy"].split(";")
            if (words := part.split())
        }
        self._inside = ""
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        self.feed(self.source)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = tag
        self.unknown_attributes += [name for name in given if not _KNOWN.fullmatch(name)]
        addresses = [given[name] for name in ("src", "href") if name in given]
        self.outside += [item for item in addresses if re.match("//|(?!data:)[a-z]+:", item)]
        self.scripts += tag == "script"
        if tag == "input" and given["type"] == "hidden":
            self.hidden[given["name"]] = given["value"]
        elif tag == "input":
            self.inputs.append(given)
        elif tag == "label":
            self.labels.append(given["for"])
        elif tag == "button" and given.get("name") == "decision":
            self.decisions.append({**given, "text": ""})
        elif tag == "a":
            self.links.append((given["href"], ""))
        elif tag == "body":
            self.messages = json.loads(given["data-messages"])

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            return
        if self._inside == "title":
            self.title = data
        elif self._inside == "button" and self.decisions:
            self.decisions[-1]["text"] += data
        elif self._inside == "a":
            self.links[-1] = (self.links[-1][0], data)
        self.text += data

    def hash_of(self, tag: str) -> str:
        """Return the hash of the single element of that name, in the format of a Content-Security-Policy."""
        [content] = re.findall(f"<{tag}>(.*?)</{tag}>", self.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        return f"'sha256-{digest}'"
