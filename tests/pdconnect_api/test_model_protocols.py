"""Models in other libraries: attrs, cattrs, pydantic, FastAPI, pattern matching, type hints, JSON."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from typing import Annotated, Any, ForwardRef, get_type_hints

import attrs
import cattrs
import httpx
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from pdconnect_api import inputs, models
from pdconnect_api.arguments import UNSET
from pdconnect_api.model import OpenEnum

from ..cases import for_each
from .reading import models_reachable
from .samples import samples
from .spec import READ_SCHEMAS, fields_of

MODELS = models_reachable(READ_SCHEMAS)
ENUMS = sorted(name for name in models.__all__ if isinstance(getattr(models, name), type(OpenEnum)))


def _raw(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = samples({"$ref": f"#/components/schemas/{name}"})[0]
    return {**raw, "a member of the future": [1]}


def _class(name: str) -> Any:
    return getattr(models, name)


# ---- type hints


@for_each("name", MODELS)
def test_type_hints_are_classes(name: str) -> None:
    hints = get_type_hints(_class(name))
    assert hints.keys() >= fields_of(MODELS[name]).keys()
    assert not any(isinstance(hint, str | ForwardRef) for hint in hints.values())


def test_type_hints_work_in_a_new_process() -> None:
    """The test runs where nothing else has imported the models that the annotations name."""
    program = (
        "import sys, typing\n"
        "from pdconnect_api.models.account import Account\n"
        "assert 'pdconnect_api.models.app' not in sys.modules\n"
        "print(typing.get_type_hints(Account)['app'])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "pdconnect_api.models.app.App | None\n"


# ---- attrs and cattrs


@for_each("name", MODELS)
def test_models_support_the_attrs_protocol(name: str) -> None:
    cls = _class(name)
    model = cls.from_dict(_raw(name))
    assert attrs.has(_class(name))
    fields = attrs.fields(cls)
    assert [field.name for field in fields] == list(cls.FIELDS)
    assert {field.name for field in fields if field.default is attrs.NOTHING} == set(cls.required_fields())
    assert {field.name for field in fields if not field.repr} == {
        field for field, how in cls.FIELDS.items() if how.secret
    }
    assert attrs.asdict(model, recurse=False) == {field: getattr(model, field) for field in cls.FIELDS}
    assert attrs.asdict(model).keys() == cls.FIELDS.keys()
    assert attrs.evolve(model) == cls(**attrs.asdict(model, recurse=False))


def test_attrs_evolves_one_field() -> None:
    account: Any = models.Account(id="apn_1", name="old")
    assert attrs.evolve(account, name="new") == models.Account(id="apn_1", name="new")


@for_each("name", MODELS)
def test_cattrs_unstructures_models(name: str) -> None:
    model = _class(name).from_dict(_raw(name))
    unstructured = cattrs.Converter().unstructure(model)
    assert unstructured == attrs.asdict(model)


@for_each("name", MODELS)
def test_cattrs_of_a_response_without_required_fields(name: str) -> None:
    model = _class(name).from_dict({})
    assert cattrs.Converter().unstructure(model) == dict.fromkeys(model.FIELDS)


def test_attrs_is_not_imported_with_the_models() -> None:
    program = (
        "import sys\n"
        "import pdconnect\n"
        "pdconnect.models.Account(id='apn_1').replace(name='x')\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'attr', 'attrs', 'pydantic', 'pydantic_core'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_without_attrs_models_are_no_attrs_classes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdconnect_api.model_protocols", None)
    assert not hasattr(models.Account, "__attrs_attrs__")


# ---- rich shows no credentials


@for_each("name", MODELS)
def test_rich_shows_every_field(name: str) -> None:
    rich_pretty = pytest.importorskip("rich.pretty")
    model = _class(name).from_dict(_raw(name))
    shown = rich_pretty.pretty_repr(model, max_width=100_000)
    assert [field for field in model.FIELDS if getattr(model, field) is not None and f"{field}=" not in shown] == []


def test_rich_shows_nested_models_and_hides_credentials() -> None:
    rich_pretty = pytest.importorskip("rich.pretty")
    account = models.Account(id="apn_1", app=models.App(name_slug="slack"), credentials={"api_key": "canary"})
    shown = rich_pretty.pretty_repr(account)
    assert shown == "Account(id='apn_1', app=App(name_slug='slack'), credentials='***')"


# ---- repr is short, and names what a person knows an object by


def test_repr_shows_the_identity_first_and_cuts_the_rest() -> None:
    app = models.App(
        custom_fields_json="[]",
        categories=["a", "b"],
        description="x" * 100,
        name="Slack",
        name_slug="slack",
        id="app_1",
    )
    cut = "x" * 60
    expected = f"App(id='app_1', name_slug='slack', name='Slack', description='{cut}'..., custom_fields_json='[]', categories=[...2])"
    assert repr(app) == expected


@pytest.mark.parametrize(
    ("nested", "shown"),
    [
        (models.App(id="app_1", name_slug="slack"), "App(id='app_1')"),
        (models.App(name_slug="slack", name="Slack"), "App(name_slug='slack')"),
        (models.App(description="chat"), "App(description='chat')"),
        (models.App(), "App()"),
    ],
)
def test_repr_names_nested_objects_by_their_id(nested: models.App, shown: str) -> None:
    assert repr(models.Account(id="apn_1", app=nested)) == f"Account(id='apn_1', app={shown})"


@for_each("name", MODELS)
def test_repr_is_one_line_of_limited_length(name: str) -> None:
    text = repr(_class(name).from_dict(_raw(name)))
    assert "\n" not in text
    assert len(text) < 1000


HOSTILE = [
    "x" * 5000,
    10**4000,
    10**4500,
    -(10**4500),
    "\x1b[31m\n",
    "[red]",
    "\ud800",
    float("nan"),
    [["a"]],
    {"a": {"b": ["c"]}},
]


@for_each("name", MODELS)
def test_repr_and_rich_are_bounded_for_any_value(name: str) -> None:
    rich_pretty = pytest.importorskip("rich.pretty")
    for value in HOSTILE:
        model = _class(name).from_dict({field.wire: value for field in _class(name).FIELDS.values()})
        text = repr(model)
        assert len(text) < 1000
        assert text.isprintable()
        longest = max(len(str(value)) if isinstance(value, str) else 0, 100)
        assert all(len(line) < longest + 100 for line in rich_pretty.pretty_repr(model).splitlines())


# ---- patterns and copies


@for_each("name", MODELS)
def test_match_arguments_are_the_fields(name: str) -> None:
    assert _class(name).__match_args__ == tuple(_class(name).FIELDS)


def test_models_match_patterns() -> None:
    match models.Account(id="apn_1", app=models.App(name_slug="slack")):
        case models.Account(id=identifier, app=models.App(name_slug="slack")):
            assert identifier == "apn_1"
        case _:
            pytest.fail("no pattern matched")


@for_each("name", MODELS)
def test_replace_changes_what_is_named_and_keeps_the_rest(name: str) -> None:
    model = _class(name).from_dict(_raw(name))
    assert model.replace() == model
    for field, how in model.FIELDS.items():
        removed = model.replace(**{field: None})
        assert getattr(removed, field) is None
        assert removed.to_dict() == {
            key: value for key, value in _raw(name).items() if key not in (how.wire, how.alias)
        }
        restored = removed.replace(**{field: getattr(model, field)})
        assert getattr(restored, field) == getattr(model, field)
        assert restored.additional_properties == model.additional_properties
    assert model == _class(name).from_dict(_raw(name))
    with pytest.raises(TypeError, match=f"{name}: unexpected nmae"):
        model.replace(nmae=1)


@for_each("name", MODELS)
def test_unset_counts_as_not_passed(name: str) -> None:
    cls = _class(name)
    model = cls.from_dict(_raw(name))
    assert model.replace(**dict.fromkeys(cls.FIELDS, UNSET)) == model
    required = {field: getattr(model, field) for field in cls.required_fields()}
    optional = dict.fromkeys(cls.FIELDS.keys() - required, UNSET)
    created = cls(**required, **optional)
    assert created == cls(**required)
    assert all(getattr(created, field) is None for field in optional)
    for field in required:
        with pytest.raises(TypeError, match=f"{name}: no {field}"):
            cls(**{**required, field: UNSET})


@for_each("name", MODELS)
def test_copy_replace(name: str) -> None:
    """`copy.replace` of Python 3.13, which calls `__replace__`; before 3.13, the test calls it itself."""
    copy_replace = getattr(copy, "replace", lambda value, /, **changes: type(value).__replace__(value, **changes))
    model = _class(name).from_dict(_raw(name))
    assert copy_replace(model) == model
    for field in model.FIELDS:
        assert copy_replace(model, **{field: None}) == model.replace(**{field: None})
    with pytest.raises(TypeError, match=f"{name}: unexpected nmae"):
        copy_replace(model, nmae=1)


# ---- JSON


@for_each("name", MODELS)
def test_to_json_writes_the_json_object(name: str) -> None:
    model = _class(name).from_dict(_raw(name))
    assert json.loads(model.to_json()) == json.loads(model.to_json(indent=2)) == model.to_dict() == dict(model)


@pytest.mark.slow
@pytest.mark.every_python
@for_each("levels", [1, 99, 100, 101, 500, 900, 5000])
@for_each("nest", [lambda inner: [inner], lambda inner: {"x": inner}, lambda inner: {"a": 1, "b": [2, inner]}])
def test_depth_of_unknown_json_has_no_limit(levels: int, nest: Any) -> None:
    value: Any = "leaf"
    for _ in range(levels):
        value = nest(value)
    account = models.Account.from_dict({"id": "apn_1", "future": value, "credentials": {"deep": value}})
    for twin in (
        models.Account.from_dict(account.to_dict()),
        pickle.loads(pickle.dumps(account)),
        copy.deepcopy(account),
    ):
        assert _depth(twin.additional_properties["future"]) == _depth(value)
        assert _depth(twin.to_dict()["credentials"]) == _depth(value) + 1
        assert twin.id == "apn_1"
    assert account.to_dict()["future"] is not value


def _depth(value: Any) -> int:
    """Return the number of nested containers, checking that the innermost value is the expected one."""
    levels = 0
    while value != "leaf":
        levels += 1
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return levels


# ---- pydantic


@for_each("name", MODELS)
def test_pydantic_reads_and_writes_models(name: str) -> None:
    cls, raw = _class(name), _raw(name)
    model, adapter = cls.from_dict(raw), TypeAdapter(_class(name))
    assert adapter.validate_python(model) is model
    assert adapter.validate_python(raw) == model
    assert adapter.validate_json(json.dumps(raw)) == model
    assert adapter.dump_python(model) == raw
    assert json.loads(adapter.dump_json(model)) == raw
    for wrong in ("text", 5, [raw], None):
        with pytest.raises(ValidationError):
            adapter.validate_python(wrong)


@for_each("name", MODELS)
@for_each("mode", ["validation", "serialization"])
def test_pydantic_schema_is_that_of_the_specification(name: str, mode: Any) -> None:
    schema = TypeAdapter(_class(name)).json_schema(mode=mode)
    assert schema["properties"].keys() == MODELS[name]["properties"].keys()
    text = json.dumps(schema)
    assert '"x-' not in text
    assert "#/components" not in text
    assert schema["type"] == "object"


def test_a_model_can_be_a_field_of_a_pydantic_model() -> None:
    class Row(BaseModel):
        account: models.Account
        others: list[models.Account] = []

    account = models.Account.from_dict({"id": "apn_1", "future": 1})
    row = Row(account=account, others=[account])
    assert Row.model_validate_json(row.model_dump_json()) == row
    assert row.model_dump()["others"] == [{"id": "apn_1", "future": 1}]
    assert Row.model_json_schema()["$defs"].keys() == {"Account"}


@for_each("name", ENUMS)
def test_pydantic_accepts_unknown_values_of_open_enumerations(name: str) -> None:
    enum = _class(name)
    adapter = TypeAdapter(enum)
    known = next(iter(enum))
    assert adapter.validate_python(str(known)) is known
    assert adapter.validate_python("of the future") == "of the future"
    assert isinstance(adapter.validate_json('"of the future"'), enum)
    assert adapter.dump_json(known) == json.dumps(known.value).encode()
    assert adapter.json_schema()["type"] == "string"
    with pytest.raises(ValidationError):
        adapter.validate_python(5)


@for_each("name", [name for name in inputs.__all__ if name[0].isupper()])
def test_pydantic_reads_inputs(name: str) -> None:
    assert TypeAdapter(getattr(inputs, name)).json_schema()


def test_pydantic_writes_a_model_in_a_field_of_any_type() -> None:
    class Row(BaseModel):
        value: Any

    assert json.loads(Row(value=[models.Account(id="apn_1")]).model_dump_json()) == {"value": [{"id": "apn_1"}]}


@pytest.mark.anyio
async def test_fastapi_returns_and_documents_models() -> None:
    fastapi = pytest.importorskip("fastapi")
    account = models.Account.from_dict({"id": "apn_1", "name": "x", "future": [1]})
    app = fastapi.FastAPI()

    @app.get("/plain")  # type: ignore[untyped-decorator, unused-ignore]
    def plain() -> Any:
        return [account]

    def typed() -> Any:
        return account

    app.get("/typed", response_model=models.Account)(typed)

    def posted(sent: Any) -> Any:
        return sent.id

    posted.__annotations__ = {"sent": Annotated[models.Account, fastapi.Body()], "return": str}
    app.post("/posted")(posted)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://app.test") as client:
        assert (await client.get("/plain")).json() == [account.to_dict()]
        assert (await client.get("/typed")).json() == account.to_dict()
        assert (await client.post("/posted", json=account.to_dict())).json() == "apn_1"
        assert (await client.post("/posted", json="text")).status_code == 422
        assert "Account" in (await client.get("/openapi.json")).json()["components"]["schemas"]
