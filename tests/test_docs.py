"""Every Python block of the README and of docs/ runs against the sandbox, and every file and script that they mention exists.

Blocks that begin with a file name belong to one example; tests/pdconnect/testing runs them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT
from tests.forked import run_program
from tests.integration.agents.scripted_model import scripted_model
from tests.proxied_apis import CLAUDE_KEY, claude, mcp_server

pytestmark = pytest.mark.slow

PAGES = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md")), ROOT / "spec/README.md"]
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"^```python\n(?!# \w+\.py$)(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    )
]


@pytest.fixture(scope="module")
def variables() -> Iterator[dict[str, str]]:
    """Serve a sandbox with a few accounts of user-1; yield the environment variables of its clients."""
    sandbox = Sandbox(upstreams={"anthropic": claude, "linear": mcp_server})
    sandbox.add_app("linear", domains=["linear.app"])
    sandbox.add_app("anthropic", auth_type="keys", fields=["api_key"], domains=["anthropic.com"])
    sandbox.add_account(app="anthropic", external_user_id="user-1", credentials={"api_key": CLAUDE_KEY})
    for app in ("gitlab", "google_sheets", "linear", "openai", "slack"):
        sandbox.add_account(app=app, external_user_id="user-1")
    with sandbox.serve() as served:
        yield served.environment_variables


@pytest.fixture(scope="module")
def model_variables() -> Iterator[dict[str, str]]:
    """Serve a model that follows a script; yield the environment variables of OpenAI's clients."""
    with scripted_model() as (url, _):
        yield {"OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": "sk-test"}


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_run(block: str, variables: dict[str, str], model_variables: dict[str, str]) -> None:
    env = {**variables, **(model_variables if "tools.to_openai()" in block else {})}
    run = run_program(block, env)
    assert run.returncode == 0, run.stderr
    for message in re.findall(r"print\(error\)  # (.+)", block):
        assert message in run.stdout


def test_there_are_examples() -> None:
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_mentioned_files_exist(page: Path) -> None:
    text = page.read_text()
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    mentioned = re.findall(r"\bscripts/[a-z-]+|\btests/[\w/]+(?:\.py)?", text)
    missing = [name for name in links if not (page.parent / name).exists()] + [
        name for name in mentioned if not (ROOT / name).exists()
    ]
    assert not missing


def test_the_journey_example_runs(variables: dict[str, str]) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", "examples/journey.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "All steps passed." in run.stdout
    assert "13. Deleting the user again" in run.stdout
