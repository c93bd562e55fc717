"""Forms of components whose data is odd, updates that fail half-way, and values that depend on others; for both clients."""

from __future__ import annotations

import asyncio
import copy
import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pdconnect
from tests.fake_api import FakeApi

GOOD = {"name": "good", "type": "string", "optional": True}
RELOADING = {"name": "kind", "type": "string", "reloadProps": True}
ODD: list[Any] = [None, True, 0, 1.5, "text", [], ["x", None, {"a": 1}], {}, {"a": {"b": None}}]


class Form:
    """A form of either client; every method can be called without await."""

    def __init__(self, runner: asyncio.Runner | None, component: Any, *responses: Any) -> None:
        """Create a form of the async client, whose coroutines `runner` runs, or of the sync client if that is None."""
        waiting = list(responses)

        def respond(request: httpx.Request) -> httpx.Response:
            if request.method == "GET":
                return httpx.Response(200, json={"data": component})
            self.bodies.append(json.loads(request.content))
            response = waiting.pop(0) if waiting else {}
            if isinstance(response, Exception):
                raise response
            return httpx.Response(200, json=response)

        self.bodies: list[Any] = []
        self._runner = runner
        client = FakeApi(respond).async_client() if runner else FakeApi(respond).client()
        self.actions: Any = client.actions
        self.form = self._run(self.actions.form, "k", external_user_id="user-1")

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.form, name)
        return (lambda *arguments, **keywords: self._run(value, *arguments, **keywords)) if callable(value) else value

    def restored(self, state: Any) -> Any:
        """Return the form of a saved state."""
        return self._run(self.actions.form, state=state)

    def _run(self, function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
        result = function(*arguments, **keywords)
        if self._runner is None:
            return list(result) if hasattr(result, "__next__") else result
        if hasattr(result, "__await__"):

            async def wait() -> Any:
                return await result

            return self._runner.run(wait())
        if hasattr(result, "__aiter__"):

            async def collect() -> list[Any]:
                return [item async for item in result]

            return self._runner.run(collect())
        return result


Make = Callable[..., Form]


def _make(runner: asyncio.Runner | None) -> Make:
    def make_form(props: Any, *responses: Any, **component: Any) -> Form:
        return Form(runner, {"key": "k", "name": "K", "configurable_props": props, **component}, *responses)

    return make_form


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(params=["sync", "async"])
def make(request: pytest.FixtureRequest, runner: asyncio.Runner) -> Make:
    """Create forms of each client."""
    return _make(runner if request.param == "async" else None)


@pytest.fixture
def make_sync() -> Make:
    """Create forms of the sync client, for what cannot differ between the two."""
    return _make(None)


def rejected_argument(function: Callable[..., Any], *arguments: Any) -> str | None:
    """Return the name of the argument that a call rejects, or None."""
    try:
        function(*arguments)
    except pdconnect.InvalidArgumentError as error:
        return error.argument
    return None


def read_everything(form: Form) -> None:
    """Use every method that sends nothing; none of them must fail."""
    schema = form.json_schema()
    jsonschema_rs.meta.validate(schema)
    assert json.loads(json.dumps(schema, allow_nan=False)) == schema
    assert all(schema["properties"].values())
    state = json.loads(json.dumps(form.state()))
    assert form.restored(state).state() == state
    assert [prop.name for prop in form.props] == [prop.name for prop in form.restored(state).props]
    repr((form.form, form.missing, [prop.has_options for prop in form.props]))


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_props_leave_the_others_usable(make: Make, odd: Any) -> None:
    for props in (odd, [odd, GOOD], [GOOD, odd], [{"type": "string", "name": odd}, GOOD]):
        form = make(props)
        read_everything(form)
        if isinstance(props, list) and GOOD in props:
            form.set("good", "x")
            assert form.configured_props == {"good": "x"}


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("type_", ["string", "integer", "string[]", "app", ["x"]])
def test_odd_attributes_of_props_can_be_read(make_sync: Make, type_: Any, odd: Any) -> None:
    names = ["label", "description", "optional", "hidden", "disabled", "default", "min", "max", "options", "app"]
    names += ["remoteOptions", "reloadProps", "withLabel", "useQuery", "static"]
    for name in names:
        form = make_sync(
            [{"name": "p", "type": type_, name: odd}, GOOD], {"errors": None}, {"errors": None}, {"errors": None}
        )
        read_everything(form)
        for value in ("x", 3, ["x"]):
            assert rejected_argument(form.set, "p", value) in (None, "p")


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_options_are_left_out(make: Make, odd: Any) -> None:
    fine = {"label": "One", "value": 1}
    for name in ("options", "stringOptions"):
        for options, expected in ((odd, None), ([odd, fine, None], 1)):
            form = make(
                [{"name": "p", "type": "string", "remoteOptions": True}], {name: options, "context": odd}, {}, {}
            )
            found = [option.value for option in form.options("p")]
            if expected is not None and name == "options":
                assert expected in found
            assert None not in found
    form = make([{"name": "p", "type": "string", "options": [None, fine, odd]}])
    assert 1 in [option.value for option in form.options("p")]


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd], ids=repr)
def test_odd_errors_are_component_errors(make: Make, odd: Any) -> None:
    response = {"errors": odd, "options": [], "dynamicProps": {"id": "dyp_1"}}
    form = make([RELOADING, {"name": "list", "type": "string", "remoteOptions": True}], response, response)
    before = form.state()
    for call in (partial(form.set, "kind", "a"), partial(form.options, "list")):
        with pytest.raises(pdconnect.ComponentError) as caught:
            call()
        assert all(isinstance(error, str) for error in caught.value.errors)
        assert caught.value.body == response
    assert form.configured_props == before["configured_props"] == {}


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_odd_reloaded_props_can_be_read(make: Make, odd: Any) -> None:
    for dynamic in (
        odd,
        {"id": odd, "configurableProps": odd},
        {"id": "dyp_1", "configurableProps": [odd, RELOADING, None, GOOD]},
    ):
        form = make([RELOADING], {"dynamicProps": dynamic})
        form.set("kind", "a")
        read_everything(form)
        assert form.configured_props in ({"kind": "a"}, {})


