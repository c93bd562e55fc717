"""The pytest plugin, in separate runs of pytest."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from textwrap import dedent
from xml.etree import ElementTree

import attrs
import pytest

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.slow

PLUGIN = ("-p", "pdconnect.testing.plugin", "-W", "error", "--strict-markers")
ADD_AND_COUNT = """
import pytest

@pytest.mark.parametrize("number", range(20))
def test_alone(number, connect_sandbox, connect_client):
    account = connect_sandbox.add_account(app="slack", external_user_id="user-1")
    assert [item.id for item in connect_client.accounts.list()] == [account.id]
    assert len(connect_sandbox.calls("accounts.list")) == 1
"""
BOTH_CLIENTS = """
import asyncio

def test_both(connect_sandbox, connect_client, async_connect_client):
    account = connect_sandbox.add_account(app="slack", external_user_id="user-1")
    assert connect_client.accounts.retrieve(account.id).id == account.id
    assert asyncio.run(async_connect_client.accounts.retrieve(account.id)).id == account.id
"""
TASKS = """
async def test_of_tasks(connect_sandbox, async_connect_client):
    connect_sandbox.add_account(app="slack", external_user_id="user-1")
    with connect_sandbox.faults(status=503, operation="accounts.list", times=1):
        assert len([item async for item in async_connect_client.accounts.list()]) == 1
"""
LOOP_FOR_EACH_TEST = """
import asyncio, inspect, pytest

@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True
"""
"""What pytest-asyncio does: synchronous fixtures are set up and torn down outside the loop."""
MARKS = """
import pytest

pytestmark = pytest.mark.connect_sandbox(project_id="proj_module", seed=1)

def test_module(connect_sandbox, connect_client):
    assert connect_client.project_id == "proj_module"

@pytest.mark.connect_sandbox(project_id="proj_test", rate_limits={"account_reads": (1, 9)})
def test_own(connect_sandbox, connect_client):
    assert connect_sandbox.settings.seed == 1
    assert connect_client.project_id == "proj_test"
    connect_client.accounts.list()
    connect_client.accounts.list()
    assert len(connect_sandbox.waits) == 1
"""
INVALID_MARK = """
import pytest

@pytest.mark.connect_sandbox({mark})
def test_own(connect_sandbox):
    pass
"""
FAILURES = """
def test_fails(connect_sandbox, connect_client):
    connect_client.accounts.list(app="slack")
    assert not connect_sandbox.calls("accounts.list")

def test_fails_early(connect_sandbox):
    assert connect_sandbox.calls()

def test_has_none():
    assert False
"""
AFTER_THE_END = """
import pytest

kept = []

def test_first(connect_client):
    kept.append(connect_client)

def test_second():
    with pytest.raises(RuntimeError, match="after the end of its test"):
        kept[0].accounts.list()
"""
COUNT_READS = """
import statistics, sys

read, spent = [], {}
sys.addaudithook(lambda event, arguments: event == "open" and str(arguments[0]).endswith("openapi.json") and read.append(arguments[0]))

def pytest_runtest_logreport(report):
    spent[report.nodeid] = spent.get(report.nodeid, 0.0) + report.duration

def pytest_terminal_summary(terminalreporter):
    write = terminalreporter.write_line
    write(f"reads of the specification: {len(read)}")
    write(f"a test took {statistics.median(spent.values()) * 1000:.1f} ms, the first {max(spent.values()) * 1000:.0f} ms")
