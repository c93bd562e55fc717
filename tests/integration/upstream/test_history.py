"""`scripts/upstream` on history: two earlier releases of the official Python SDK show exactly what changed in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.upstream import compare, packages, python_sdk
from generator.upstream.facts import Facts
from tests.required import required


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wheels")


def facts_of(version: str, folder: Path) -> Facts:
    try:
        wheel = packages.download_wheel(folder, version)
    except subprocess.CalledProcessError:
        wheel = None
    return python_sdk.read_wheel(required(wheel, "the package index cannot be reached"))


def test_2_2_0(folder: Path) -> None:
    changed = compare.changes(facts_of("2.1.19", folder), facts_of("2.2.0", folder))
    assert [str(change) for change in changed] == [
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


def test_2_3_0(folder: Path) -> None:
    changed = compare.changes(facts_of("2.2.0", folder), facts_of("2.3.0", folder))
    lines = [str(change) for change in changed]
    reset = "POST /v1/connect/{}/deployed-triggers/{}/webhooks/{}/reset_delivery_state"
    assert f"+ {reset}: GetWebhookWithSigningKeyResponse" in lines
    assert "+ App.oauth_app_id: string?" in lines
    assert "~ POST /v1/connect/{}/oauth_apps > client_secret: string -> string?" in lines
    assert "+ WebhookDeliveryStateState = life_support" in lines
    operations = {line.split()[2].rstrip(":") for line in lines if " /" in line}
    assert operations == {"/v1/connect/{}/oauth_apps", reset.split()[1]}
    types = {line.split()[1].split(".")[0] for line in lines if " /" not in line}
    assert types == {
        "App",
        "BadRequestErrorBody",
        "OauthApp",
        "TriggerWebhook",
        "TriggerWebhookDeliveryBackend",
        "UnauthorizedErrorBody",
        "WebhookDeliveryState",
        "WebhookDeliveryStateState",
        "WebhookWithSigningKey",
        "WebhookWithSigningKeyDeliveryBackend",
    }
