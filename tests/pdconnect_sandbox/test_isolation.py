"""Environments and projects are isolated from each other, in every operation of the specification."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import httpx
import pytest

from pdconnect.sandbox import Sandbox

from ..cases import for_each
from .helpers import Http, component_request, ok, rejected, sign_in

SPEC = json.loads(resources.files("pdconnect_api").joinpath("openapi.json").read_text(encoding="utf-8"))
OTHER = "proj_other"
HOOK = "https://hooks.example.com/"
CANARY = "canary"
SHARED_BY_ENVIRONMENTS = ("oauth_apps", "app_overrides", "projects")


class Operation(NamedTuple):
    """An operation of a project environment."""

    id: str
    method: str
    path: str
    required: tuple[str, ...]

    @property
    def tag(self) -> str:
        return self.path.split("/")[4]


def operations() -> list[Operation]:
    found: list[Operation] = []
    for path, item in SPEC["paths"].items():
        for method, operation in item.items():
            if method in ("get", "put", "post", "delete", "patch") and path.startswith("/v1/connect/{project_id}/"):
                parameters = [_followed(raw) for raw in (*item.get("parameters", []), *operation.get("parameters", []))]
                names = tuple(raw["name"] for raw in parameters if raw["in"] == "query" and raw.get("required"))
                found.append(Operation(operation["operationId"], method.upper(), path, names))
    return found


def _followed(raw: Any) -> Any:
    return SPEC["components"]["parameters"][raw["$ref"].rpartition("/")[2]] if "$ref" in raw else raw


class Filled:
    """A sandbox with an object of each type in the development environment of its own project, and no other objects."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(projects=[OTHER], clock=lambda: 1_700_000_000.0)
        self.http = http = sign_in(self.sandbox)
        self.user = "jay"
        self.account = self.sandbox.add_account(app="slack", external_user_id="jay", name=CANARY).id
        self.gitlab = self.sandbox.add_account(app="gitlab", external_user_id="jay").id
        self.client = ok(http.post("~/oauth_apps", {"app": "slack", "client_id": CANARY, "client_secret": "x"}))["id"]
        cfmap = {"app": "zendesk", "name": CANARY, "cfmap": {"subdomain": CANARY}}
        self.override = ok(http.post("~/app_overrides", cfmap))["id"]
        body = {**component_request("schedule-custom-interval", {"cron": {"intervalSeconds": 60}}), "webhook_url": HOOK}
        self.trigger = ok(http.post("~/triggers/deploy", body))["data"]["id"]
        self.sandbox.emit(self.trigger, {"text": CANARY})
        of_jay = "?external_user_id=jay"
        hooks = ok(http.get(f"~/deployed-triggers/{self.trigger}/webhooks{of_jay}"))
        self.webhook = hooks["webhooks"][0]["id"]
        ok(http.put(f"~/deployed-triggers/{self.trigger}/pipelines{of_jay}", {"workflow_ids": [f"p_{CANARY}"]}))
        ok(http.put("~/webhook", {"url": f"{HOOK}{CANARY}"}))
        report = component_request("sandbox_utils-write-report", {"lines": [CANARY]}, stash_id="NEW")
        ran = ok(http.post("~/actions/run", report))
        self.stash, self.file = ran["stash_id"], ran["exports"]["$filestash_uploads"][0]["s3Key"]
        self.token = ok(http.post("~/tokens", {"external_user_id": "jay"}))["token"]
        reload = component_request("slack-send-message", {"slack": {"authProvisionId": self.account}})
        self.reload = ok(http.post("~/actions/props", reload))["dynamicProps"]["id"]

    @property
    def ids(self) -> list[str]:
        """Return all ids that must not be visible from outside."""
        return [self.account, self.gitlab, self.trigger, self.webhook, self.stash, CANARY]

    def path(self, operation: Operation) -> str:
        """Return the path of an object in the environment, with a placeholder for the project."""
        values = {
            "account_id": self.account,
            "external_user_id": self.user,
            "trigger_id": self.trigger,
            "webhook_id": self.webhook,
            "component_id": "gitlab-new-issue" if operation.tag == "triggers" else "slack-send-message",
            "app_id": "slack",
            "url_64": "L2FwaS9hdXRoLnRlc3Q",
            "id": self.client if operation.tag == "oauth_apps" else self.override,
            "project_id": "{project_id}",
        }
        query = {
            "external_user_id": self.user,
            "account_id": self.account,
            "s3_key": self.file,
        }
        texts = httpx.QueryParams({name: query[name] for name in operation.required})
        return operation.path.format_map(values) + (f"?{texts}" if operation.required else "")

    def body(self, operation_id: str) -> Any:
        """Return a body that is valid for the operation inside the environment."""
        slack = {"slack": {"authProvisionId": self.account}}
        using = component_request("slack-send-message", {**slack, "conversation": "C0000000001", "text": "Hi"})
        asked = {**component_request("slack-send-message", slack), "prop_name": "conversation"}
        key = {"app_slug": "openai", "cfmap_json": '{"api_key": "x"}', "connect_token": self.token}
        issue = component_request(
            "gitlab-new-issue", {"gitlab": {"authProvisionId": self.gitlab}, "projectId": 45672541}
        )
        bodies: dict[str, Any] = {
            "accounts_create": key,
            "tokens_create": {"external_user_id": "jay", "oauth_app_id": self.client},
            "actions_run": {**using, "dynamic_props_id": self.reload, "stash_id": self.stash},
            "triggers_deploy": issue,
            "deployed_triggers_update": {"active": False},
            "deployed_triggers_update_webhooks": {"webhook_urls": []},
            "deployed_triggers_update_workflows": {"workflow_ids": []},
            "deployed_triggers_regenerate_webhook_signing_key": None,
            "deployed_triggers_reset_webhook_delivery_state": None,
            "project_environment_regenerate_webhook_signing_key": None,
            "project_environment_update_webhook": {"url": "https://elsewhere.example.com/"},
            "oauth_apps_create": {"app": "gitlab"},
            "oauth_apps_update": {"name": "Changed"},
            "app_overrides_create": {"app": "slack", "name": "New", "oauth_app_id": self.client},
            "app_overrides_update": {"name": "Changed"},
            "proxy_post": {"text": "Hi"},
            "proxy_put": {"text": "Hi"},
            "proxy_patch": {"text": "Hi"},
            **{f"{kind}_configure_prop": asked for kind in ("components", "actions")},
            **{f"{kind}_reload_props": using for kind in ("components", "actions")},
            "triggers_configure_prop": {**issue, "prop_name": "projectId"},
            "triggers_reload_props": issue,
        }
        return bodies[operation_id]

    def seen_from_inside(self) -> Any:
        """Return the objects in the environment and in the project."""
        paths = (
            "~/accounts?include_credentials=true",
            "~/users",
            "~/webhook",
            "~/oauth_apps",
            "~/app_overrides",
            "~/deployed-triggers?external_user_id=jay&emitter_type=timer",
            f"~/deployed-triggers/{self.trigger}/webhooks?external_user_id=jay",
            f"~/deployed-triggers/{self.trigger}/pipelines?external_user_id=jay",
            f"~/deployed-triggers/{self.trigger}/events?external_user_id=jay",
        )
        return [ok(self.http.get(path)) for path in paths]


