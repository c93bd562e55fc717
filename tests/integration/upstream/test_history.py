"""`scripts/upstream` on history: two earlier releases of the official Python SDK show exactly what changed in them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.upstream import compare, packages, python_sdk
from generator.upstream.facts import Facts
from tests.required import required


@cache
def facts_of(version: str) -> Facts:
    with TemporaryDirectory() as folder:
        try:
            wheel = packages.download_wheel(Path(folder), version)
        except subprocess.CalledProcessError:
            wheel = None
        return python_sdk.read_wheel(required(wheel, "the package index cannot be reached"))


def changes(old: str, new: str) -> list[str]:
    before, after = facts_of(old), facts_of(new)
    return compare.lines(compare.changes(before, after), before, after)


def test_the_changes_of_2_2_0_are_found() -> None:
    assert changes("2.1.19", "2.2.0") == [
        "~ GET /v1/connect/tokens/{}/validate ? app_id: string -> string?",
        "+ GET /v1/connect/tokens/{}/validate ? app_override_id: string?",
        "+ POST /v1/connect/{}/accounts > app_override_id: string?",
        "+ POST /v1/connect/{}/tokens > app_id: string?",
        "+ POST /v1/connect/{}/tokens > oauth_app_id: string?",
        "+ POST /v1/oauth/token > client_assertion: string?",
        "+ POST /v1/oauth/token > client_assertion_type: string?",
        "~ POST /v1/oauth/token > client_secret: string -> string?",
        "+ ValidateTokenResponse.app_override_field_names: string[]?",
        "+ ValidateTokenResponse.app_override_id: string?",
        "+ ValidateTokenResponse.oauth_app_connect_base_url: string?",
    ]


def test_the_changes_of_2_3_0_are_found() -> None:
    assert changes("2.2.0", "2.3.0") == [
        "+ App.oauth_app_id: string?",
        "+ BadRequestErrorBody.error: string",
        "~ OauthApp.client_id: string -> string?",
        "+ OauthApp.oauth_app_id: string?",
        "~ OauthApp.owner_id: string -> string?",
        "+ POST /v1/connect/{}/deployed-triggers/{}/webhooks/{}/reset_delivery_state: "
        "GetWebhookWithSigningKeyResponse, ? external_user_id: string",
        "~ POST /v1/connect/{}/oauth_apps > client_id: string -> string?",
        "~ POST /v1/connect/{}/oauth_apps > client_secret: string -> string?",
        "+ TriggerWebhook.active: boolean?",
        "+ TriggerWebhook.delivery_backend: TriggerWebhookDeliveryBackend?",
        "+ TriggerWebhook.delivery_state: WebhookDeliveryState?",
        "+ TriggerWebhookDeliveryBackend = jvm, valkey",
        "+ UnauthorizedErrorBody.error: string",
        "+ WebhookDeliveryState.consecutive_failures: integer, last_error: string?, sheds: integer, "
        "since: integer?, state: WebhookDeliveryStateState",
        "+ WebhookDeliveryStateState = deactivated, happy, life_support, penalty",
        "+ WebhookWithSigningKey.active: boolean?",
        "+ WebhookWithSigningKey.delivery_backend: WebhookWithSigningKeyDeliveryBackend?",
        "+ WebhookWithSigningKey.delivery_state: WebhookDeliveryState?",
        "+ WebhookWithSigningKeyDeliveryBackend = jvm, valkey",
    ]
