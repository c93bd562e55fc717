"""One page in a headless Chromium, spoken to over a pipe with the DevTools protocol: no driver, no port, no package needed."""

from __future__ import annotations

import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_LIMIT = 60.0
"""Seconds after which a silent browser is given up."""
_OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--disable-gpu",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the browser has errands of its own; they get nowhere
)


class BrowserError(Exception):
    """The browser did not do what it was asked for."""


def find_chromium() -> str | None:
    """The program: what `CHROMIUM` names, or else one that is on the path."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


class Page:
    """A tab. `requests` holds the addresses of all that its page asked for."""

    def __init__(self, orders: int, reports: int, patience: float) -> None:
        self._orders, self._reports, self._patience = orders, reports, patience
        self._numbers = itertools.count(1)
        self._received = b""
        self._session: str | None = None
        self.requests: list[str] = []
        self.console_errors: list[str] = []
        """Errors of the page's programs, and what its content policy had to stop."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self._ask(f"{domain}.enable")
        self._ask("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=True, flatten=True)

    def open(self, file: Path) -> None:
        """Show a file."""
        self._ask("Page.navigate", url=file.resolve().as_uri())

    def wait_for(self, expression: str) -> Any:
        """Wait until an expression of JavaScript is something, and return it; not longer than the patience of the page."""
        script = f"""new Promise((done, failed) => {{
            let waiting = true;
            const look = () => {{
                const found = waiting && ({expression});
                if (found) {{ waiting = false; done(found) }}
            }};
            new MutationObserver(look).observe(document, {{subtree: true, childList: true, attributes: true, characterData: true}});
            setTimeout(() => failed(new Error("waited in vain")), {self._patience * 1000});
            look()
        }})"""
        answer = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            told = answer["exceptionDetails"]
            raise BrowserError(f"{expression}: {told.get('exception', {}).get('description', told['text'])}")
        return answer["result"].get("value")

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self._ask("Input.insertText", text=text)

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = self._send(self._session, method, parameters)
        while True:
            message = self._receive()
            if message.get("id") == number:
                if "error" in message:
                    raise BrowserError(f"{method}: {message['error']['message']}")
                answer: dict[str, Any] = message["result"]
                return answer
            self._note(message.get("method"), message.get("params", {}))

    def _send(self, session: str | None, method: str, parameters: dict[str, Any]) -> int:
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": parameters}
        if session is not None:
            order["sessionId"] = session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        return number

    def _note(self, event: str | None, told: dict[str, Any]) -> None:
        if event == "Target.attachedToTarget":  # a worker, which is held until its requests are watched too
            self._send(told["sessionId"], "Network.enable", {})
            self._send(told["sessionId"], "Runtime.runIfWaitingForDebugger", {})
        elif event == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            self.console_errors.append(details.get("exception", {}).get("description", details["text"]))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self.console_errors.append(told["entry"]["text"])

    def _receive(self) -> dict[str, Any]:
        until = time.monotonic() + _LIMIT
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._reports], [], [], max(0.0, until - time.monotonic()))
            part = os.read(self._reports, 1 << 20) if ready else b""
            if not part:
                raise BrowserError("the browser says nothing more")
            self._received += part
        message, self._received = self._received.split(b"\0", 1)
        found: dict[str, Any] = json.loads(message)
        return found


@contextmanager
def open_page(chromium: str, patience: float = 25) -> Iterator[Page]:
    """A tab in a browser of its own, which ends with the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = [*_OPTIONS, f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium's own does not work for root
        # Chromium reads orders from 3 and writes reports to 4.
        with subprocess.Popen(
            ["sh", "-c", 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1', chromium, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                yield Page(process.stdin.fileno(), process.stdout.fileno(), patience)
            finally:
                process.stdin.close()  # the browser ends when nobody can give it orders any more
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
