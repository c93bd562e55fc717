"""Single values: variants of unions, unknown members and choices, numbers, times."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from pdconnect import models

from ..cases import for_each
from .harness import Harness, to_json
from .samples import UNKNOWN, samples
from .spec import DOCUMENT, OPERATIONS, Schema, branches, name_of, resolve

SCHEMAS: dict[str, Schema] = DOCUMENT["components"]["schemas"]
UNIONS = [
    name
    for name, schema in SCHEMAS.items()
    if "x-reads-as" not in schema and any("properties" in resolve(branch) for branch in branches(schema))
]
"""Of objects; values of simple types are returned unchanged."""
BIG = 1234567890123456789


def _variants(union: str) -> dict[str, Schema]:
    return {str(name_of(branch)): resolve(branch) for branch in branches(SCHEMAS[union])}


def test_unions_are_known() -> None:
    assert UNIONS == ["ConfigurableProp", "Emitter"]


def _prop(raw: Schema) -> Any:
    props = models.Component.from_dict({"configurable_props": [raw]}).configurable_props
    return props[0] if props else None


def _emitter(harness: Harness, raw: Schema) -> Any:
    operation = next(candidate for candidate in OPERATIONS if candidate.id == "deployed_triggers_retrieve")
    values = {"trigger_id": "dc_1", "external_user_id": "user"}
    return harness.call_raw(operation, values, 200, to_json({"data": raw}))


def test_props_are_selected_by_their_tag() -> None:
    for name, schema in _variants("ConfigurableProp").items():
        for raw in samples({"$ref": f"#/components/schemas/{name}"}):
            assert type(_prop(raw)).__name__ == name
            assert to_json(_prop(raw).to_dict()) == to_json(raw)
        if "const" in schema["properties"]["type"]:
            assert type(_prop({"type": schema["properties"]["type"]["const"]})).__name__ == name


@for_each("tag", [UNKNOWN, "", "String", "string ", None, 5, True, ["string"], {"string": 1}], ids=repr)
def test_prop_of_unknown_type_is_complete(tag: object) -> None:
    raw = {"name": "n", "type": tag, "label": "L", "brandNew": {"deep": [1, BIG]}, "options": ["a"]}
    prop = _prop(raw)
    assert type(prop) is models.ConfigurablePropUnknown
    assert (prop.name, prop.label) == ("n", "L")
    assert to_json(prop.type) == to_json(tag)
    assert prop.additional_properties["brandNew"] == {"deep": [1, BIG]}
    assert to_json(prop.to_dict()) == to_json(raw)


@for_each("name", _variants("Emitter"))
def test_emitters_are_selected_by_their_tag_or_id(harness: Harness, name: str) -> None:
    """Variants are recognized by their tag, and without a tag by the prefix of the id."""
    schema = SCHEMAS[name]
    tag, prefix = schema["properties"]["type"].get("const", UNKNOWN), schema.get("x-id-prefix", "zz_")
    for raw in ({"id": "x", "type": tag}, {"id": f"{prefix}123"}, {"id": f"{prefix}123", "type": None}):
        assert type(_emitter(harness, raw)).__name__ == name
    both = _emitter(harness, {"id": f"{prefix}123", "type": tag, "brand_new": BIG})
    assert type(both).__name__ == name
    assert both.additional_properties == {"brand_new": BIG}


@for_each("identifier", ["", "_", "dc", "xdc_1", "DC_1", None, 5, ["dc_"]], ids=repr)
def test_unknown_emitter_is_complete(harness: Harness, identifier: object) -> None:
    raw = {"id": identifier, "more": {"a": None}}
    emitter = _emitter(harness, raw)
    assert type(emitter) is models.UnknownEmitter
    assert to_json(emitter.to_dict()) == to_json(raw)
    assert emitter.additional_properties == {"more": {"a": None}}


@pytest.mark.parametrize(
    "raw", ["a", 5, 1.5, True, {"label": "a", "value": 5}, {"__lv": {"label": "a", "value": 5}}], ids=repr
)
def test_a_choice_is_read_in_any_form(raw: Any) -> None:
    (choice,) = models.ConfigurePropResult.from_dict({"options": [raw]}).options or []
    inner = raw.get("__lv", raw) if isinstance(raw, dict) else {"label": "a", "value": raw}
    assert to_json(choice.value) == to_json(inner["value"])
    assert isinstance(choice.label, str)
    assert choice.label == (inner["label"] if isinstance(raw, dict) else to_json(raw).decode().strip('"'))


@for_each("number", [BIG, -BIG, 2**63, 10**30, 0, -0.0, 0.1, 1e300, 5e-324, 1.0, 100.0, math.pi], ids=repr)
def test_numbers_keep_value_and_type(harness: Harness, number: float) -> None:
    operation = next(candidate for candidate in OPERATIONS if candidate.id == "actions_run")
    values = {"id": "key", "external_user_id": "user"}
    raw = {"ret": number, "exports": {"deep": [number]}, "os": [{"k": "x", "ts": number}]}
    result = harness.call_raw(operation, values, 200, to_json(raw))
    assert to_json([result.ret, result.exports, result.os[0].ts]) == to_json([number, {"deep": [number]}, number])
    assert to_json(result.to_dict()) == to_json(raw)


MOMENT = datetime(2024, 7, 30, 22, 52, 48, tzinfo=UTC)
TIMES: dict[Any, datetime] = {
    "2024-07-30T22:52:48Z": MOMENT,
    "2024-07-30t22:52:48z": MOMENT,
    "2024-07-30T22:52:48.000Z": MOMENT,
    "2024-07-30T22:52:48+00:00": MOMENT,
    "2024-07-30T22:52:48-00:00": MOMENT,
    "2024-07-31T00:52:48+02:00": MOMENT,
    "2024-07-30T22:52:48": MOMENT,
    "2024-07-30 22:52:48Z": MOMENT,
    "2024-07-30T22:52:48.123456Z": MOMENT + timedelta(microseconds=123456),
    "2024-07-30T22:52:48.123456789Z": MOMENT + timedelta(microseconds=123456),
    "2024-07-30T22:52:48.5Z": MOMENT + timedelta(milliseconds=500),
    "2024-07-30T17:22:48-05:30": MOMENT.astimezone(timezone(-timedelta(hours=5, minutes=30))),
    1722379968: MOMENT,
    1722379968000: MOMENT,
    1722379968.5: MOMENT + timedelta(milliseconds=500),
    1722379968500: MOMENT + timedelta(milliseconds=500),
    0: datetime(1970, 1, 1, tzinfo=UTC),
    "1722379968": MOMENT,
    "1722379968000": MOMENT,
    "1722379968500": MOMENT + timedelta(milliseconds=500),
    "20240730T225248Z": MOMENT,
    "2024-07-30": datetime(2024, 7, 30, tzinfo=UTC),
}


@for_each(("raw", "moment"), TIMES.items(), ids=map(str, TIMES))
def test_times_become_aware_datetimes(raw: Any, moment: datetime) -> None:
    created = models.Account.from_dict({"created_at": raw}).created_at
    assert created == moment
    assert created is not None
    assert created.tzinfo is not None


NO_TIMES = [
    "",
    "soon",
    "2024-13-45T00:00:00Z",
    "2024-07-30T22:52:60Z",
    "0000-01-01T00:00:00Z",
    "1722379968000Z",
    "1722379968000+00:00",
    "2024-07-30x22:52:48Z",
    "\u0661" * 13,
    "9" * 400,
    "9" * 5000,
    10**400,
    -(10**18),
    True,
    [],
    {"a": 1},
]


@for_each("raw", NO_TIMES, ids=lambda raw: str(raw)[:20])
def test_invalid_times_are_unchanged(raw: Any) -> None:
    account = models.Account.from_dict({"created_at": raw})
    assert account.created_at is raw
    assert account.to_dict() == {"created_at": raw}


def test_unknown_choices_are_members_of_their_enumeration() -> None:
    known, unknown = (
        models.Component.from_dict({"component_type": value}).component_type for value in ("action", UNKNOWN)
    )
    assert known is models.ComponentType.ACTION
    assert known.known
    assert isinstance(unknown, models.ComponentType)
    assert (unknown, str(unknown), unknown.known) == (UNKNOWN, UNKNOWN, False)
    assert unknown not in list(models.ComponentType)


def test_unknown_members_are_kept() -> None:
    app = models.Account.from_dict({"id": "apn_1", "app": {"id": "app_1", "new": [BIG]}, "newer": None}).app
    assert app is not None
    assert app.additional_properties == {"new": [BIG]}
    assert models.Account.from_dict({"id": "apn_1", "newer": None}).additional_properties == {"newer": None}
