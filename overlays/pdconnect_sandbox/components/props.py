"""Configured props: the effective list of props, their accounts, and missing values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException

from ..apps import Component, ComponentError, RunContext
from ..state.projects import Environment
from ..state.state import State
from ..wire.types import JsonObject, as_object
from .prop_values import values_without_labels, without_label

_FILLED_BY_SERVICE = ("$.service.db", "$.interface.http", "$.interface.apphook", "alert")


def effective_props(environment: Environment, component: Component, body: JsonObject) -> list[JsonObject]:
    """Return the component's props, or those of the reload that the request names."""
    reload_id = body.get("dynamic_props_id")
    if not reload_id:
        return component.props
    found = environment.dynamic_props.get(reload_id)
    requested = (component.key, body["external_user_id"])
    if found is None or (found.component_key, found.external_user_id) != requested:
        raise HTTPException(400, "body.dynamic_props_id: no reload of this component has this id")
    return found.props


def account_ids(props: Sequence[JsonObject], configured: Mapping[str, Any]) -> dict[str, str]:
    """Return the account each app prop is set to, by the name of the prop."""
    values = {
        prop["name"]: (as_object(configured.get(prop["name"])) or {}).get("authProvisionId")
        for prop in props
        if prop["type"] == "app"
    }
    return {name: value for name, value in values.items() if isinstance(value, str)}


def check_accounts(environment: Environment, props: Sequence[JsonObject], body: JsonObject) -> dict[str, str]:
    """Return the accounts of the app props, or raise 400 if one does not belong to the user."""
    wanted = account_ids(props, body.get("configured_props", {}))
    own = own_accounts(environment, props, body)
    apps = {prop["name"]: prop["app"] for prop in props if prop["type"] == "app"}
    problems = [
        f"body.configured_props.{name}: the external user has no {apps[name]} account with this id in {environment.name}"
        for name in wanted
        if name not in own
    ]
    if problems:
        raise HTTPException(400, "; ".join(problems))
    return own


def own_accounts(environment: Environment, props: Sequence[JsonObject], body: JsonObject) -> dict[str, str]:
    """Return the accounts of the app props that belong to the user and to the right app."""
    wanted = account_ids(props, body.get("configured_props", {}))
    return {
        prop["name"]: wanted[prop["name"]]
        for prop in props
        if prop["name"] in wanted and _owns(environment, body["external_user_id"], prop["app"], wanted[prop["name"]])
    }


def missing(props: Sequence[JsonObject], configured: Mapping[str, Any]) -> list[str]:
    """Return the names of the props that the caller must set and has not set."""
    return [
        prop["name"]
        for prop in props
        if not prop.get("optional")
        and prop.get("default") is None
        and prop.get("static") is None
        and prop["type"] not in _FILLED_BY_SERVICE
        and without_label(configured.get(prop["name"])) is None
    ]


def check_props(
    component: Component, props: Sequence[JsonObject], body: JsonObject, accounts: Mapping[str, str]
) -> None:
    """Raise ComponentError if the props are not set as the component requires."""
    configured = body.get("configured_props", {})
    absent = missing(props, configured)
    absent += [prop["name"] for prop in props if prop["type"] == "app" and prop["name"] not in (*accounts, *absent)]
    if absent:
        raise ComponentError(f"no value for {', '.join(absent)}")
    values_without_labels(props, configured)
    names = {prop["name"] for prop in props}
    unknown = [name for name in configured if name not in names]
    if unknown and component.reload is not None and not body.get("dynamic_props_id"):
        raise ComponentError(f"{', '.join(unknown)}: dynamic props need the dynamic_props_id of the last reload")


def run_context(
    state: State,
    environment: Environment,
    props: Sequence[JsonObject],
    body: JsonObject,
    accounts: Mapping[str, str],
    files: Mapping[str, bytes] | None = None,
) -> RunContext:
    """Return the context for the code of a component. Raise ComponentError for a wrong type or a revoked account."""
    _check_not_revoked(environment, accounts)
    return RunContext(
        props=values_without_labels(props, body.get("configured_props", {})),
        accounts=accounts,
        stores=environment.stores,
        ids=state.ids,
        seed=state.settings.seed,
        now=state.clock(),
        files=files or {},
    )


def _check_not_revoked(environment: Environment, accounts: Mapping[str, str]) -> None:
    found = [environment.accounts.get(account_id) for account_id in accounts.values()]
    revoked = sorted({account.app_slug for account in found if account is not None and account.revoked_at is not None})
    if revoked:
        raise ComponentError(
            f"401 Unauthorized: {' and '.join(revoked)} no longer accepts the credentials of the account"
        )


def _owns(environment: Environment, external_user_id: str, app: str, account_id: str) -> bool:
    account = environment.accounts.get(account_id)
    return account is not None and account.external_user_id == external_user_id and account.app_slug == app