STATE_MEMBERS = [
    "version",
    "kind",
    "key",
    "component_version",
    "external_user_id",
    "props",
    "configured_props",
    "dynamic_props_id",
    "labels",
]


@pytest.mark.parametrize("name", [*STATE_MEMBERS, "description"])
def test_a_damaged_state_is_an_error(make: Make, name: str) -> None:
    form = make(
        [RELOADING, {"name": "list", "type": "string", "remoteOptions": True}],
        {"options": [{"label": "A", "value": "a"}]},
        {},
    )
    list(form.options("list"))
    form.set("list", "a")
    state = form.state()
    for odd in (*ODD, [None], [{"name": None}], {"a": None}, {"a": {"b": 1}}):
        damaged = {**copy.deepcopy(state), name: odd}
        refused = rejected_argument(form.restored, damaged)
        assert refused in (None, "state")
        if refused is None:
            restored = form.restored(damaged)
            json.dumps([restored.state(), restored.json_schema()])
            repr((restored, restored.missing, restored.props))
    without = {key: value for key, value in state.items() if key != name}
    if name in STATE_MEMBERS and name not in ("labels", "component_version", "dynamic_props_id"):
        with pytest.raises(pdconnect.InvalidArgumentError, match="state"):
            form.restored(without)


@pytest.mark.parametrize("state", [[], "text", 5, [1], {}, {"version": 1}], ids=repr)
def test_another_value_is_not_a_state(make: Make, state: Any) -> None:
    with pytest.raises(pdconnect.InvalidArgumentError, match="state"):
        make([GOOD]).restored(state)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("apx_", max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=8,
)
attributes = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        (
            "name",
            "type",
            "label",
            "description",
            "default",
            "min",
            "max",
            "options",
            "optional",
            "remoteOptions",
        ),
        json_values,
    ),
)


