"""Planted changes of a specification, each with its impact. In schemas a change can break callers and not readers, or the reverse."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest

from generator.publishing.comparison import Change, Impact, compare, required_version

from ..cases import for_each

BREAKING, COMPATIBLE, TEXT = Impact.BREAKING, Impact.COMPATIBLE, Impact.TEXT
WRITTEN_DIFFERENTLY = Change(TEXT, "openapi", "is written differently; nothing else changed")
Node = dict[str, Any]


def _schema(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _body(name: str) -> Node:
    return {"content": {"application/json": {"schema": _schema(name)}}}


def _document() -> Node:
    """Return a specification with one of each part; every schema is used in one direction."""
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Things", "version": "1.2.0", "description": "All things."},
        "servers": [{"url": "https://things.example"}],
        "security": [{"oauth": ["read"]}],
        "tags": [{"name": "things", "description": "Things."}],
        "x-pagination-styles": {"cursor": {"request": "after", "next": "next", "items": ["data"]}},
        "paths": {
            "/things/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "get": {
                    "operationId": "things_list",
                    "tags": ["things"],
                    "summary": "List things",
                    "x-pagination": "cursor",
                    "x-rate-limit": {"name": "listing", "requests": 10, "seconds": 1},
                    "parameters": [
                        {"$ref": "#/components/parameters/Limit"},
                        {"name": "state", "in": "query", "required": True, "schema": {"type": "string"}},
                        {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                        {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                    ],
                    "responses": {
                        "200": {
                            "description": "Things.",
                            "headers": {"X-Total": {"required": True, "schema": {"type": "integer"}}},
                            **_body("Page"),
                        },
                        "404": {"$ref": "#/components/responses/NotFound"},
                    },
                },
                "post": {
                    "operationId": "things_create",
                    "tags": ["things"],
                    "x-envelope": "data",
                    "security": [{"oauth": ["read", "write"]}, {"token": []}],
                    "requestBody": {"required": True, **_body("CreateThing")},
                    "responses": {"200": {"description": "The thing.", **_body("Thing")}},
                },
                "delete": {
                    "operationId": "things_delete",
                    "tags": ["things"],
                    "responses": {"204": {"description": "Deleted."}},
                },
            }
        },
        "webhooks": {
            "thing_created": {
                "post": {"requestBody": _body("Event"), "responses": {"200": {"description": "Received."}}}
            }
        },
        "components": {
            "parameters": {"Limit": limit},
            "responses": {"NotFound": {"description": "No such thing.", **_body("Problem")}},
            "examples": {"one": {"summary": "One", "value": {"id": "1"}}},
            "securitySchemes": {
                "oauth": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "/token", "scopes": {"read": "Read", "write": "Write"}}},
                },
                "token": {"type": "http", "scheme": "bearer"},
            },
            "schemas": {
                "CreateThing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
                "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
                "Page": {
                    "type": "object",
                    "properties": {"data": {"type": "array", "items": _schema("Thing")}, "next": {"type": "string"}},
                },
                "Problem": {"type": "object", "properties": {"error": {"type": "string"}}},
                "Event": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}}},
                "Cat": _variant("cat"),
                "Dog": _variant("dog"),
                "Any": {"type": "object", "properties": {"name": {"type": "string"}}},
            },
        },
    }  # fmt: skip


def _variant(tag: str) -> Node:
    return {"type": "object", "properties": {"type": {"type": "string", "const": tag}}}


def _changes(edit: Callable[[Node], object]) -> list[Change]:
    old = _document()
    new = copy.deepcopy(old)
    edit(new)
    return compare(old, new)


def test_nothing_is_reported_without_a_change() -> None:
    assert _changes(lambda document: None) == []
    assert compare(_document(), dict(reversed(_document().items()))) == []


@attrs.frozen
class PlantedSchema:
    """A change of the schema of a property, and its impact in a request and in a response. None: only written differently."""

    name: str
    before: Node
    after: Node
    request: Impact | None
    response: Impact | None


_STRING, _NUMBER, _ANY = {"type": "string"}, {"type": "number"}, _schema("Any")
_OBJECT = {"type": "object", "properties": {"a": _STRING}}
_SCHEMAS = [
    # ---- types
    PlantedSchema("another type", _STRING, {"type": "boolean"}, BREAKING, BREAKING),
    PlantedSchema("integer to number", {"type": "integer"}, _NUMBER, COMPATIBLE, BREAKING),
    PlantedSchema("number to integer", _NUMBER, {"type": "integer"}, BREAKING, COMPATIBLE),
    PlantedSchema("no type any more", _STRING, {}, COMPATIBLE, BREAKING),
    PlantedSchema("a type where there was none", {}, _STRING, BREAKING, COMPATIBLE),
    PlantedSchema("one more type", _STRING, {"type": ["string", "integer"]}, COMPATIBLE, BREAKING),
    PlantedSchema("one type less", {"type": ["string", "integer"]}, _STRING, BREAKING, COMPATIBLE),
    PlantedSchema("null is possible", _STRING, {"type": ["string", "null"]}, COMPATIBLE, BREAKING),
    PlantedSchema("null is impossible", {"type": ["string", "null"]}, _STRING, BREAKING, COMPATIBLE),
    PlantedSchema("nullable of 3.0", {**_STRING, "nullable": True}, {"type": ["string", "null"]}, None, None),
    PlantedSchema(
        "null written otherwise", {"type": ["string", "null"]}, {"anyOf": [_STRING, {"type": "null"}]}, None, None
    ),
    PlantedSchema("types written otherwise", {"type": ["string", "number"]}, {"oneOf": [_NUMBER, _STRING]}, None, None),
    PlantedSchema("a reference that may be null", _ANY, {"anyOf": [_ANY, {"type": "null"}]}, COMPATIBLE, BREAKING),
    # ---- values
    PlantedSchema("a value more", {**_STRING, "enum": ["a"]}, {**_STRING, "enum": ["a", "b"]}, COMPATIBLE, BREAKING),
    PlantedSchema("a value less", {**_STRING, "enum": ["a", "b"]}, {**_STRING, "enum": ["a"]}, BREAKING, COMPATIBLE),
    PlantedSchema("values in another order", {"enum": ["a", "b"]}, {"enum": ["b", "a"]}, None, None),
    PlantedSchema("only certain values", _STRING, {**_STRING, "enum": ["a"]}, BREAKING, COMPATIBLE),
    PlantedSchema("any value", {**_STRING, "enum": ["a"]}, _STRING, BREAKING, BREAKING),
    PlantedSchema("another constant", {**_STRING, "const": "a"}, {**_STRING, "const": "b"}, BREAKING, BREAKING),
    PlantedSchema("const as enum", {**_STRING, "const": "a"}, {**_STRING, "enum": ["a"]}, None, None),
    PlantedSchema(
        "an open value more",
        {**_STRING, "x-extensible-enum": ["a"]},
        {**_STRING, "x-extensible-enum": ["a", "b"]},
        COMPATIBLE,
        COMPATIBLE,
    ),
    PlantedSchema(
        "an open value less",
        {**_STRING, "x-extensible-enum": ["a", "b"]},
        {**_STRING, "x-extensible-enum": ["a"]},
        BREAKING,
        BREAKING,
    ),
    PlantedSchema("a closed list becomes open", {"enum": ["a"]}, {"x-extensible-enum": ["a"]}, COMPATIBLE, BREAKING),
    PlantedSchema("an open list becomes closed", {"x-extensible-enum": ["a"]}, {"enum": ["a"]}, BREAKING, COMPATIBLE),
    # ---- limits
    *(
        PlantedSchema(f"{keyword}: {name}", before, after, *impacts)
        for keyword, tight, loose in (
            ("minLength", 3, 2),
            ("maxLength", 2, 3),
            ("minimum", 3, 2),
            ("maximum", 2, 3),
            ("exclusiveMinimum", 3, 2),
            ("exclusiveMaximum", 2, 3),
            ("minItems", 3, 2),
            ("maxItems", 2, 3),
        )
        for name, before, after, impacts in (
            ("tightened", {keyword: loose}, {keyword: tight}, (BREAKING, COMPATIBLE)),
            ("loosened", {keyword: tight}, {keyword: loose}, (COMPATIBLE, BREAKING)),
            ("set", {}, {keyword: tight}, (BREAKING, COMPATIBLE)),
            ("removed", {keyword: tight}, {}, (COMPATIBLE, BREAKING)),
        )
    ),
    *(
        PlantedSchema(f"{keyword}: {name}", before, after, *impacts)
        for keyword, value, other in (
            ("pattern", "^a", "^b"),
            ("format", "uri", "email"),
            ("multipleOf", 2, 3),
            ("not", {"const": "a"}, {"const": "b"}),
            ("propertyNames", {"pattern": "a"}, {"pattern": "b"}),
            ("contentEncoding", "base64", "base32"),
        )
        for name, before, after, impacts in (
            ("set", _STRING, {**_STRING, keyword: value}, (BREAKING, COMPATIBLE)),
            ("removed", {**_STRING, keyword: value}, _STRING, (COMPATIBLE, BREAKING)),
            ("changed", {**_STRING, keyword: value}, {**_STRING, keyword: other}, (BREAKING, BREAKING)),
        )
    ),
    PlantedSchema("no minimum length", _STRING, {**_STRING, "minLength": 0}, None, None),
    PlantedSchema("unique items", {}, {"uniqueItems": True}, BREAKING, COMPATIBLE),
    # ---- objects and arrays
    PlantedSchema("items", {"type": "array", "items": _STRING}, {"type": "array", "items": {}}, COMPATIBLE, BREAKING),
    PlantedSchema("property of an object", _OBJECT, {**_OBJECT, "properties": {"a": _NUMBER}}, BREAKING, BREAKING),
    PlantedSchema("no other properties", {}, {"additionalProperties": False}, BREAKING, COMPATIBLE),
    PlantedSchema("other properties", {"additionalProperties": False}, {}, COMPATIBLE, BREAKING),
    PlantedSchema("true", {}, {"additionalProperties": True}, None, None),
    PlantedSchema("some other properties", {}, {"additionalProperties": _STRING}, BREAKING, COMPATIBLE),
    PlantedSchema(
        "the type of other properties",
        {"additionalProperties": _STRING},
        {"additionalProperties": _NUMBER},
        BREAKING,
        BREAKING,
    ),
    # ---- unions
    PlantedSchema(
        "a variant more", {"oneOf": [_schema("Cat")]}, {"oneOf": [_schema("Cat"), _schema("Dog")]}, COMPATIBLE, BREAKING
    ),
    PlantedSchema(
        "a variant less", {"oneOf": [_schema("Cat"), _schema("Dog")]}, {"oneOf": [_schema("Cat")]}, BREAKING, COMPATIBLE
    ),
    PlantedSchema(
        "a variant more before an open fallback",
        {"oneOf": [_schema("Cat"), _ANY]},
        {"oneOf": [_schema("Cat"), _schema("Dog"), _ANY]},
        COMPATIBLE,
        COMPATIBLE,
    ),
    PlantedSchema("a union of one", _schema("Cat"), {"oneOf": [_schema("Cat")]}, None, None),
    PlantedSchema("another object", _schema("Cat"), _schema("Any"), BREAKING, BREAKING),
    PlantedSchema(
        "another tag",
        {"discriminator": {"propertyName": "type"}},
        {"discriminator": {"propertyName": "kind"}},
        BREAKING,
        BREAKING,
    ),
    PlantedSchema(
        "a tag refers to another variant",
        {"discriminator": {"propertyName": "type", "mapping": {"cat": "Cat"}}},
        {"discriminator": {"propertyName": "type", "mapping": {"cat": "Dog"}}},
        BREAKING,
        BREAKING,
    ),
    PlantedSchema(
        "one more tag",
        {"discriminator": {"propertyName": "type", "mapping": {}}},
        {"discriminator": {"propertyName": "type", "mapping": {"cat": "Cat"}}},
        COMPATIBLE,
        COMPATIBLE,
    ),
    PlantedSchema("no discriminator", {"discriminator": {"propertyName": "type"}}, {}, BREAKING, BREAKING),
    # ---- other keywords
    PlantedSchema("a default", {"default": 1}, {"default": 2}, BREAKING, COMPATIBLE),
    PlantedSchema("a description", {"description": "A"}, {"description": "B"}, TEXT, TEXT),
    PlantedSchema("an example", {"examples": [1]}, {"examples": [2]}, TEXT, TEXT),
    PlantedSchema("a decision", {}, {"x-decisions": ["C1"]}, TEXT, TEXT),
    PlantedSchema("deprecated", {}, {"deprecated": True}, COMPATIBLE, COMPATIBLE),
    PlantedSchema("a credential", {}, {"x-sensitive": True}, COMPATIBLE, COMPATIBLE),
    PlantedSchema("a second name", {}, {"x-also-named": "b"}, COMPATIBLE, COMPATIBLE),
    PlantedSchema("no second name", {"x-also-named": "b"}, {}, BREAKING, BREAKING),
    PlantedSchema("another id prefix", {"x-id-prefix": "a_"}, {"x-id-prefix": "b_"}, BREAKING, BREAKING),
    PlantedSchema("another single form", {"x-reads-as": {"a": 1}}, {"x-reads-as": {"a": 2}}, BREAKING, BREAKING),
    PlantedSchema("an unknown keyword", {}, {"x-new": 1}, BREAKING, BREAKING),
    PlantedSchema("all of", {}, {"allOf": [_ANY]}, BREAKING, BREAKING),
]


@for_each("planted", _SCHEMAS, ids=lambda planted: planted.name)
def test_a_change_of_a_schema_has_an_impact_by_direction(planted: PlantedSchema) -> None:
    for owner, expected in (("CreateThing", planted.request), ("Thing", planted.response)):
        old, new = _document(), _document()
        for document, schema in ((old, planted.before), (new, planted.after)):
            document["components"]["schemas"][owner]["properties"]["planted"] = schema
        found = compare(old, new)
        if expected is None:
            assert found == [WRITTEN_DIFFERENTLY]
        else:
            assert {change.subject for change in found} == {owner}
            assert max(change.impact for change in found) == expected, found


@attrs.frozen
class Planted:
    """An edit of the document: the node at `at` gets the members of `new`; a value of None removes a member."""

    name: str
    at: tuple[str | int, ...]
    new: Node
    expected: tuple[Impact, str, str]
    """Impact, subject and message of the most severe change."""

    def plant(self, document: Node) -> None:
        """Edit the document."""
        node: Any = document
        for step in self.at:
            node = node[step]
        for key, value in self.new.items():
            if value is None:
                del node[key]
            else:
                node[key] = value


_ITEM = ("paths", "/things/{id}")
_LIST, _CREATE, _DELETE = (*_ITEM, "get"), (*_ITEM, "post"), (*_ITEM, "delete")
_STATE, _IDS, _TRACE = (*_LIST, "parameters", 1), (*_LIST, "parameters", 2), (*_LIST, "parameters", 3)
_BODY = (*_CREATE, "requestBody")
_SUCCESS = (*_LIST, "responses", "200")
_COMPONENTS = ("components", "schemas")
_OAUTH = ("components", "securitySchemes", "oauth")
_ID = {"id": _STRING}
_OPTIONAL = {"name": "new", "in": "query", "schema": _STRING}


def _listed(impact: Impact, message: str) -> tuple[Impact, str, str]:
    return impact, "things_list", message


def _created(impact: Impact, message: str) -> tuple[Impact, str, str]:
    return impact, "things_create", message


def _other_id(name: str) -> Node:
    return {"parameters": [{"name": name, "in": "path", "required": True, "schema": _STRING}]}


_PLANTED = [
    # ---- operations
    Planted("operation removed", _ITEM, {"delete": None}, (BREAKING, "things_delete", "was removed")),
    Planted("operation added", _ITEM, {"put": {"operationId": "things_put"}}, (COMPATIBLE, "things_put", "was added")),
    Planted("path removed", ("paths",), {"/things/{id}": None}, (BREAKING, "things_list", "was removed")),
    Planted(
        "path moved",
        ("paths",),
        {"/things/{id}": None, "/all/{id}": _document()["paths"]["/things/{id}"]},
        _listed(BREAKING, "GET /things/{id} -> GET /all/{id}"),
    ),
    Planted(
        "method changed",
        _ITEM,
        {"delete": None, "put": _document()["paths"]["/things/{id}"]["delete"]},
        (BREAKING, "things_delete", "DELETE /things/{id} -> PUT /things/{id}"),
    ),
    Planted("path parameter renamed", _ITEM, _other_id("thing"), _listed(BREAKING, "renamed to `thing`")),
    Planted("operationId", _LIST, {"operationId": "things_all"}, _listed(BREAKING, "operationId `things_list` -> ")),
    Planted("tag", _LIST, {"tags": ["objects"]}, _listed(BREAKING, "tags ")),
    Planted("summary", _LIST, {"summary": "All things"}, _listed(TEXT, "summary changed")),
    Planted("deprecated", _LIST, {"deprecated": True}, _listed(COMPATIBLE, "deprecated nothing -> `True`")),
    Planted("no pagination", _LIST, {"x-pagination": None}, _listed(BREAKING, "x-pagination `cursor` -> nothing")),
    Planted("another pagination", _LIST, {"x-pagination": "page"}, _listed(BREAKING, "x-pagination ")),
    Planted("pagination", _CREATE, {"x-pagination": "cursor"}, _created(BREAKING, "x-pagination nothing -> `cursor`")),
    Planted("no envelope", _CREATE, {"x-envelope": None}, _created(BREAKING, "x-envelope `data` -> nothing")),
    Planted("may be repeated", _CREATE, {"x-idempotent": True}, _created(COMPATIBLE, "x-idempotent ")),
    Planted("rate limit removed", _LIST, {"x-rate-limit": None}, _listed(BREAKING, "`listing` was removed")),
    Planted(
        "rate limit changed",
        (*_LIST, "x-rate-limit"),
        {"requests": 5},
        _listed(COMPATIBLE, "`listing` was changed"),
    ),
    Planted("servers of an operation", _LIST, {"servers": [{"url": "/"}]}, _listed(BREAKING, "servers ")),
    Planted("callbacks", _LIST, {"callbacks": {"a": {}}}, _listed(COMPATIBLE, "callbacks ")),
    # ---- parameters
    Planted("parameter renamed", _IDS, {"name": "id_list"}, _listed(BREAKING, "`ids` was renamed to `id_list`")),
    Planted("parameter moved", _IDS, {"in": "header"}, _listed(BREAKING, "query parameter `ids` was removed")),
    Planted(
        "parameters removed", _LIST, {"parameters": []}, _listed(BREAKING, "query parameter `limit` was removed")
    ),
    Planted(
        "parameter added",
        _DELETE,
        {"parameters": [_OPTIONAL]},
        (COMPATIBLE, "things_delete", "query parameter `new` was added"),
    ),
    Planted(
        "required parameter added",
        _DELETE,
        {"parameters": [{**_OPTIONAL, "required": True}]},
        (BREAKING, "things_delete", "required query parameter `new` was added"),
    ),
    Planted("parameter required", _IDS, {"required": True}, _listed(BREAKING, "`ids`: is now required")),
    Planted("parameter not required", _STATE, {"required": False}, _listed(COMPATIBLE, "is no longer required")),
    Planted("parameter type", _STATE, {"schema": {"type": "integer"}}, _listed(BREAKING, "type string -> integer")),
    Planted(
        "parameter default", (*_STATE, "schema"), {"default": "on"}, _listed(BREAKING, "default nothing -> `on`")
    ),
    Planted(
        "values of a parameter", (*_STATE, "schema"), {"enum": ["on"]}, _listed(BREAKING, "allows only certain values")
    ),
    Planted("explode", _IDS, {"explode": False}, _listed(BREAKING, "explode `True` -> `False`")),
    Planted("style", _IDS, {"style": "pipeDelimited"}, _listed(BREAKING, "style `form` -> `pipeDelimited`")),
    Planted("reserved characters", _IDS, {"allowReserved": True}, _listed(BREAKING, "allowReserved ")),
    Planted("deprecated parameter", _IDS, {"deprecated": True}, _listed(COMPATIBLE, "`ids`: deprecated ")),
    Planted("source of values", _IDS, {"x-value-from": {}}, _listed(COMPATIBLE, "`ids`: x-value-from ")),
    Planted("parameter description", _IDS, {"description": "Ids."}, _listed(TEXT, "`ids`: description changed")),
    Planted("content of a parameter", _IDS, {"content": {"text/plain": {}}}, _listed(COMPATIBLE, "text/plain ")),
    Planted(
        "setting of the client", _TRACE, {"x-client-parameter": True}, _listed(BREAKING, "is a setting of the client")
    ),
    Planted(
        "shared parameter",
        ("components", "parameters", "Limit", "schema"),
        {"maximum": 50},
        (BREAKING, "Limit", "maximum `100` -> `50`"),
    ),
    # ---- requests
    Planted("body removed", _CREATE, {"requestBody": None}, _created(BREAKING, "request body was removed")),
    Planted(
        "body added",
        _DELETE,
        {"requestBody": _body("CreateThing")},
        (COMPATIBLE, "things_delete", "request body was added"),
    ),
    Planted("body not required", _BODY, {"required": False}, _created(COMPATIBLE, "is no longer required")),
    Planted(
        "media type of a request",
        _BODY,
        {"content": {"text/plain": {}}},
        _created(BREAKING, "request body: application/json was removed"),
    ),
    Planted(
        "one more media type of a request",
        (*_BODY, "content"),
        {"text/plain": {}},
        _created(COMPATIBLE, "request body: text/plain was added"),
    ),
    Planted(
        "encoding",
        (*_BODY, "content", "application/json"),
        {"encoding": {"id": {}}},
        _created(BREAKING, "request body: encoding "),
    ),
    Planted(
        "field of a request renamed",
        (*_COMPONENTS, "CreateThing", "properties"),
        {"id": None, "key": _STRING},
        (BREAKING, "CreateThing", "property `id` was renamed to `key`"),
    ),
    Planted(
        "field of a request removed",
        (*_COMPONENTS, "CreateThing", "properties"),
        {"id": None},
        (BREAKING, "CreateThing", "property `id` was removed"),
    ),
    Planted(
        "field of a request added",
        (*_COMPONENTS, "CreateThing", "properties"),
        {"size": _NUMBER},
        (COMPATIBLE, "CreateThing", "property `size` was added"),
    ),
    Planted(
        "required field of a request added",
        (*_COMPONENTS, "CreateThing"),
        {"required": ["id", "size"], "properties": {**_ID, "size": _NUMBER}},
        (BREAKING, "CreateThing", "required property `size` was added"),
    ),
    Planted(
        "field of a request no longer required",
        (*_COMPONENTS, "CreateThing"),
        {"required": []},
        (COMPATIBLE, "CreateThing", "property `id` is no longer required"),
    ),
    # ---- responses
    Planted("success removed", (*_LIST, "responses"), {"200": None}, _listed(BREAKING, "response 200 was removed")),
    Planted("success added", (*_LIST, "responses"), {"201": {}}, _listed(COMPATIBLE, "response 201 was added")),
    Planted("error removed", (*_LIST, "responses"), {"404": None}, _listed(COMPATIBLE, "response 404 was removed")),
    Planted(
        "media type of a response",
        _SUCCESS,
        {"content": {"text/csv": {}}},
        _listed(BREAKING, "response 200: application/json was removed"),
    ),
    Planted("another schema", _SUCCESS, _body("Problem"), _listed(BREAKING, "refers to Problem, and no longer to Page")),
    Planted("header removed", (*_SUCCESS, "headers"), {"X-Total": None}, _listed(BREAKING, "`x-total` was removed")),
    Planted("header added", (*_SUCCESS, "headers"), {"X-New": {}}, _listed(COMPATIBLE, "`x-new` was added")),
    Planted(
        "header not required",
        (*_SUCCESS, "headers", "X-Total"),
        {"required": False},
        _listed(BREAKING, "header `x-total`: is no longer required"),
    ),
    Planted(
        "type of a header",
        (*_SUCCESS, "headers", "X-Total"),
        {"schema": _STRING},
        _listed(BREAKING, "type integer -> string"),
    ),
    Planted(
        "links", (*_LIST, "responses", "200"), {"links": {"a": {}}}, _listed(COMPATIBLE, "response 200: links ")
    ),
    Planted(
        "shared response",
        ("components", "responses", "NotFound"),
        {"content": {}},
        (BREAKING, "NotFound", "application/json was removed"),
    ),
    Planted(
        "field of a response renamed",
        (*_COMPONENTS, "Thing", "properties"),
        {"id": None, "key": {**_STRING, "x-also-named": "id"}},
        (BREAKING, "Thing", "property `id` was renamed to `key`"),
    ),
    Planted(
        "field of a response added",
        (*_COMPONENTS, "Thing"),
        {"required": ["id", "size"], "properties": {**_ID, "size": _NUMBER}},
        (COMPATIBLE, "Thing", "property `size` was added"),
    ),
    Planted(
        "field of a response no longer required",
        (*_COMPONENTS, "Thing"),
        {"required": []},
        (BREAKING, "Thing", "property `id` is no longer required"),
    ),
    Planted(
        "field of a response required",
        (*_COMPONENTS, "Problem"),
        {"required": ["error"]},
        (COMPATIBLE, "Problem", "property `error` is now required"),
    ),
    # ---- webhooks: the service sends the request
    Planted("webhook removed", ("webhooks",), {"thing_created": None}, (BREAKING, "thing_created", "was removed")),
    Planted(
        "field of a webhook no longer required",
        (*_COMPONENTS, "Event"),
        {"required": []},
        (BREAKING, "Event", "property `type` is no longer required"),
    ),
    Planted(
        "required field of a webhook added",
        (*_COMPONENTS, "Event"),
        {"required": ["id", "type"], "properties": {**_ID, "type": _STRING}},
        (COMPATIBLE, "Event", "property `id` was added"),
    ),
    # ---- names of schemas
    Planted("schema removed", _COMPONENTS, {"Cat": None}, (BREAKING, "Cat", "was removed")),
    Planted("schema added", _COMPONENTS, {"Cow": _variant("cow")}, (COMPATIBLE, "Cow", "was added")),
    # ---- security
    Planted(
        "no longer enough",
        _CREATE,
        {"security": [{"oauth": ["read", "write"]}]},
        _created(BREAKING, "is no longer authorized by `token`"),
    ),
    Planted(
        "one more scope",
        _CREATE,
        {"security": [{"oauth": ["read", "write", "admin"]}, {"token": []}]},
        _created(BREAKING, "is no longer authorized by `oauth, oauth: read, oauth: write`"),
    ),
    Planted(
        "one scope less",
        _CREATE,
        {"security": [{"oauth": ["read"]}, {"token": []}]},
        _created(COMPATIBLE, "is also authorized by `oauth, oauth: read`"),
    ),
    Planted(
        "two schemes together",
        _CREATE,
        {"security": [{"oauth": ["read", "write"], "token": []}]},
        _created(BREAKING, "is no longer authorized by `token`"),
    ),
    Planted("no security", _LIST, {"security": []}, _listed(COMPATIBLE, "is also authorized by nothing")),
    Planted(
        "security of all operations", (), {"security": [{"token": []}]}, _listed(BREAKING, "is no longer authorized by")
    ),
    Planted("type of a scheme", _OAUTH, {"type": "http"}, (BREAKING, "oauth", "type `oauth2` -> `http`")),
    Planted(
        "scope removed",
        (*_OAUTH, "flows", "clientCredentials", "scopes"),
        {"write": None},
        (BREAKING, "oauth", "clientCredentials: write: was removed"),
    ),
    Planted(
        "token URL",
        (*_OAUTH, "flows", "clientCredentials"),
        {"tokenUrl": "/new"},
        (BREAKING, "oauth", "clientCredentials: tokenUrl `/token` -> `/new`"),
    ),
    Planted(
        "scheme removed", ("components", "securitySchemes"), {"token": None}, (BREAKING, "token", "was removed")
    ),
    # ---- the document
    Planted("server", (), {"servers": [{"url": "/b"}]}, (BREAKING, "servers", "https://things.example was removed")),
    Planted("title", ("info",), {"title": "Objects"}, (TEXT, "info", "changed")),
    Planted("text of a tag", ("tags", 0), {"description": "All."}, (TEXT, "tags", "changed")),
    Planted("example", ("components", "examples", "one"), {"value": 1}, (TEXT, "openapi", "is written differently")),
    Planted(
        "pagination style",
        ("x-pagination-styles", "cursor"),
        {"request": "page"},
        (BREAKING, "x-pagination-styles", "cursor request `after` -> `page`"),
    ),
    Planted("dialect", (), {"jsonSchemaDialect": "https://a"}, (BREAKING, "openapi", "jsonSchemaDialect ")),
]  # fmt: skip


@for_each("planted", _PLANTED, ids=lambda planted: planted.name)
def test_a_planted_change_is_found_with_its_impact(planted: Planted) -> None:
    found = _changes(planted.plant)
    impact, subject, message = planted.expected
    assert max(change.impact for change in found) == impact, found
    assert any(
        (change.impact, change.subject) == (impact, subject) and message in change.message for change in found
    ), found


def _members(node: Any, *at: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield the location of every member of every mapping."""
    for key, child in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(node, dict):
            yield *at, key
        if isinstance(child, dict | list):
            yield from _members(child, *at, key)


def test_no_part_is_overlooked() -> None:
    """Remove each member in turn. Without some of them the document is not valid: the linter reports these before any comparison."""
    expected = {("info", "version"), *(("components", kind) for kind in ("examples", "responses"))}
    overlooked = set()
    for *at, last in _members(_document()):
        try:
            found = _changes(Planted("", tuple(at), {str(last): None}, (TEXT, "", "")).plant)
        except KeyError:
            continue
        if found in ([], [WRITTEN_DIFFERENTLY]):
            overlooked.add((*at, last)[:2])
    assert overlooked == expected


@pytest.mark.parametrize(
    ("impacts", "version"),
    [([], "1.2.3"), ([TEXT], "1.2.4"), ([TEXT, COMPATIBLE], "1.3.0"), ([COMPATIBLE, BREAKING], "2.0.0")],
)
def test_the_impact_determines_the_required_version(impacts: list[Impact], version: str) -> None:
    assert required_version("1.2.3", [Change(impact, "a", "b") for impact in impacts]) == version
