"""`scripts/upstream`: packages and documents are read as data, and every difference is reported unless a checked-in list says why."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest

from generator.upstream import compare, facts, openapi, python_sdk, typescript_sdk
from generator.upstream.__main__ import BUNDLE, SNAPSHOTS, main
from generator.upstream.compare import Deliberate

from ..cases import for_each

THING = """
import typing
from ..core.pydantic_utilities import UniversalBaseModel
from .kind import Kind

class Base(UniversalBaseModel):
    id: str

class Thing(Base):
    read_only: typing.Annotated[typing.Optional[bool], FieldMetadata(alias="readOnly"), pydantic.Field(alias="readOnly")] = None
    kind: typing.Optional[Kind] = None
    parts: typing.List["Thing"]
    any_of: typing.Union[str, int, None]
    notes: typing.Dict[str, typing.Any]
    when: dt.datetime
"""
KIND = """
Kind = typing.Union[typing.Literal["small", "large"], typing.Any]
"""
ALIAS = """
ThingId = str
"""
CLIENT = """
class RawThingsClient:
    def list(self, *, app: typing.Optional[str] = None, kind: Kind = OMIT, thing_id: ThingId):
        _response = self._client_wrapper.httpx_client.request(
            f"v1/connect/{encode(self._client_wrapper._project_id)}/things/{encode(thing_id)}",
            method="POST",
            params={"app": app},
            json={"kind": convert(object_=kind), "fixed": 1},
        )
        if 200 <= _response.status_code < 300:
            return parse_obj_as(type_=typing.List[Thing], object_=_response.json())

    def helper(self):
        return 1

class AsyncRawThingsClient:
    async def list(self):
        await self._client_wrapper.httpx_client.request("v1/never", method="GET")
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    file = tmp_path / "pipedream-9.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("pipedream/types/thing.py", THING)
        archive.writestr("pipedream/types/kind.py", KIND)
        archive.writestr("pipedream/types/thing_id.py", ALIAS)
        archive.writestr("pipedream/things/raw_client.py", CLIENT)
        archive.writestr("pipedream/evil.py", "raise SystemExit('a downloaded package was run')")
    return file


@pytest.fixture
def package(tmp_path: Path) -> Path:
    file = tmp_path / "pipedream-sdk-9.0.0.tgz"
    declarations = """
export declare namespace Thing {
    interface Raw {
        id: ThingId.Raw;
        readOnly?: boolean | null;
        parts: Thing.Raw[];
        choices?: (string | undefined)[] | null;
        notes: Record<string, unknown>;
    }
}
"""
    client = """
        url: url.join(base, `v1/connect/${encode(this.get({ project: 1 }))}/things/${id}`),
        method: "POST",
"""
    with tarfile.open(file, "w:gz") as archive:
        for name, text in (
            ("serialization/types/Thing.d.ts", declarations),
            ("serialization/types/ThingId.d.ts", "export declare namespace ThingId {\n    type Raw = string;\n}\n"),
            ("api/resources/things/client/Client.js", client),
        ):
            path = tmp_path / Path(name).name
            path.write_text(text)
            archive.add(path, f"package/dist/cjs/{name}")
    return file


def test_facts_are_read_from_a_wheel(wheel: Path) -> None:
    assert python_sdk.read_wheel(wheel) == {
        "Base.id": "string",
        "Kind = large": "",
        "Kind = small": "",
        "POST /v1/connect/{}/things/{}": "Thing[]",
        "POST /v1/connect/{}/things/{} > fixed": "any",
        "POST /v1/connect/{}/things/{} > kind": "Kind",
        "POST /v1/connect/{}/things/{} ? app": "string?",
        "Thing.any_of": "integer | string?",
        "Thing.id": "string",
        "Thing.kind": "Kind?",
        "Thing.notes": "map of any",
        "Thing.parts": "Thing[]",
        "Thing.readOnly": "boolean?",
        "Thing.when": "datetime",
    }


def test_facts_are_read_from_an_npm_package(package: Path) -> None:
    assert typescript_sdk.read_package(package) == {
        "POST /v1/connect/{}/things/{}": "any",
        "Thing.choices": "string?[]?",
        "Thing.id": "string",
        "Thing.notes": "map of any",
        "Thing.parts": "Thing[]",
        "Thing.readOnly": "boolean?",
    }


