"""A user's machine: each extra is installed from the wheel, without other packages, and does what it is for."""

from __future__ import annotations

import re
import zipapp
from pathlib import Path

import pytest

from tests import ROOT

from .environments import CONSTRAINTS, Environment, declared_extras, run

pytestmark = pytest.mark.slow

README = (ROOT / "README.md").read_text(encoding="utf-8")
_CLIENT = "import pdconnect; pdconnect.Client(project_id='p', environment='production', "
SMOKE = {
    "": f"{_CLIENT}access_token='t').close()",
    "http2": f"{_CLIENT}access_token='t', http_client=__import__('httpx').Client(http2=True))",
    "httpx2": f"{_CLIENT}access_token='t', http_backend='httpx2').close()",
    "aiohttp": "import pdconnect; "
    "pdconnect.AsyncClient(project_id='p', environment='production', access_token='t', http_backend='aiohttp')",
    "orjson": f"{_CLIENT}access_token='t').close(); import orjson",
    "jwt": "import jwt; jwt.algorithms.ECAlgorithm(jwt.algorithms.ECAlgorithm.SHA256)",
    "redis": f"{_CLIENT}client_id='c', client_secret='s', token_store='redis://127.0.0.1:1').close()",
    "rate-limits": f"{_CLIENT}access_token='t', rate_limit_mode='wait', rate_limit_overrides={{'account_reads': '5 per minute'}}).close()",
    "opentelemetry": "import pdconnect.opentelemetry",
    "mcp": f"{_CLIENT}access_token='t').mcp_server('user-1')",
    "drift": "import pdconnect; pdconnect.SpecDriftHooks(report=print)",
    "sandbox": re.search(r"```python\n(from pdconnect.sandbox import Sandbox\n.*?)```", README, re.DOTALL)[1],  # type: ignore[index]
    "testing": "import pdconnect.testing",
    "tls": "from pdconnect.sandbox import Sandbox\nwith Sandbox().serve(tls=True) as served: print(served.base_url)",
    "cli": "from pdconnect.cli import main; raise SystemExit(main(['spec', 'list']))",
}
"""What each extra is for, in one line. For the sandbox: the first block of the README."""
PRINTED = {"sandbox": "Initial commit", "cli": "accounts_list", "tls": "https://"}
LACKS = {"sandbox": "trustme", "testing": "trustme", "cli": "trustme", "": "pydantic", "redis": "starlette"}
"""A large package that an extra must not install."""


@pytest.mark.parametrize("extra", SMOKE)
def test_an_extra_works_without_other_packages(
    extra: str, environment: Environment, wheel: Path, tmp_path: Path
) -> None:
    wanted = f"pdconnect[{extra}] @ {wheel.as_uri()}" if extra else str(wheel)
    python = environment.install(wanted)
    printed = run("-W", "error", "-c", SMOKE[extra], python=python, cwd=tmp_path, isolated=True)
    assert PRINTED.get(extra, "") in printed
    if extra in LACKS:
        found = run(
            "-c",
            f"from importlib.util import find_spec; print(find_spec({LACKS[extra]!r}))",
            python=python,
            cwd=tmp_path,
        )
        assert found == "None\n"


def test_every_extra_is_tried() -> None:
    assert set(declared_extras()) == set(SMOKE) - {""}


APPLICATION = """
import httpx
import pdconnect

body = {"id": "apn_1", "app": {"id": "app_1", "name_slug": "slack"}}
transport = httpx.MockTransport(lambda request: httpx.Response(200, json=body))
with (
    httpx.Client(transport=transport) as http,
    pdconnect.Client(project_id="p", environment="production", access_token="t", http_client=http) as client,
):
    print(client.accounts.retrieve("apn_1").app.name_slug)
"""


def test_a_zipapp_runs(environment: Environment, wheel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "application"
    options = ["--quiet", "--offline", "--target", str(folder), *CONSTRAINTS]
    run("pip", "install", *options, str(wheel), python=environment.uv, cwd=tmp_path)
    (folder / "__main__.py").write_text(APPLICATION)
    zipapp.create_archive(folder, tmp_path / "application.pyz")
    assert run(str(tmp_path / "application.pyz"), cwd=tmp_path, isolated=True) == "slack\n"


def test_a_frozen_application_runs(environment: Environment, wheel: Path, tmp_path: Path) -> None:
    """The program contains the sandbox, which has files in addition to its modules."""
    python = environment.install("pyinstaller", f"pdconnect[sandbox] @ {wheel.as_uri()}")
    (tmp_path / "application.py").write_text(SMOKE["sandbox"])
    run("-m", "PyInstaller", "--log-level", "ERROR", "application.py", python=python, cwd=tmp_path)
    assert PRINTED["sandbox"] in run(python=str(tmp_path / "dist/application/application"), cwd=tmp_path)
