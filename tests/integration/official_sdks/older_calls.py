"""A call of every method of the official SDK 1.x, with the names of that SDK."""

from __future__ import annotations

from typing import Any

from .calls import HOOK, USER, Call

_GITLAB = {"gitlab": {"authProvisionId": "$gitlab"}}
_SHEET = {"googleSheets": {"authProvisionId": "$google_sheets"}}
_PROJECT = {**_GITLAB, "projectId": 45672541}
_OF = {"externalUserId": USER}
_OWN = {"id": "$trigger", **_OF}


def _component(key: str, configured: Any, **more: Any) -> dict[str, Any]:
    return {"componentId": key, "configuredProps": configured, **_OF, **more}


_TOKENS_AND_APPS = [
    Call(
        "createConnectToken",
        (),
        {"external_user_id": USER, "webhook_uri": HOOK, "allowed_origins": ["https://app.example.com"]},
        result_path="connect_link_url",
    ),
    Call("getProjectInfo", result_path="apps"),
    Call("getApps", (), {"q": "git", "hasActions": True, "hasTriggers": True, "sortKey": "name", "limit": 2}, "data"),
    Call("getApps", (), {"categoryIds": ["$category"]}, "data"),
    Call("getApp", ("gitlab",), result_path="data.name_slug"),
    Call("getAppCategories"),
    Call("getAccounts", (), {"external_user_id": USER, "include_credentials": True, "limit": 1}, "data"),
    Call("getAccountById", ("$gitlab",), {"include_credentials": True}, result_path="credentials"),
]
_COMPONENTS = [
    Call("getComponents", (), {"app": "gitlab", "q": "issue"}, "data"),
    Call("getComponents", (), {"app": "gitlab", "componentType": "trigger"}, "data"),
    Call("getComponents", (), {"app": "gitlab", "componentType": "action"}, "data"),
    Call("getComponent", (), {"key": "gitlab-new-issue"}, "data.configurable_props"),
    Call("configureComponent", (), _component("gitlab-list-commits", _GITLAB, propName="projectId"), "options"),
    Call("reloadComponentProps", (), _component("google_sheets-add-single-row", _SHEET), "dynamicProps"),
    Call(
        "runAction",
        (),
        {"actionId": "gitlab-list-commits", "configuredProps": {**_PROJECT, "refName": "main"}, **_OF},
        result_path="ret",
    ),
]
_TRIGGERS = [
    Call(
        "deployTrigger",
        (),
        {"triggerId": "gitlab-new-issue", "configuredProps": _PROJECT, "webhookUrl": HOOK, **_OF},
        "data.id",
        {"trigger": "data.id"},
    ),
    Call("getTriggers", (), _OF, result_path="data"),
    Call("getTrigger", (), _OWN, result_path="data.configured_props"),
    Call("updateTrigger", (), {**_OWN, "name": "Mine"}, result_path="data.configured_props"),
    Call("getTriggerEvents", (), {"id": "$emitter", **_OF, "limit": 5}, "data"),
    Call("updateTriggerWorkflows", (), {**_OWN, "workflowIds": ["p_1"]}, "workflow_ids"),
    Call("getTriggerWorkflows", (), _OWN, "workflow_ids"),
    Call("updateTriggerWebhooks", (), {**_OWN, "webhookUrls": [HOOK]}, "webhook_urls"),
    Call("getTriggerWebhooks", (), _OWN, "webhook_urls"),
    Call("deleteTrigger", (), {**_OWN, "ignoreHookErrors": True}, result_path=None),
]
_PROXIED = [
    Call(
        "makeProxyRequest",
        ({"searchParams": {"account_id": "$gitlab", "external_user_id": USER}},),
        {
            "url": "https://gitlab.com/api/v4/echo",
            "options": {"method": "POST", "headers": {"x-a": "b"}, "body": '{"a": 1}'},
        },
    ),
]
_WORKFLOWS = [
    Call("invokeWorkflow", ("$workflow", {"body": {"a": 1}}, "oauth"), result_path="body.a"),
    Call("invokeWorkflowForExternalUser", ("$workflow", "user-1", {"body": {"a": 1}}), result_path="external_user_id"),
]
_DELETIONS = [
    Call("deleteAccount", ("$slack",), result_path=None),
    Call("deleteAccountsByApp", ("gitlab",), result_path=None),
    Call("deleteExternalUser", (USER,), result_path=None),
]

OLDER_CALLS = [*_TOKENS_AND_APPS, *_COMPONENTS, *_TRIGGERS, *_PROXIED, *_WORKFLOWS, *_DELETIONS]
