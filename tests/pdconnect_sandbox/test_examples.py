"""The registry is large and varied enough, by the numbers of the issue and the list of props in the specification."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from .helpers import Http, component_request, list_all, ok

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
SCHEMAS = SPEC["components"]["schemas"]


def kinds() -> set[str]:
    """Return the types of props in the specification."""
    variants = [item["$ref"].rpartition("/")[2] for item in SCHEMAS["ConfigurableProp"]["oneOf"]]
    return {kind for item in variants if (kind := SCHEMAS[item]["properties"]["type"].get("const"))}


def test_there_are_enough_examples(http: Http) -> None:
    assert len(list_all(http, "/v1/connect/apps", limit=100)) >= 12
    components = list_all(http, "~/components", limit=100)
    assert len(components) >= 30
    assert len({item["key"] for item in components}) == len(components)


def test_each_type_of_prop_has_an_example(http: Http) -> None:
    props = [prop for item in list_all(http, "~/components", limit=100) for prop in item["configurable_props"]]
    assert len(kinds()) == 23
    assert kinds() - {prop["type"] for prop in props} == set()
    for feature in ("remoteOptions", "useQuery", "reloadProps", "withLabel", "secret", "optional", "hidden"):
        assert any(prop.get(feature) for prop in props), feature


def test_a_slow_action_advances_the_clock(sandbox: Sandbox) -> None:
    before = sandbox.now
    with sandbox.client(timeout=60) as client:
        body: Any = {"id": "sandbox_utils-slow", "external_user_id": "jay"}
        assert client.actions.run(**body, configured_props={"seconds": 40}).to_dict()["ret"] == {"seconds": 40}
        assert sandbox.now >= before + 40
        with pytest.raises(pdconnect.RequestTimeoutError):
            client.actions.run(**body, configured_props={"seconds": 61})


def test_an_action_that_fails_inside_a_200(http: Http) -> None:
    ran = ok(http.post("~/actions/run", component_request("sandbox_utils-fail", {"message": "No luck"})))
    assert ran["os"][0]["err"]["message"] == "No luck"


def test_a_large_result_is_returned_whole(http: Http) -> None:
    ran = ok(http.post("~/actions/run", component_request("sandbox_utils-large-result", {"rows": 50_000})))
    assert len(ran["ret"]) == 50_000


def test_a_feed_has_items_at_every_url(http: Http) -> None:
    ran = ok(http.post("~/actions/run", component_request("rss-merge-rss-feeds", {"url": "https://example.com/feed"})))
    assert ran["ret"][0]["title"] == "Item 1"
    failed = ok(http.post("~/actions/run", component_request("rss-merge-rss-feeds", {"url": "feed"})))
    assert "https://" in failed["os"][0]["err"]["message"]
