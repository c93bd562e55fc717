"""What it costs to start: fresh processes, from their start to their end, less one that does nothing in the same round.

`import httpx` stands for httpx alone, and so it does where a client is built as well. The second row goes on to one call, since what
is put off until then is not saved. The official SDK gets the transport for that call only: without it, it makes its TLS context at once,
and this client when it first sends.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Mapping

from .measuring import Row, Step, rotated
from .payloads import ANSWERS
from .subjects import ACCOUNT, BASE, PROJECT, TOKEN

_SETTINGS = f"project_id={PROJECT!r}, access_token={TOKEN!r}"
_PDCONNECT = f"import pdconnect; client = pdconnect.Client({_SETTINGS}, environment='development'"
_OFFICIAL = f"from pipedream import Pipedream; client = Pipedream({_SETTINGS}, project_environment='development'"
_HTTP = f"httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content={ANSWERS[f'accounts/{ACCOUNT}']!r})))"
_RETRIEVE = f"client.accounts.retrieve({ACCOUNT!r})"

_CLIENT = {"raw": "import httpx", "pdconnect": f"{_PDCONNECT})", "official": f"{_OFFICIAL})"}
_FIRST_CALL = {
    "raw": f"import httpx, json; client = {_HTTP}; json.loads(client.get('{BASE}/accounts/{ACCOUNT}').content)",
    "pdconnect": f"import httpx; {_PDCONNECT}, http_client={_HTTP}); {_RETRIEVE}",
    "official": f"import httpx; {_OFFICIAL}, httpx_client={_HTTP}); {_RETRIEVE}",
}


def measure_starts(subjects: list[str], rounds: int, step: Step) -> list[Row]:
    """Importing and building a client, without and with a first call."""
    return [
        _measure(Row("import + client", 1.4), _of(subjects, _CLIENT), rounds, step),
        _measure(Row("import + client + first call", None), _of(subjects, _FIRST_CALL), rounds, step),
    ]


def _of(subjects: list[str], programs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(subject, programs[subject]) for subject in subjects]


def _measure(row: Row, programs: list[tuple[str, str]], rounds: int, step: Step) -> Row:
    for _, program in programs:
        _seconds(program)  # fills the caches of compiled modules
    for number in range(rounds):
        step(f"{row.what}: round {number + 1} of {rounds}")
        bare = _seconds("pass")
        for subject, program in rotated(programs, number):
            row.note(subject, number, _seconds(program) - bare)
    return row


def _seconds(program: str) -> float:
    """Processor time of a process, with what it spends in the kernel. `-I` keeps the settings of this shell out of it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
