"""The headers and query parameters of an MCP request: who it is for, and what it offers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from attrs import frozen
from starlette.exceptions import HTTPException

from ..apps import App
from ..service.auth import authenticate
from ..spec.request import ENVIRONMENT_HEADER, query_values
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.types import ENVIRONMENT_NAMES

SUB_AGENT, TOOLS_ONLY, FULL_CONFIG = "sub-agent", "tools-only", "full-config"
_MODES = (SUB_AGENT, TOOLS_ONLY, FULL_CONFIG)
_QUERY_NAMES = {
    "x-pd-project-id": ("x-pd-project-id", "projectId"),
    "x-pd-environment": ("x-pd-environment", "environment"),
    "x-pd-external-user-id": ("x-pd-external-user-id", "externalUserId"),
    "x-pd-app-slug": ("x-pd-app-slug", "app"),
    "x-pd-tool-mode": ("x-pd-tool-mode", "toolMode"),
    "x-pd-account-id": ("x-pd-account-id", "accountId"),
}
_TOKEN_FIELDS = {
    "x-pd-oauth-app-id": "oauth_app_id",
    "x-pd-webhook-uri": "webhook_uri",
    "x-pd-success-redirect-uri": "success_redirect_uri",
    "x-pd-error-redirect-uri": "error_redirect_uri",
}


@frozen
class McpRequest:
    """What an MCP request asks for. `token_fields` go into the Connect token for an app that is not connected."""

    http: BufferedRequest
    project_id: str
    environment: str
    external_user_id: str
    apps: tuple[App, ...]
    mode: str
    account_id: str | None
    token_fields: Mapping[str, Any]


def read_mcp_request(state: State, request: BufferedRequest) -> McpRequest:
    """Return the parts of a request, or raise 400, 401 or 404."""
    authenticate(state, request.headers.get("authorization"))
    parameters = _Parameters(request)
    project_id = parameters.require("x-pd-project-id")
    if state.projects.get(project_id) is None:
        raise HTTPException(404, "header.x-pd-project-id: there is no such project")
    environment = parameters.get(ENVIRONMENT_HEADER) or "production"
    if environment not in ENVIRONMENT_NAMES:
        raise HTTPException(400, f"header.{ENVIRONMENT_HEADER}: must be {' or '.join(ENVIRONMENT_NAMES)}")
    mode = parameters.get("x-pd-tool-mode") or SUB_AGENT
    if mode not in _MODES:
        raise HTTPException(400, f"header.x-pd-tool-mode: must be {' or '.join(_MODES)}")
    return McpRequest(
        http=request,
        project_id=project_id,
        environment=environment,
        external_user_id=parameters.require("x-pd-external-user-id"),
        apps=tuple(_app(state, slug) for slug in parameters.require("x-pd-app-slug").split(",")),
        mode=mode,
        account_id=parameters.get("x-pd-account-id"),
        token_fields={
            field: request.headers[header] for header, field in _TOKEN_FIELDS.items() if header in request.headers
        },
    )


class _Parameters:
    """Reads values from headers, query parameters, and the path of older clients."""

    def __init__(self, request: BufferedRequest) -> None:
        self._headers = request.headers
        self._query = query_values(request.query_string)
        parts = request.raw_path.strip("/").split("/")[1:]
        names = ("x-pd-external-user-id", "x-pd-app-slug")
        self._path: dict[str, str] = dict(zip(names, map(unquote, parts), strict=False))

    def get(self, name: str) -> str | None:
        texts = [text for query_name in _QUERY_NAMES[name] for text in self._query.get(query_name, [])]
        return self._headers.get(name) or next(iter(texts), None) or self._path.get(name)

    def require(self, name: str) -> str:
        value = self.get(name)
        if not value:
            raise HTTPException(400, f"header.{name}: is missing")
        return value


def _app(state: State, slug: str) -> App:
    app = state.registry.app(slug.strip())
    if app is None:
        raise HTTPException(404, f"header.x-pd-app-slug: there is no app {slug.strip()}")
    return app
