"""The response bodies of the benchmark, like the examples of the specification, with all fields of the apps."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

_APPS = (
    (
        "airtable_oauth",
        "Airtable",
        "oauth",
        "Productivity",
        "A low-code platform to build apps on tables that a whole team shares.",
    ),
    ("github", "GitHub", "oauth", "Developer Tools", "Where teams keep, review and ship their code."),
    (
        "google_sheets",
        "Google Sheets",
        "oauth",
        "Productivity",
        "Spreadsheets that many people can work on at the same time.",
    ),
    (
        "stripe",
        "Stripe",
        "keys",
        "Payment Processing",
        "Payments, subscriptions and invoices for companies on the internet.",
    ),
    ("slack_v2", "Slack", "oauth", "Communication", "Channels and messages – for teams, and for the tools they use."),
)


def account(number: int) -> Json:
    """Return an account, as the service sends it without credentials."""
    slug, name, auth_type, category, description = _APPS[number % len(_APPS)]
    return {
        "id": f"apn_{number:07d}",
        "name": None if number % 3 else f"user-{number}@example.com",
        "external_id": f"user-{number // 3}",
        "healthy": number % 10 != 0,
        "dead": False if number % 10 else None,
        "app": {
            "id": f"app_{number % len(_APPS):06d}",
            "name_slug": slug,
            "name": name,
            "auth_type": auth_type,
            "description": description,
            "img_src": f"https://assets.example.com/apps/{slug}/logo/orig",
            "custom_fields_json": "[]",
            "categories": [category],
            "featured_weight": 1000 - number,
            "scope_profiles": [],
        },
        "created_at": f"2024-07-{number % 28 + 1:02d}T22:52:48.000Z",
        "updated_at": f"2024-08-{number % 28 + 1:02d}T03:44:17.000Z",
    }


_SHEET = {"label": "Spreadsheet", "description": "The spreadsheet to work on", "useQuery": True, "remoteOptions": True}
_COUNTRIES = [
    {"label": name, "value": code}
    for name, code in (("Austria", "AT"), ("Kenya", "KE"), ("Peru", "PE"), ("Japan", "JP"))
]
_SHARED_PROPS: list[Json] = [
    {"name": "sheetId", "type": "string", **_SHEET, "reloadProps": True},
    {"name": "worksheetIds", "type": "string[]", "label": "Worksheets", "remoteOptions": True, "withLabel": True},
    {
        "name": "hasHeaders",
        "type": "boolean",
        "label": "Headers?",
        "description": "Whether the first row holds names",
        "default": True,
    },
    {"name": "limit", "type": "integer", "label": "Limit", "optional": True, "min": 1, "max": 1000, "default": 100},
    {
        "name": "order",
        "type": "string",
        "label": "Order",
        "optional": True,
        "options": ["ascending", "descending"],
        "default": "ascending",
    },
    {"name": "country", "type": "string", "label": "Country", "optional": True, "options": _COUNTRIES},
    {
        "name": "note",
        "type": "alert",
        "alertType": "info",
        "content": "Columns are found by the names in the first row.",
    },
]
_ACTION_PROPS: list[Json] = [
    {
        "name": "query",
        "type": "string",
        "label": "Query",
        "description": "What to look for; see [the manual](https://example.com/query)",
    },
    {
        "name": "values",
        "type": "object",
        "label": "Values",
        "description": "One value for each column",
        "optional": True,
    },
    {"name": "syncDir", "type": "dir", "accessMode": "write", "sync": True, "optional": True},
]
_TRIGGER_PROPS: list[Json] = [
    {"name": "db", "type": "$.service.db"},
    {"name": "timer", "type": "$.interface.timer", "default": {"intervalSeconds": 900}},
    {"name": "http", "type": "$.interface.http", "customResponse": True},
]


def component(number: int) -> Json:
    """Return a component with 11 props: a trigger if the number is odd, else an action."""
    slug, name, *_ = _APPS[number % len(_APPS)]
    trigger = number % 2 == 1
    own = _TRIGGER_PROPS if trigger else _ACTION_PROPS
    result: Json = {
        "name": f"{'New' if trigger else 'Find'} Row {number} in {name}",
        "version": f"0.{number % 10}.{number % 7}",
        "key": f"{slug}-{'new' if trigger else 'find'}-row-{number}",
        "description": f"{'Emits an event' if trigger else 'Looks'} for each row. [See the documentation](https://example.com/{number})",
        "component_type": "trigger" if trigger else "action",
        "configurable_props": [{"name": slug, "type": "app", "app": slug}, *own, *_SHARED_PROPS],
    }
    if not trigger:
        result["annotations"] = {"destructiveHint": False, "openWorldHint": True, "readOnlyHint": True}
    return result


def page(items: list[Json]) -> Json:
    """Return one page of a longer list."""
    info = {
        "total_count": 2750,
        "count": len(items),
        "start_cursor": "c3RhcnQtb2YtcGFnZQ",
        "end_cursor": "ZW5kLW9mLXBhZ2U",
    }
    return {"data": items, "page_info": info}


def encode(response: Json) -> bytes:
    """Return a response body as the service would send it."""
    return json.dumps(response, separators=(",", ":"), ensure_ascii=False).encode()


RESPONSES: dict[str, bytes] = {
    "account": encode(account(0)),
    "accounts": encode(page([account(number) for number in range(100)])),
    "components": encode(page([component(number) for number in range(100)])),
}
"""The response bodies, by task."""
