"""The catalogue: filters, order, pages, categories."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from pdconnect.sandbox import Sandbox

from .helpers import Http, browser, list_all, ok, rejected, sign_in

APPS = "/v1/connect/apps"
CATEGORIES = "/v1/connect/app_categories"


def slugs(http: Http, **query: Any) -> list[str]:
    return [item["name_slug"] for item in ok(http.get(APPS, limit=100, **query))["data"]]


def test_apps_are_listed_in_order_page_by_page(http: Http) -> None:
    everything = slugs(http)
    assert len(everything) >= 12
    assert everything == sorted(everything)
    assert [item["name_slug"] for item in list_all(http, APPS, limit=4)] == everything
    assert slugs(http, sort_direction="desc") == everything[::-1]


@pytest.mark.parametrize("direction", ["asc", "desc"])
@pytest.mark.parametrize("key", ["name", "name_slug", "featured_weight"])
def test_every_order_can_be_paginated(http: Http, key: str, direction: str) -> None:
    found = list_all(http, APPS, limit=4, sort_key=key, sort_direction=direction)
    assert sorted(item["name_slug"] for item in found) == slugs(http)
    values = [item[key].lower() if isinstance(item[key], str) else item[key] for item in found]
    assert values == sorted(values, reverse=direction == "desc")


def test_apps_are_filtered(http: Http) -> None:
    assert slugs(http, q="git") == ["github", "gitlab"]
    assert "github" in slugs(http, has_components="false")
    assert "github" not in slugs(http, has_components="true")
    assert "gitlab" in slugs(http, has_actions="true", has_triggers="true")
    assert slugs(http, has_actions="false", has_triggers="true") == ["email", "schedule"]
    by_name = {item["name"]: item["id"] for item in ok(http.get(CATEGORIES))}
    assert slugs(http, category_ids=by_name["Databases"]) == ["airtable_oauth", "postgresql"]
    both = [by_name["Databases"], by_name["Communication"]]
    assert slugs(http, category_ids=both) == ["airtable_oauth", "discord", "gmail", "postgresql", "slack", "slack_v2"]
    assert slugs(http, category_ids="appcat_unheard") == []
    assert "query.category_ids" in rejected(http.get(APPS, category_ids="databases"), 400)
    assert "query.sort_key" in rejected(http.get(APPS, sort_key="size"), 400)


def test_an_app_lists_its_fields_and_what_the_proxy_allows(http: Http) -> None:
    app = ok(http.get(f"{APPS}/zendesk"))["data"]
    assert [item["name"] for item in json.loads(app["custom_fields_json"])] == ["subdomain", "api_token", "locale"]
    assert app["connect"]["proxy_enabled"] is True
    slack = ok(http.get(f"{APPS}/app_OkrhR1"))["data"]
    assert slack["connect"]["allowed_domains"] == ["slack.com"]
    assert slack["oauth_app_id"].startswith("oa_")
    assert ok(http.get(f"{APPS}/postgresql"))["data"]["connect"]["proxy_enabled"] is False
    rejected(http.get(f"{APPS}/unheard-of"), 404)


def test_the_logo_of_an_app_needs_no_other_host(http: Http) -> None:
    apps = list_all(http, APPS, limit=100)
    for app in apps:
        kind, _, svg = app["img_src"].partition(",")
        root = ElementTree.fromstring(unquote(svg))
        assert (kind, root.tag) == ("data:image/svg+xml", "{http://www.w3.org/2000/svg}svg")
        assert "".join(root.itertext()) == app["name"][0].upper()
    assert len({app["img_src"] for app in apps}) == len(apps)


@pytest.mark.parametrize("slug", ["slack", "slack_v2", "gmail", "google_sheets", "google_calendar", "notion", "github"])
def test_the_apps_of_the_demos_of_the_vendor_exist(http: Http, slug: str) -> None:
    assert ok(http.get(f"{APPS}/{slug}"))["data"]["name_slug"] == slug


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("has_actions=1&q=git", ["gitlab"]),
        ("has_actions=True&q=git", ["gitlab"]),
        ("has_actions=0&q=git", ["github"]),
        ("category_ids[]={}", ["airtable_oauth", "postgresql"]),
        ("category_ids%5B%5D={}&category_ids%5B%5D={}", ["airtable_oauth", "postgresql"]),
        ("category_ids[]={}&limit=1&unheard[]=1", ["airtable_oauth"]),
    ],
)
def test_queries_in_other_forms_are_understood(http: Http, query: str, names: list[str]) -> None:
    databases = next(category["id"] for category in ok(http.get(CATEGORIES)) if category["name"] == "Databases")
    assert [item["name_slug"] for item in ok(http.get(f"{APPS}?{query.format(databases, databases)}"))["data"]] == names


def test_every_category_of_an_app_is_listed(http: Http) -> None:
    categories = ok(http.get(CATEGORIES))
    used = {name for app in list_all(http, APPS) for name in app["categories"]}
    assert used <= {item["name"] for item in categories}
    for category in categories:
        assert ok(http.get(f"{CATEGORIES}/{category['id']}")) == category
    rejected(http.get(f"{CATEGORIES}/appcat_unheard"), 404)


def test_the_catalogue_needs_a_token_but_no_environment(sandbox: Sandbox, http: Http) -> None:
    assert slugs(sign_in(sandbox, None)) == slugs(browser(http)) == slugs(http)
    rejected(Http(sandbox, None, None).get(APPS), 401)
