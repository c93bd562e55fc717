"""The registry is large and varied enough, by the issue's own figures and the description's own list of props."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from .helpers import Http, asking, ok, walk

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
SCHEMAS = SPEC["components"]["schemas"]


def kinds() -> set[str]:
    """Return the types of props that the description knows."""
    variants = [one["$ref"].rpartition("/")[2] for one in SCHEMAS["ConfigurableProp"]["anyOf"]]
    return {kind for one in variants if (kind := SCHEMAS[one]["properties"]["type"].get("const"))}


def test_there_are_enough_of_them(http: Http) -> None:
    assert len(walk(http, "/v1/connect/apps", limit=100)) >= 12
    components = walk(http, "~/components", limit=100)
    assert len(components) >= 30
    assert len({one["key"] for one in components}) == len(components)


def test_each_kind_of_prop_is_there(http: Http) -> None:
    props = [prop for one in walk(http, "~/components", limit=100) for prop in one["configurable_props"]]
    assert len(kinds()) == 23
    assert kinds() - {prop["type"] for prop in props} == set()
    for feature in ("remoteOptions", "useQuery", "reloadProps", "withLabel", "secret", "optional", "hidden"):
        assert any(prop.get(feature) for prop in props), feature


def test_a_slow_action(sandbox: Sandbox) -> None:
    before = sandbox.now
    with sandbox.client(timeout=60) as client:
        body: Any = {"id": "sandbox_utils-slow", "external_user_id": "jay"}
        assert client.actions.run(**body, configured_props={"seconds": 40}).to_dict()["ret"] == {"seconds": 40}
        assert sandbox.now >= before + 40
        with pytest.raises(pdconnect.RequestTimeoutError):
            client.actions.run(**body, configured_props={"seconds": 61})


def test_an_action_that_fails_inside_a_200(http: Http) -> None:
    ran = ok(http.post("~/actions/run", asking("sandbox_utils-fail", {"message": "No luck"})))
    assert ran["os"][0]["err"]["message"] == "No luck"


def test_a_large_result(http: Http) -> None:
    ran = ok(http.post("~/actions/run", asking("sandbox_utils-large-result", {"rows": 50_000})))
    assert len(ran["ret"]) == 50_000


def test_a_feed(http: Http) -> None:
    ran = ok(http.post("~/actions/run", asking("rss-merge-rss-feeds", {"url": "https://example.com/feed"})))
    assert ran["ret"][0]["title"] == "Item 1"
    failed = ok(http.post("~/actions/run", asking("rss-merge-rss-feeds", {"url": "feed"})))
    assert "https://" in failed["os"][0]["err"]["message"]
