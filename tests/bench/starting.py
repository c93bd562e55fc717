"""What it costs to start: fresh processes, from their start to their end, less one that does nothing in the same round.

`import httpx` stands for httpx alone, and so it does where a client is built as well. The second row goes on to one call, since what
is put off until then is not saved; the third counts the modules that this has imported. The official SDK gets the transport for that
call only: without it, it makes its TLS context at once, and this client when it first sends.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Collection, Mapping

from .measuring import Step, rotated
from .payloads import ANSWERS
from .processes import processor_seconds
from .rows import MODULES, OFFICIAL, OURS, RAW, SECONDS, Aim, Row
from .subjects import ACCOUNT, BASE, PROJECT, TOKEN

_SETTINGS = f"project_id={PROJECT!r}, access_token={TOKEN!r}"
_PDCONNECT = f"import pdconnect; client = pdconnect.Client({_SETTINGS}, environment='development'"
_OFFICIAL = f"from pipedream import Pipedream; client = Pipedream({_SETTINGS}, project_environment='development'"
_HTTP = (
    f"httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, content={ANSWERS['account']!r})))"
)
_RETRIEVE = f"client.accounts.retrieve({ACCOUNT!r})"

_CLIENT = {RAW: "import httpx", OURS: f"{_PDCONNECT})", OFFICIAL: f"{_OFFICIAL})"}
_FIRST_CALL = {
    RAW: f"import httpx, json; client = {_HTTP}; json.loads(client.get('{BASE}/accounts/{ACCOUNT}').content)",
    OURS: f"import httpx; {_PDCONNECT}, http_client={_HTTP}); {_RETRIEVE}",
    OFFICIAL: f"import httpx; {_OFFICIAL}, httpx_client={_HTTP}); {_RETRIEVE}",
}


def measure_starts(subjects: Collection[str], rounds: int, step: Step) -> list[Row]:
    """Importing and building a client, without and with a first call."""
    client = _measure(Row("import + client", SECONDS, Aim(1.1, 1.02)), _of(subjects, _CLIENT), rounds, step)
    first = _measure(Row("import + client + first call"), _of(subjects, _FIRST_CALL), rounds, step)
    modules = Row("modules imported by then", MODULES, Aim(200, ratio=False))
    for subject, program in _of(subjects, _FIRST_CALL):
        modules.note(subject, 0, _modules(program))
    return [client, first, modules]


def _of(subjects: Collection[str], programs: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(subject, program) for subject, program in programs.items() if subject in subjects]


def _measure(row: Row, programs: list[tuple[str, str]], rounds: int, step: Step) -> Row:
    for _, program in programs:
        _seconds(program)  # fills the caches of compiled modules
    for number in range(rounds):
        step(f"{row.what}: round {number + 1} of {rounds}")
        bare = _seconds("pass")
        for subject, program in rotated(programs, number):
            row.note(subject, number, _seconds(program) - bare)
    return row


def _command(program: str) -> list[str]:
    """`-I` keeps the settings of this shell out of it; orjson is an extra, and left out."""
    return [sys.executable, "-I", "-c", f"import sys; sys.modules['orjson'] = None; {program}"]


def _seconds(program: str) -> float:
    return processor_seconds(_command(program))


def _modules(program: str) -> int:
    counting = f"{program}; print(len([name for name in sys.modules if sys.modules[name]]))"
    return int(subprocess.run(_command(counting), check=True, stdout=subprocess.PIPE).stdout)
