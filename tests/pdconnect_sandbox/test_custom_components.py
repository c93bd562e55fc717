"""Code of a test that runs in the sandbox may return or raise anything: the response and the request log say what is wrong with it."""

from __future__ import annotations

import datetime
import logging
import math
from collections.abc import Callable, Generator
from typing import Any, cast

import httpx
import pytest

from pdconnect.sandbox import Outcome, Sandbox

from ..cases import for_each
from .helpers import Http, component_request, ok, rejected

KEY = "acme-do"


def _circular() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


def _deep() -> list[Any]:
    found: list[Any] = []
    for _ in range(100_000):
        found = [found]
    return found


NOT_JSON: dict[str, Any] = {
    "NaN": math.nan,
    "infinity": {"a": [-math.inf]},
    "surrogate": "a\ud800",
    "surrogate in a name": {"\udfff": 1},
    "set": [{1}],
    "object": object(),
    "bytes": b"a",
    "date": datetime.date(2026, 1, 1),
    "function": len,
    "generator": (number for number in [1]),
    "key": {(1, 2): 3},
    "circular": _circular(),
    "deep": _deep(),
    "long integer": 10**5000,
}


def run(sandbox: Sandbox, http: Http, code: Callable[..., Any]) -> Any:
    """Return the response of an action with this code."""
    sandbox.add_component(KEY, run=code)
    return ok(http.post("~/actions/run", component_request(KEY)))


def error_of_run(sandbox: Sandbox, http: Http, result: Any) -> str:
    done = run(sandbox, http, lambda values: result)
    assert (done["ret"], done["exports"]) == (None, {})
    text: str = done["os"][0]["err"]["message"]
    return text


def errors_of_options(sandbox: Sandbox, http: Http, choices: Any) -> str:
    sandbox.add_component(KEY, props=[{"name": "p", "type": "string"}], options={"p": lambda values: choices})
    return "".join(ok(http.post("~/actions/configure", component_request(KEY, prop_name="p")))["errors"])


def errors_of_reload(sandbox: Sandbox, http: Http, props: Any) -> str:
    first = {"name": "p", "type": "string", "reloadProps": True}
    sandbox.add_component(KEY, props=[first], reload=lambda values: props)
    return "".join(ok(http.post("~/actions/props", component_request(KEY)))["errors"])


@for_each("value", [pytest.param(value, id=name) for name, value in NOT_JSON.items()])
def test_a_result_that_is_not_json_is_an_error_of_the_component(sandbox: Sandbox, http: Http, value: Any) -> None:
    assert "the result must be JSON: " in error_of_run(sandbox, http, value)
    assert "ret must be JSON: " in error_of_run(sandbox, http, Outcome(value))
    assert "exports must be JSON: " in error_of_run(sandbox, http, Outcome(exports={"a": value}))
    assert "options must be JSON: " in errors_of_options(sandbox, http, [{"label": "a", "value": value}])
    default = {"name": "q", "type": "string", "default": value}
    assert "props must be JSON: " in errors_of_reload(sandbox, http, [default])
    for given in ({"props": [default]}, {"props": [{"name": "p", "type": "string"}], "options": {"p": [value]}}):
        with pytest.raises(ValueError, match=r"(props|options) must be JSON: "):
            sandbox.add_component(KEY, **cast(Any, given))


@for_each(
    ("result", "error"),
    [
        (Outcome(summary=cast(Any, 5)), "summary must be a string"),
        (Outcome(summary="a\ud800"), "summary must be JSON"),
        (Outcome(delay=math.nan), "delay must be a number"),
        (Outcome(delay=-1.0), "delay must be a number"),
        (Outcome(delay=10**400), "delay must be a number"),
        (Outcome(files=cast(Any, {"a": "text"})), "files must contain bytes"),
        (Outcome(exports=cast(Any, None)), "NoneType"),
    ],
)
def test_an_outcome_of_another_form_is_an_error_of_the_component(
    sandbox: Sandbox, http: Http, result: Any, error: str
) -> None:
    assert error in error_of_run(sandbox, http, result)