PLACES = [("proj_sandbox", "production"), (OTHER, "development"), (OTHER, "production")]
ADDS_TO_ITS_OWN = ("oauth_apps_create", "tokens_create", "project_environment_update_webhook")
NAMES_NOTHING_OF_A_PLACE = (
    "components_list",
    "components_retrieve",
    "actions_list",
    "actions_retrieve",
    "triggers_list",
    "triggers_retrieve",
)
RESPONDS_WITHOUT_AN_ACCOUNT = tuple(f"{kind}_configure_prop" for kind in ("components", "actions", "triggers"))


@cache
def seen_at_first() -> Any:
    """Return what is seen in a sandbox to which nothing else is sent: its ids and its clock are always the same."""
    return Filled().seen_from_inside()


@pytest.fixture
def filled() -> Filled:
    return Filled()


@pytest.mark.parametrize("operation", [pytest.param(item, id=item.id) for item in operations()])
def test_no_operation_crosses_the_isolation(filled: Filled, operation: Operation) -> None:
    for project, environment in PLACES:
        if operation.tag not in SHARED_BY_ENVIRONMENTS or project == OTHER:
            _check(filled, operation, _send(filled, operation, project, environment))
    assert filled.seen_from_inside() == seen_at_first()


def _check(filled: Filled, operation: Operation, response: httpx.Response) -> None:
    if operation.id in NAMES_NOTHING_OF_A_PLACE:
        assert response.status_code == 200
        return
    for canary in filled.ids:
        assert canary not in response.text
    if operation.id in ADDS_TO_ITS_OWN:
        assert response.status_code == 200
    elif operation.id in RESPONDS_WITHOUT_AN_ACCOUNT:
        assert ok(response)["options"] == []
    elif _is_list(operation):
        result = ok(response)
        assert not any(part for name, part in result.items() if name != "page_info") if result else result == []
    elif operation.id == "accounts_create":
        rejected(response, 403)  # the Connect token belongs to one project and environment
    else:
        assert response.status_code in (400, 404), response.text


@pytest.mark.slow
@for_each("operation", [pytest.param(item, id=item.id) for item in operations()])
def test_the_same_operations_work_inside(operation: Operation) -> None:
    """The test above is meaningful only if the operations work inside the environment."""
    response = _send(Filled(), operation, "proj_sandbox", "development")
    assert response.status_code in (200, 204), response.text


@pytest.mark.parametrize(("project", "environment"), PLACES)
def test_a_connect_token_is_bound_to_its_project_and_environment(
    filled: Filled, project: str, environment: str
) -> None:
    http = Http(filled.sandbox, filled.token, environment)
    rejected(http.get(f"/v1/connect/{project}/accounts"), 403)


def test_projects_named_at_the_start_share_the_client(filled: Filled) -> None:
    result = ok(filled.http.get("/v1/connect/projects"))["data"]
    assert [item["id"] for item in result] == ["proj_sandbox", OTHER]
    added = filled.sandbox.add_account(app="slack", external_user_id="ada", project_id=OTHER)
    assert [item["id"] for item in ok(filled.http.get(f"/v1/connect/{OTHER}/accounts"))["data"]] == [added.id]
    with pytest.raises(ValueError, match="no project"):
        filled.sandbox.add_account(app="slack", external_user_id="ada", project_id="proj_none")


def _is_list(operation: Operation) -> bool:
    return operation.id.endswith(("_list", "_retrieve_info", "_list_by_external_user")) or operation.id == (
        "project_environment_retrieve_webhook"
    )


def _send(filled: Filled, operation: Operation, project: str, environment: str) -> httpx.Response:
    bearer = filled.http.headers["authorization"].removeprefix("Bearer ")
    if operation.id == "accounts_create":
        bearer = filled.token  # this operation takes no access token
    http = Http(filled.sandbox, bearer, environment)
    path = filled.path(operation).replace("{project_id}", project)
    if operation.method in ("GET", "DELETE"):
        return http.request(operation.method, path)
    body = filled.body(operation.id)
    return http.request(operation.method, path, **({} if body is None else {"json": body}))
