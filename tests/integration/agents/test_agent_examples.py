"""The agents of examples/ run with the vendors' real packages, a scripted model on loopback, and the sandbox."""

from __future__ import annotations

import ast
import asyncio
import gc
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT
from tests.forked import run_here

from .scripted_model import CALLS, FINAL, ScriptedModel, scripted_model

EXAMPLES = sorted((ROOT / "examples").glob("agent_*.py"))
SCRIPTS = [path for path in EXAMPLES if path.stem != "agent_langchain"]
MAX_LINES = 10
PACKAGES = ("agents", "anthropic", "openai", "pydantic_ai")
"""Imported once; the processes of the examples are forked. Only one example starts Python, with the packages that it imports."""
IN_NEW_PROCESS = "agent_mcp"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, dict[str, str]]]:
    """Serve a sandbox in which user-1 has an account of Slack; yield it with the environment variables of its clients."""
    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id="user-1")
    environment = pytest.MonkeyPatch()
    environment.setenv("OPENAI_AGENTS_DISABLE_TRACING", "1")  # which the package reads when it is imported
    for name in PACKAGES:
        importlib.import_module(name)
    environment.undo()
    gc.freeze()  # so that the processes that are forked share these objects
    with sandbox.serve() as running:
        yield (
            sandbox,
            {
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                **running.environment_variables,
                "OPENAI_API_KEY": "sk-test",
                "OPENAI_AGENTS_DISABLE_TRACING": "1",
                "ANTHROPIC_API_KEY": "sk-test",
            },
        )


def own_lines(path: Path) -> list[str]:
    """Return the lines of a user's own code: those of all functions, without their docstrings and signatures."""
    text = path.read_text()
    found: list[str] = []
    for function in ast.walk(ast.parse(text)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            body = function.body[1:] if ast.get_docstring(function) else function.body
            lines = text.splitlines()[body[0].lineno - 1 : body[-1].end_lineno]
            found += [line for line in lines if line.strip()]
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_agent_takes_few_lines(path: Path) -> None:
    assert len(set(own_lines(path))) <= MAX_LINES


def check(sandbox: Sandbox, before: int, results: Sequence[str]) -> None:
    """Check that the model learned the choices from the first result, and that its second call ran."""
    assert len(sandbox.calls("actions.run")[before:]) == len(CALLS)
    assert len(results) == len(CALLS)
    assert "#general" in results[0]
    assert "C0000000001" in results[1]


@pytest.mark.slow
@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_each_agent_example_runs_an_action(path: Path, served: tuple[Sandbox, dict[str, str]]) -> None:
    sandbox, variables = served
    before, requests = len(sandbox.calls("actions.run")), len(sandbox.calls())
    with scripted_model() as (url, model):
        env = {**variables, "OPENAI_BASE_URL": f"{url}/v1", "ANTHROPIC_BASE_URL": url}
        if path.stem == IN_NEW_PROCESS:
            line = [sys.executable, str(path)]
            run = subprocess.run(line, env=env, capture_output=True, text=True, check=False, timeout=120)
        else:
            run = run_here(path, env)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == FINAL
    check(sandbox, before, model.results)
    check_tools(model)
    listed = [
        call.operation_id
        for call in sandbox.calls()[requests:]
        if call.operation_id in ("accounts_list", "actions_list")
    ]
    assert sorted(listed) == ["accounts_list", "actions_list"]


def check_tools(model: ScriptedModel) -> None:
    """Check that the model gets all tools with each request, strict where the vendor has that."""
    for _, body in model.requests:
        tools = {tool.get("function", tool)["name"]: tool.get("function", tool) for tool in body["tools"]}
        assert {"slack-send-message", "slack-find-message", "list_argument_choices"} <= tools.keys()
        schema = tools["slack-send-message"].get("parameters") or tools["slack-send-message"]["input_schema"]
        assert schema["required"] == ["conversation", "text"]


def test_the_langchain_example_runs_an_action(
    served: tuple[Sandbox, dict[str, str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from examples import agent_langchain

    from .langchain_model import ScriptedChatModel

    sandbox, variables = served
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    before = len(sandbox.calls("actions.run"))
    model = ScriptedChatModel()
    asyncio.run(agent_langchain.main(model))
    assert capsys.readouterr().out.strip() == FINAL
    check(sandbox, before, model.results)