def test_facts_are_read_from_an_openapi_document(tmp_path: Path) -> None:
    document = tmp_path / "openapi.json"
    document.write_text(
        """{"openapi": "3.0.3", "paths": {"/v1/things/{id}": {
          "parameters": [{"name": "id", "in": "path", "schema": {"type": "string"}}],
          "post": {"parameters": [{"name": "app", "in": "query", "schema": {"type": "string"}}],
            "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["a"], "properties": {
              "a": {"type": "integer"}, "b": {"type": "string", "nullable": true}}}}}},
            "responses": {"200": {"description": "", "content": {
              "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
        "components": {"schemas": {"Kind": {"type": "string", "enum": ["small"]},
          "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"},
            "kind": {"$ref": "#/components/schemas/Kind"}, "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
            "at": {"type": ["string", "null"], "format": "date-time"}}}}}}"""
    )
    assert openapi.read_document(document) == {
        "Kind = small": "",
        "POST /v1/things/{}": "Thing",
        "POST /v1/things/{} > a": "integer",
        "POST /v1/things/{} > b": "string?",
        "POST /v1/things/{} ? app": "string?",
        "Thing.at": "datetime?",
        "Thing.id": "string",
        "Thing.kind": "Kind?",
        "Thing.parts": "Thing[]?",
    }


_KIND = {"Thing.kind": "ThingKind?", "ThingKind = a": "", "ThingKind = b": ""}


