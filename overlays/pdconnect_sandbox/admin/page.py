"""The admin page: what there is, with a form for whatever can be done to it. It needs no script."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ..connect.html import Html, html, joined
from ..wire.timestamps import iso
from ..wire.types import JsonObject, Reply
from .html import FOLD, button, card, form, headers, page, shown, table

_MOST = 50


def admin_page(
    there: Mapping[str, Any],
    request_log: Sequence[JsonObject],
    deliveries: Sequence[JsonObject],
    operation_ids: Collection[str],
) -> Reply:
    """Return the page; of long lists it shows the end."""
    operations = html(
        '<datalist id="operations">{options}</datalist>',
        options=joined(html('<option value="{name}">', name=name) for name in sorted(operation_ids)),
    )
    cards = [
        card("Time", _time(there["now"])),
        card("Faults", _faults(there["faults"])),
        card("Projects", _list(there["projects"], ("Id", "Name"), _project)),
        card("Accounts", joined([_list(there["accounts"], _ACCOUNT, _account), _new_account(there)])),
        card("Deployed triggers", _list(there["triggers"], _TRIGGER, _trigger)),
        card("Tokens", joined([_list(there["tokens"], _TOKEN, _token), _expire_all()])),
        card("Requests", joined([_SEARCH, _list(request_log, _ENTRY, _entry)])),
        card("Webhook requests", _list(deliveries, _DELIVERY, _delivery)),
        card("Start afresh", form("reset", Html("<p>Forgets everything.</p>"), "Forget everything")),
    ]
    return _reply(200, page(joined([operations, *cards])))


def error_page(refusal: Reply) -> Reply:
    """Return a refusal as a page."""
    text = html('<p role="alert">{error}</p><p><a href="/_sandbox">Back</a></p>', error=refusal.body["error"])
    return _reply(refusal.status, page(card("That did not work", text)))


def _reply(status: int, content: bytes) -> Reply:
    return Reply(status, headers=headers(len(content)), content=[content])


_ACCOUNT = ("Id", "App", "User", "Project", "Environment", "")
_TRIGGER = ("Id", "Component", "User", "Project", "Environment", "Events", "Emit an event")
_TOKEN = ("Fingerprint", "Kind", "User", "Expires", "")
_ENTRY = ("At", "Request", "Operation", "Status", "User", "Request id", "Asked")
_DELIVERY = ("At", "Kind", "To", "Outcome", "Body")

_SEARCH = Html(
    '<form method="get" action="/_sandbox"><label>Request id, as an answer or an error tells it '
    '<input name="request_id"></label><button>Find</button></form>'
)


def _time(now: str) -> Html:
    parts = joined(
        html('<label>{name} <input name="{name}" type="number" min="0" step="any"></label>', name=name)
        for name in ("days", "hours", "minutes", "seconds")
    )
    return html("<p>It is {now}.</p>{form}", now=now, form=form("clock", parts, "Let time pass"))


def _faults(rules: Sequence[JsonObject]) -> Html:
    which = Html(
        '<label>Operation <input name="operation" list="operations" placeholder="all"></label>'
        '<label>Times <input name="times" type="number" min="1" value="1"></label>'
    )
    what = Html(
        '<label>Status <input name="status" type="number" min="400" max="599" value="503"></label>'
        '<label>Delay in seconds <input name="delay" type="number" min="0" step="any"></label>'
        '<label><input type="checkbox" name="drop" value="true"> drop the connection</label>'
        '<label><input type="checkbox" name="truncate" value="true"> cut the answer off</label>'
        '<label><input type="checkbox" name="garbage" value="true"> answer with garbage</label>'
        '<label><input type="checkbox" name="executed" value="true"> carry out all the same</label>'
    )
    wait = Html('<label>Seconds to wait <input name="retry_after" type="number" min="0" step="any" value="1"></label>')
    return joined(
        [
            _list(rules, ("Fault", "What", ""), _fault),
            form("faults", joined([which, what]), "Let requests fail"),
            form("throttle", joined([which, wait]), "Throttle"),
        ]
    )


def _list(rows: Sequence[JsonObject], names: Sequence[str], cells: Callable[[JsonObject], Sequence[str]]) -> Html:
    """Return a table of the last rows, the newest first, and say how many there are besides."""
    last = [cells(row) for row in reversed(rows[-_MOST:])]
    besides = html("<p>and {number} more</p>", number=str(len(rows) - _MOST)) if len(rows) > _MOST else Html()
    return joined([table(names, last), besides])


def _fault(rule: JsonObject) -> Sequence[str]:
    what = {name: value for name, value in rule.items() if name != "id"}
    return rule["id"], shown(what), button(f"faults/{rule['id']}/end", "End")


def _project(project: JsonObject) -> Sequence[str]:
    return project["id"], project["name"]


def _account(one: JsonObject) -> Sequence[str]:
    end = "dead" if one["dead"] else button(f"accounts/{one['id']}/revoke", "Kill")
    return one["id"], one["app"], one["external_user_id"], one["project_id"], one["environment"], end


def _new_account(there: Mapping[str, Any]) -> Html:
    projects = joined(html("<option>{id}", id=one["id"]) for one in there["projects"])
    fields = html(
        '<label>App <input name="app" required></label>'
        '<label>External user id <input name="external_user_id" required maxlength="250"></label>'
        '<label>Project <select name="project_id">{projects}</select></label>'
        '<label>Environment <select name="environment"><option>development<option>production</select></label>',
        projects=projects,
    )
    return form("accounts", fields, "Connect an account")


def _trigger(one: JsonObject) -> Sequence[str]:
    emit = form(
        f"triggers/{one['id']}/emit",
        Html('<label>JSON <textarea name="event" rows="1">{"hello": "world"}</textarea></label>'),
        "Emit",
    )
    what = emit if one["active"] else "switched off"
    where = one["project_id"], one["environment"]
    return one["id"], one["component"], one["external_user_id"], *where, str(one["events"]), what


def _token(one: JsonObject) -> Sequence[str]:
    hidden = html('<input type="hidden" name="fingerprint" value="{value}">', value=one["fingerprint"])
    end = "expired" if one["expired"] else form("tokens/expire", hidden, "Expire")
    return one["fingerprint"], one["kind"], one.get("external_user_id", ""), one["expires_at"], end


def _expire_all() -> Html:
    return form("tokens/expire", Html('<input type="hidden" name="all" value="true">'), "Expire all")


def _entry(one: JsonObject) -> Sequence[str]:
    asked = {name: one[name] for name in ("query", "body") if one[name]}
    status = "dropped" if one["status"] == 0 else str(one["status"])
    return (
        iso(one["at"]),
        f"{one['method']} {one['target'] or one['path']}",
        one["operation_id"] or "",
        f"{status} (fault)" if one["faulty"] else status,
        one["external_user_id"] or "",
        one["request_id"],
        html(FOLD, text=shown(asked)) if asked else "",
    )


def _delivery(one: JsonObject) -> Sequence[str]:
    outcome = one["error"] or str(one["status"] or "written down")
    return iso(one["at"]), one["kind"], one["url"], outcome, html(FOLD, text=shown(one["body"]))