"""
FILES = {
    "pytest.ini": "[pytest]\n",
    "conftest.py": COUNT_READS,
    "alone/test_alone.py": ADD_AND_COUNT,
    "both/test_both.py": BOTH_CLIENTS,
    "anyio_plugin/conftest.py": "import pytest\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n",
    "anyio_plugin/test_anyio_plugin.py": f"import pytest\npytestmark = pytest.mark.anyio\n{TASKS}",
    "loop/conftest.py": LOOP_FOR_EACH_TEST,
    "loop/test_loop.py": TASKS,
    "loop/test_next_loop.py": TASKS,
    "marks/test_marks.py": MARKS,
    "positional/test_positional.py": INVALID_MARK.format(mark="7"),
    "unknown/test_unknown.py": INVALID_MARK.format(mark="speed=7"),
    "failures/test_failures.py": FAILURES,
    "after/test_after.py": AFTER_THE_END,
}
"""Each folder is one case."""


@pytest.fixture(autouse=True)
def only_named_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only named plugins, so that an installed entry point makes no difference."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess(*PLUGIN, *arguments)


@attrs.frozen
class Report:
    """What a run of pytest printed, and the outcomes of the tests of each folder."""

    text: str
    outcomes: dict[str, Counter[str]]

    def has_lines(self, *patterns: str) -> None:
        """Check that lines match the patterns, in this order."""
        pytest.LineMatcher(self.text.splitlines()).fnmatch_lines(patterns)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of one run with all cases: most of the time of a run goes into imports."""
    folder = tmp_path_factory.mktemp("cases")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(dedent(text))
    command = [sys.executable, "-m", "pytest", *PLUGIN, "-p", "anyio", "--junitxml=report.xml"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    outcomes = {name.partition("/")[0]: Counter[str]() for name in FILES if "/" in name}
    for case in ElementTree.parse(folder / "report.xml").iter("testcase"):
        tags = [child.tag for child in case if child.tag in ("failure", "error", "skipped")]
        outcomes[case.attrib["classname"].partition(".")[0]].update(tags or ["passed"])
    return Report(ran.stdout, outcomes)


@pytest.mark.parametrize(
    ("case", "passed"),
    [
        pytest.param("alone", 20, id="each test has its own sandbox"),
        pytest.param("both", 1, id="both clients are those of the sandbox of the test"),
        pytest.param("anyio_plugin", 1, id="an async test runs with anyio"),
        pytest.param("loop", 2, id="an async test runs with a plugin that creates a loop for each test"),
        pytest.param("marks", 2, id="marks are settings and the nearest applies"),
        pytest.param("after", 2, id="use after the end of the test is an error"),
    ],
)
def test_the_tests_of_a_case_pass(report: Report, case: str, passed: int) -> None:
    assert report.outcomes[case] == {"passed": passed}, report.text


@pytest.mark.parametrize(
    ("case", "message"), [("positional", "*by their names only*"), ("unknown", "*argument 'speed'*")]
)
def test_an_invalid_mark_is_reported(report: Report, case: str, message: str) -> None:
    assert report.outcomes[case] == {"error": 1}
    report.has_lines(message)


def test_a_failure_shows_the_requests_and_no_secret(report: Report) -> None:
    assert report.outcomes["failures"] == {"failure": 3}
    report.has_lines("*requests to the sandbox*", "<accounts_list 200: GET *query*'slack'*>", "nothing")
    assert "sandbox-secret" not in report.text
    assert report.text.count("requests to the sandbox") == 2


def test_the_specification_is_read_once(report: Report) -> None:
    report.has_lines("reads of the specification: 1", "a test took * ms, the first * ms")


def test_each_worker_has_its_own_sandbox(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ADD_AND_COUNT)
    result = run(pytester, "-p", "xdist", "-n", "2")
    result.assert_outcomes(passed=20)
    result.stdout.fnmatch_lines(["*2 workers*"])


def test_the_mark_is_listed(pytester: pytest.Pytester) -> None:
    run(pytester, "--markers").stdout.fnmatch_lines(
        ["@pytest.mark.connect_sandbox(*): settings of the test's sandbox*"]
    )


BLOCKED = """
import sys
sys.modules["{name}"] = None
"""


def test_without_the_extra_the_error_names_the_package(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(BLOCKED.format(name="jsonschema_rs"))
    pytester.makepyfile("def test_one(connect_client):\n    pass\n\ndef test_other():\n    pass\n")
    result = run(pytester)
    result.assert_outcomes(errors=1, passed=1)
    result.stdout.fnmatch_lines(["*needs jsonschema_rs*pip install 'pdconnect[[]testing[]]'*"])
    result.stdout.no_fnmatch_line("*During handling*")
    for line in ("from pdconnect.testing import Sandbox", "import pdconnect.testing as kit; kit.Sandbox"):
        code = f"{BLOCKED.format(name='jsonschema_rs')}\n{line}"
        failed = pytester.run(sys.executable, "-c", code)
        failed.stderr.fnmatch_lines(["ModuleNotFoundError: *pip install 'pdconnect[[]testing[]]'"])


def test_loading_the_plugin_imports_nothing_of_the_sandbox(pytester: pytest.Pytester) -> None:
    code = """
        import sys, pytest, pdconnect
        before = set(sys.modules)
        import pdconnect.testing.plugin
        print(*sorted(set(sys.modules) - before))
    """
    result = pytester.run(sys.executable, pytester.makepyfile(code))
    assert result.outlines == ["pdconnect.testing pdconnect.testing.plugin"]