@for_each("choices", [None, 5, "ab", [1], [None], {"a": 1}, [{"value": 1}], [["a"]], ["a", {"label": "b", "value": 1}]])
def test_options_of_another_form_are_an_error_of_the_component(sandbox: Sandbox, http: Http, choices: Any) -> None:
    assert "options must be a list" in errors_of_options(sandbox, http, choices)
    with pytest.raises(ValueError, match="options must be a list"):
        sandbox.add_component(KEY, props=[{"name": "p", "type": "string"}], options={"p": choices})


@for_each(
    "props", [None, 5, "ab", [1], [None], [{"name": "a"}], [{"name": "a", "type": 5}], [{"name": 1, "type": "string"}]]
)
def test_props_of_another_form_are_an_error_of_the_component(sandbox: Sandbox, http: Http, props: Any) -> None:
    assert "props" in errors_of_reload(sandbox, http, props)
    with pytest.raises(ValueError, match="props"):
        sandbox.add_component(KEY, props=props)


def test_what_python_writes_as_json_is_accepted(sandbox: Sandbox, http: Http) -> None:
    assert run(sandbox, http, lambda values: {1: (True, None, 1.5, "\u00e4")})["ret"] == {
        "1": [True, None, 1.5, "\u00e4"]
    }
    assert errors_of_options(sandbox, http, ()) == ""


def test_a_payload_that_is_not_json_is_not_emitted(sandbox: Sandbox, http: Http) -> None:
    trigger = ok(http.post("~/triggers/deploy", component_request("http-new-requests")))["data"]["id"]
    for value in NOT_JSON.values():
        with pytest.raises(ValueError, match="payload must be JSON: "):
            sandbox.emit(trigger, value)
    assert ok(http.get(f"~/deployed-triggers/{trigger}/events", external_user_id="jay"))["data"] == []
    assert sandbox.deliveries == []


# ---- errors that are not those of the component


def fail_with(error: BaseException) -> Callable[..., Any]:
    def fail(received: object) -> Any:
        raise error

    return fail


@pytest.fixture
def client(sandbox: Sandbox) -> Generator[httpx.Client]:
    """A client of the served sandbox, with an access token."""
    bearer = sandbox.client().access_token()
    headers = {"authorization": f"Bearer {bearer}", "x-pd-environment": "development"}
    with sandbox.serve() as served, httpx.Client(base_url=served.base_url, headers=headers, trust_env=False) as client:
        yield client


@for_each(
    ("error", "reason"),
    [
        (AssertionError("no such row"), "AssertionError: no such row"),
        (AssertionError("a\ud800"), "AssertionError: a\\ud800"),
        (SystemExit(3), "SystemExit: 3"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (pytest.fail.Exception("no"), "Failed: no"),
    ],
)
def test_the_log_says_what_failed_and_the_connection_stays(
    sandbox: Sandbox, client: httpx.Client, caplog: pytest.LogCaptureFixture, error: BaseException, reason: str
) -> None:
    # A worker of pytest-xdist cannot send a lone surrogate in its report.
    caplog.set_level(logging.CRITICAL, "pdconnect.sandbox")
    sandbox.add_component(KEY, run=fail_with(error))
    sandbox.add_upstream("gitlab", fail_with(error))
    sandbox.add_workflow("enfail", fail_with(error))
    account = sandbox.add_account(app="gitlab", external_user_id="jay").id
    target = f"~/proxy/L2E?external_user_id=jay&account_id={account}"
    for method, path in (("POST", "~/actions/run"), ("GET", target), ("GET", "/_workflows/enfail")):
        path = path.replace("~", "/v1/connect/proj_sandbox")
        response = client.request(method, path, json=component_request(KEY) if method == "POST" else None)
        assert "error of the sandbox itself: " in rejected(response, 500)
        record = sandbox.request_log[-1]
        assert (record.status, record.reason) == (500, f"error of the sandbox itself: {reason}")
    page = client.get("/_sandbox", params={"view": "requests", "open": str(record.number)}).text
    assert reason in page
    assert client.get("/_sandbox/clock").status_code == 200