@for_each(
    ("schema", "expected"),
    [
        ({"type": "string", "enum": ["a", "b"]}, _KIND),
        ({"type": "string", "enum": ["a", "b"], "nullable": True}, _KIND),
        ({"type": ["string", "null"], "enum": ["a", "b", None]}, _KIND),
        ({"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]}, _KIND),
        ({"allOf": [{"type": "string", "enum": ["a", "b"]}]}, _KIND),
        ({"oneOf": [{"type": "string", "enum": ["a", "b"]}, {"enum": [None]}]}, _KIND),
        ({"type": "string", "enum": ["a"]}, {"Thing.kind": "string?"}),  # a tag
        ({"nullable": True}, {"Thing.kind": "any"}),
        ({"allOf": [{"$ref": "#/components/schemas/Other"}], "nullable": True}, {"Thing.kind": "Other?"}),
        ({"oneOf": [{"$ref": "#/components/schemas/Other"}, {"type": "null"}]}, {"Thing.kind": "Other?"}),
        (
            {"type": "object", "properties": {"at": {"type": "object", "properties": {"x": {"type": "integer"}}}}},
            {"Thing.kind": "ThingKind?", "ThingKind.at": "ThingKindAt?", "ThingKindAt.x": "integer?"},
        ),
        (
            {"type": "array", "items": {"oneOf": [{"type": "string"}, {"type": "integer"}]}},
            {"Thing.kind": "ThingKindItem[]?", "ThingKindItem": "integer | string"},
        ),
    ],
)
def test_schemas_without_a_name_have_the_names_of_the_sdks(schema: dict[str, Any], expected: facts.Facts) -> None:
    other = {"type": "object", "properties": {"id": {"type": "string"}}}
    for required in ([], ["kind"]):
        thing = {"type": "object", "properties": {"kind": schema}, "required": required}
        found = openapi.Reader({"paths": {}, "components": {"schemas": {"Thing": thing, "Other": other}}}).facts()
        found["Thing.kind"] = facts.optional(found["Thing.kind"])
        assert found == {**expected, "Other.id": "string?"}


def test_parameters_without_a_named_type_are_named_by_method_and_path() -> None:
    sort = {"name": "sort_by", "in": "query", "schema": {"type": "string", "enum": ["a", "b"]}}
    paths = {"/v1/connect/{project_id}/big-things": {"get": {"parameters": [sort], "responses": {}}}}
    assert openapi.Reader({"paths": paths}).facts() == {
        "GET /v1/connect/{}/big-things": "none",
        "GET /v1/connect/{}/big-things ? sort_by": "GetBigThingsSortBy?",
        "GetBigThingsSortBy = a": "",
        "GetBigThingsSortBy = b": "",
    }


def test_facts_survive_a_file(tmp_path: Path) -> None:
    found = {"GET /v1/a ? b": "string?", "Kind = small": "", "A.b": "map of C | D"}
    facts.write(found, tmp_path / "facts.txt", "title")
    assert facts.read(tmp_path / "facts.txt") == found


@for_each(
    ("theirs", "ours", "reported"),
    [
        ({"GET /a": "A"}, {}, ["+ GET /a: A"]),
        ({}, {"GET /a": "A"}, ["- GET /a: A"]),
        ({"GET /a": "A"}, {"GET /a": "B"}, ["~ GET /a: B -> A"]),
        ({"GET /a ? b": "string"}, {"GET /a ? b": "string?"}, ["~ GET /a ? b: string? -> string"]),
        ({"A.b": "string"}, {"A.c": "string"}, ["+ A.b: string"]),
        ({"GET /a": "A", "GET /a ? b": "string", "GET /a > c": "any"}, {}, ["+ GET /a: A, > c: any, ? b: string"]),
        ({}, {"GET /a": "A", "GET /a ? b": "string"}, ["- GET /a: A, ? b: string"]),
        ({"GET /a": "A", "GET /a ? b": "string"}, {"GET /a": "A"}, ["+ GET /a ? b: string"]),
        ({"A.b": "string"}, {"A.b": "integer"}, ["~ A.b: integer -> string"]),
        ({"A.b": "string"}, {"A.b": "string?"}, []),  # readers are tolerant
        # Readers also tolerate fields that the package does not know.
        ({"A.b": "string"}, {"A.b": "string", "A.c": "string"}, []),
        ({"K = x": "", "K = y": ""}, {"K = x": ""}, ["+ K = y"]),
        ({"K = x": ""}, {"K = x": "", "K = y": ""}, ["- K = y"]),
        ({"Official.b": "Other"}, {"Ours.b": "Another"}, []),  # types with other names
        ({"Ignored.b": "string"}, {}, []),
        ({"GET /a ? explained": "string"}, {}, []),
    ],
)
def test_only_unexplained_differences_are_reported(theirs: facts.Facts, ours: facts.Facts, reported: list[str]) -> None:
    deliberate = Deliberate({"Official": "Ours", "Other": "Another"}, {"Ignored": "why"}, {"* ? explained": "why"})
    found, _ = compare.unexplained(theirs, ours, deliberate)
    assert found == reported


@for_each(
    ("before", "after", "reported"),
    [
        ({}, {"A.b": "string", "A.c": "D?"}, ["+ A.b: string, c: D?"]),
        ({"A.b": "string", "A.c": "D?"}, {}, ["- A.b: string, c: D?"]),
        ({"A.b": "string"}, {"A.b": "string", "A.c": "D", "A.d": "D"}, ["+ A.c: D", "+ A.d: D"]),
        ({"K = x": ""}, {"L = x": "", "L = y": ""}, ["- K = x", "+ L = x, y"]),
        ({}, {"A": "B | C", "AB.c": "string"}, ["+ A: B | C", "+ AB.c: string"]),
    ],
)
def test_what_one_side_lacks_as_a_whole_is_one_line(
    before: facts.Facts, after: facts.Facts, reported: list[str]
) -> None:
    assert compare.lines(compare.changes(before, after), before, after) == reported


def test_entries_that_explain_nothing_are_reported() -> None:
    deliberate = Deliberate({"Official": "Ours"}, {"Ignored": "why"}, {"GET /a *": "why"})
    _, unused = compare.unexplained({"A.b": "string"}, {}, deliberate)
    assert unused == ["GET /a *", "Ignored", "Official"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["python", "typescript"])
def test_the_specification_differs_from_the_last_look_only_where_the_list_says_why(name: str) -> None:
    ours = openapi.read_document(BUNDLE)
    if name == "typescript":
        ours = facts.operations_and_types(facts.coarse(ours))
    seen = facts.read(SNAPSHOTS / f"{name}.txt")
    assert len(seen) > 500
    found, _ = compare.unexplained(seen, ours, compare.read_deliberate(SNAPSHOTS / "deliberate.yaml"))
    assert found == []


def test_the_specification_differs_from_the_document_of_the_vendor_only_where_the_list_says_why() -> None:
    file = SNAPSHOTS / "deliberate.yaml"
    vendor = facts.read(Path(__file__).with_name("vendor_document.txt"))
    assert len(vendor) > 900
    with_its_own, of_sdks = compare.read_deliberate(file, openapi=True), compare.read_deliberate(file)
    found, unused = compare.unexplained(vendor, openapi.read_document(BUNDLE), with_its_own)
    assert found == []
    for entries, shared in zip(attrs.astuple(with_its_own), attrs.astuple(of_sdks), strict=True):
        own = entries.keys() - shared.keys()
        assert own
        assert not own & set(unused)


def test_the_report_names_what_changed(wheel: Path, package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--python", str(wheel), "--typescript", str(package)]) == 1
    report = capsys.readouterr().out
    assert "## pipedream 9.0" in report
    assert "+ POST /v1/connect/{}/things/{}: Thing[]" in report
    account = next(line for line in report.splitlines() if line.startswith("- Account."))
    assert ", id: string, " in account


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--openapi", str(tmp_path / "missing.yaml")]) == 2
    assert "missing.yaml" in capsys.readouterr().err


@pytest.mark.slow
def test_the_own_document_has_no_difference_to_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--openapi", str(BUNDLE)]) == 0
    assert "does not say why: 0" in capsys.readouterr().out


@for_each(
    ("text", "reason"),
    [
        ("a: [", "what.yaml is neither YAML nor JSON: while parsing"),
        ("a: 1", "what.yaml is not an OpenAPI document: it has no paths"),
        ("[]", "it has no paths"),
        ("paths: none", "it has no paths"),
        ("", "it has no paths"),
    ],
)
def test_a_file_that_is_no_openapi_document(
    text: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "what.yaml").write_text(text)
    assert main(["--openapi", str(tmp_path / "what.yaml")]) == 2
    assert reason in capsys.readouterr().err
