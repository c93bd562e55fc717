"""The processor time of starting a client in a new process, from its start to its end, minus that of a process that does nothing.

The reference of the first rows is `import httpx`, or `import httpx2`. The last row adds the first call, since work that is postponed
until then is not saved. The official SDK gets an HTTP client only for that call: without an HTTP client it creates its TLS context at
once, whereas this client creates it with its first request.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping

from .measuring import Step, rotated
from .payloads import RESPONSES
from .processes import processor_seconds
from .rows import OFFICIAL, OURS, RAW, SECONDS, Aim, Row
from .subjects import ACCOUNT, BASE, PROJECT, TOKEN

_SETTINGS = f"project_id={PROJECT!r}, access_token={TOKEN!r}"
_PDCONNECT = f"import pdconnect; client = pdconnect.Client({_SETTINGS}, environment='development'"
_OFFICIAL = f"from pipedream import Pipedream; client = Pipedream({_SETTINGS}, project_environment='development'"
_HTTP = f"httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content={RESPONSES['account']!r})))"
_RETRIEVE = f"client.accounts.retrieve({ACCOUNT!r})"

_CLIENT = {RAW: "import httpx", OURS: f"{_PDCONNECT})", OFFICIAL: f"{_OFFICIAL})"}
_HTTPX2_CLIENT = {RAW: "import httpx2", OURS: f"{_PDCONNECT}, http_backend='httpx2')"}
_FIRST_CALL = {
    RAW: f"import httpx, json; client = {_HTTP}; json.loads(client.get('{BASE}/accounts/{ACCOUNT}').content)",
    OURS: f"import httpx; {_PDCONNECT}, http_client={_HTTP}); {_RETRIEVE}",
    OFFICIAL: f"import httpx; {_OFFICIAL}, httpx_client={_HTTP}); {_RETRIEVE}",
}


def measure_starts(subjects: Collection[str], rounds: int, step: Step) -> list[Row]:
    """Measure importing and building a client, without and with a first call."""
    client = _measure(Row("import + client", SECONDS, Aim(1.1)), _selected(subjects, _CLIENT), rounds, step)
    httpx2 = _measure(Row("httpx2: import + client", aim=Aim(1.1)), _selected(subjects, _HTTPX2_CLIENT), rounds, step)
    first = _measure(Row("import + client + first call"), _selected(subjects, _FIRST_CALL), rounds, step)
    return [client, httpx2, first]


def _selected(subjects: Collection[str], programs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(subject, program) for subject, program in programs.items() if subject in subjects]


def _measure(row: Row, programs: list[tuple[str, str]], rounds: int, step: Step) -> Row:
    for _, program in programs:
        _seconds(program)  # so that all modules are compiled
    for number in range(rounds):
        step(f"{row.what}: round {number + 1} of {rounds}")
        bare = _seconds("pass")
        for subject, program in rotated(programs, number):
            row.note(subject, number, _seconds(program) - bare)
    return row


def _command(program: str) -> list[str]:
    """Return the command line: `-I` ignores the environment variables of Python, and orjson, which is an extra, is hidden."""
    return [sys.executable, "-I", "-c", f"import sys; sys.modules['orjson'] = None; {program}"]


def _seconds(program: str) -> float:
    return processor_seconds(_command(program))