@settings(max_examples=settings().max_examples * 3 // 5)
@given(props=st.lists(attributes | json_values, max_size=4), value=json_values)
def test_no_data_makes_a_form_fail(props: list[Any], value: Any) -> None:
    form = _make(None)(props)
    read_everything(form)
    for prop in form.props:
        assert rejected_argument(form.set, prop.name, value) in (None, prop.name)


# ---- updates that fail half-way


def test_an_update_that_fails_changes_nothing(make: Make) -> None:
    reloaded = {
        "dynamicProps": {"id": "dyp_1", "configurableProps": [RELOADING, GOOD, {"name": "new", "type": "integer"}]}
    }
    failing = {"errors": ["no"]}
    form = make([RELOADING, GOOD], reloaded, failing, reloaded)
    form.set("good", "before")
    before = form.state()
    for values, error in (
        ({"kind": "a", "new": "not an integer"}, pdconnect.InvalidArgumentError),
        ({"good": "after", "kind": "b"}, pdconnect.ComponentError),
        ({"good": "after", "nope": 1}, pdconnect.InvalidArgumentError),
        ({"good": None, "nope": 1}, pdconnect.InvalidArgumentError),
    ):
        with pytest.raises(error):
            form.update(values)
        assert form.state() == before
    form.update({"kind": "a", "new": 3})
    assert form.configured_props == {"kind": "a", "new": 3, "good": "before"}


def test_a_connection_that_fails_changes_nothing(make: Make) -> None:
    form = make([RELOADING, GOOD], *[httpx.ConnectError("unreachable") for _ in range(2)])
    before = form.state()
    for call in (partial(form.set, "kind", "a"), partial(form.update, {"good": "x", "kind": "a"})):
        with pytest.raises(pdconnect.TransportError):
            call()
        assert form.state() == before


# ---- values that depend on others

SHEET: list[dict[str, Any]] = [
    {"name": "account", "type": "app", "app": "google_sheets"},
    {"name": "sheet", "type": "string", "remoteOptions": True},
    {"name": "worksheet", "type": "string", "remoteOptions": True, "withLabel": True},
    {"name": "row", "type": "string", "optional": True},
]
VALUES = {"account": "apn_1", "sheet": "s1", "worksheet": "w1", "row": "a"}


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("account", "apn_2", {"account", "row"}),
        ("sheet", "s2", {"account", "sheet", "row"}),
        ("worksheet", "w2", {"account", "sheet", "worksheet", "row"}),
        ("row", "b", {"account", "sheet", "worksheet", "row"}),
        ("account", "apn_1", {"account", "sheet", "worksheet", "row"}),
        ("sheet", "s1", {"account", "sheet", "worksheet", "row"}),
        ("sheet", None, {"account", "row"}),
        ("account", None, {"row"}),
        ("row", None, {"account", "sheet", "worksheet"}),
    ],
)
def test_values_that_depend_on_an_old_value_are_dropped(make: Make, name: str, value: Any, kept: set[str]) -> None:
    for method in ("set", "update"):
        form = make(SHEET)
        form.update(VALUES)
        if method == "update":
            form.update({name: value})
        elif value is None:
            form.unset(name)
        else:
            form.set(name, value)
        assert form.configured_props.keys() == kept
        assert "sheet" in form.missing or "sheet" in kept


def test_new_values_set_together_are_kept(make: Make) -> None:
    form = make(SHEET)
    form.update(VALUES)
    form.update({"worksheet": "w2", "sheet": "s2"})
    assert {prop.name: prop.value for prop in form.props} == {**VALUES, "sheet": "s2", "worksheet": "w2"}


def test_a_reload_is_sent_without_the_dropped_values(make: Make) -> None:
    reloading = [SHEET[0], {**SHEET[1], "reloadProps": True}, *SHEET[2:]]
    form = make(reloading, {"dynamicProps": {"id": "dyp_1"}}, {"dynamicProps": {"id": "dyp_2"}})
    form.update(VALUES)
    form.set("sheet", "s2")
    assert form.bodies[-1]["configured_props"] == {"account": {"authProvisionId": "apn_1"}, "sheet": "s2", "row": "a"}
    assert form.dynamic_props_id == "dyp_2"


# ---- JSON Schema


@pytest.mark.parametrize(
    ("prop", "expected"),
    [
        (
            {"type": "$.interface.timer", "default": {"intervalSeconds": 900}},
            {"default": {"intervalSeconds": 900}},
        ),
        (
            {"type": "http_request", "default": {"method": "GET", "url": "https://a.example"}},
            {"default": {"method": "GET", "url": "https://a.example"}},
        ),
        (
            {"type": "string", "description": "A sheet", "remoteOptions": True},
            {"description": "A sheet\n\nThe choices come from the service: request the options of this prop."},
        ),
        (
            {"type": "app", "app": "slack", "description": "Account."},
            {"description": "Account.\n\nId of a connected account of slack."},
        ),
        ({"type": "string", "description": "Text"}, {"description": "Text"}),
    ],
    ids=range(5),
)
def test_a_json_schema_has_the_parts_of_the_prop(make: Make, prop: dict[str, Any], expected: dict[str, Any]) -> None:
    form = make([{"name": "p", **prop}])
    read_everything(form)
    schema = form.json_schema()["properties"]["p"]
    assert {name: schema[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("component", "description"),
    [
        ({"description": "Adds a row."}, "Adds a row."),
        ({"description": None}, "K"),
        ({"description": "", "name": None}, "The action k."),
        ({"description": 5, "name": [1]}, "The action k."),
    ],
)
def test_a_json_schema_describes_the_component(make: Make, component: Any, description: str) -> None:
    form = make([GOOD], **component)
    assert form.json_schema()["description"] == description
    assert form.restored(form.state()).json_schema()["description"] == description
