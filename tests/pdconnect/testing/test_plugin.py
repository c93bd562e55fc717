"""The pytest plugin, in separate runs of pytest."""

from __future__ import annotations

import sys

import pytest

pytest_plugins = ["pytester"]
pytestmark = pytest.mark.slow

PLUGIN = ("-p", "pdconnect.testing.plugin")
ADD_AND_COUNT = """
import pytest

@pytest.mark.parametrize("number", range(20))
def test_alone(number, connect_sandbox, connect_client):
    account = connect_sandbox.add_account(app="slack", external_user_id="user-1")
    assert [item.id for item in connect_client.accounts.list()] == [account.id]
    assert len(connect_sandbox.calls("accounts.list")) == 1
"""


@pytest.fixture(autouse=True)
def only_named_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load only named plugins, so that an installed entry point makes no difference."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess(*PLUGIN, "-W", "error", "--strict-markers", *arguments)


def test_each_test_has_its_own_sandbox(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ADD_AND_COUNT)
    run(pytester).assert_outcomes(passed=20)


def test_each_worker_has_its_own_sandbox(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(ADD_AND_COUNT)
    result = run(pytester, "-p", "xdist", "-n", "2")
    result.assert_outcomes(passed=20)
    result.stdout.fnmatch_lines(["*2 workers*"])


def test_both_clients_are_those_of_the_sandbox_of_the_test(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import asyncio

        def test_both(connect_sandbox, connect_client, async_connect_client):
            account = connect_sandbox.add_account(app="slack", external_user_id="user-1")
            assert connect_client.accounts.retrieve(account.id).id == account.id
            assert asyncio.run(async_connect_client.accounts.retrieve(account.id)).id == account.id
    """)
    run(pytester).assert_outcomes(passed=1)


TASKS = """
async def test_of_tasks(connect_sandbox, async_connect_client):
    connect_sandbox.add_account(app="slack", external_user_id="user-1")
    with connect_sandbox.faults(status=503, operation="accounts.list", times=1):
        assert len([item async for item in async_connect_client.accounts.list()]) == 1
"""


def test_an_async_test_runs_with_anyio(pytester: pytest.Pytester) -> None:
    pytester.makeconftest("import pytest\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n")
    pytester.makepyfile(f"import pytest\npytestmark = pytest.mark.anyio\n{TASKS}")
    run(pytester, "-p", "anyio").assert_outcomes(passed=1)


def test_an_async_test_with_a_plugin_that_creates_a_loop_for_each_test(pytester: pytest.Pytester) -> None:
    # As pytest-asyncio does: synchronous fixtures are set up and torn down outside the loop.
    pytester.makeconftest("""
        import asyncio, inspect, pytest

        @pytest.hookimpl(tryfirst=True)
        def pytest_pyfunc_call(pyfuncitem):
            if not inspect.iscoroutinefunction(pyfuncitem.obj):
                return None
            names = inspect.signature(pyfuncitem.obj).parameters
            asyncio.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
            return True
    """)
    pytester.makepyfile(TASKS, TASKS.replace("test_of_tasks", "test_of_others"))
    run(pytester).assert_outcomes(passed=2)


def test_marks_are_settings_and_the_nearest_applies(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
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
    """)
    run(pytester).assert_outcomes(passed=2)


@pytest.mark.parametrize(("mark", "message"), [("7", "*by their names only*"), ("speed=7", "*argument 'speed'*")])
def test_an_invalid_mark_is_reported(pytester: pytest.Pytester, mark: str, message: str) -> None:
    pytester.makepyfile(f"""
        import pytest

        @pytest.mark.connect_sandbox({mark})
        def test_own(connect_sandbox):
            pass
    """)
    result = run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])


def test_the_mark_is_listed(pytester: pytest.Pytester) -> None:
    run(pytester, "--markers").stdout.fnmatch_lines(
        ["@pytest.mark.connect_sandbox(*): settings of the test's sandbox*"]
    )


def test_a_failure_shows_the_requests_and_no_secret(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        def test_fails(connect_sandbox, connect_client):
            connect_client.accounts.list(app="slack")
            assert not connect_sandbox.calls("accounts.list")

        def test_fails_early(connect_sandbox):
            assert connect_sandbox.calls()

        def test_has_none():
            assert False
    """)
    result = run(pytester)
    result.assert_outcomes(failed=3)
    result.stdout.fnmatch_lines(["*requests to the sandbox*", "<accounts_list 200: GET *query*'slack'*>", "nothing"])
    assert "sandbox-secret" not in result.stdout.str()
    assert result.stdout.str().count("requests to the sandbox") == 2


def test_use_after_the_end_of_the_test_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("""
        import pytest

        kept = []

        def test_first(connect_client):
            kept.append(connect_client)

        def test_second():
            with pytest.raises(RuntimeError, match="after the end of its test"):
                kept[0].accounts.list()
    """)
    run(pytester).assert_outcomes(passed=2)


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


COUNT_READS = """
import statistics, sys

read, spent = [], {}
sys.addaudithook(lambda event, arguments: event == "open" and str(arguments[0]).endswith("openapi.json") and read.append(arguments[0]))

def pytest_runtest_logreport(report):
    spent[report.nodeid] = spent.get(report.nodeid, 0.0) + report.duration

def pytest_sessionfinish(session):
    print("reads of the specification:", len(read))
    print(f"a test took {statistics.median(spent.values()) * 1000:.1f} ms, the first {max(spent.values()) * 1000:.0f} ms")
"""


def test_the_specification_is_read_once(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(COUNT_READS)
    pytester.makepyfile(ADD_AND_COUNT)
    result = run(pytester, "-s")
    result.assert_outcomes(passed=20)
    result.stdout.fnmatch_lines(
        ["*reads of the specification: 1", "a test took * ms, the first * ms"]
    )  # see it with -s
