"""The requests of `client.workflows`. Pure: nothing is sent here. An access token goes to the workflow domain only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

import httpx

from pdconnect_api.arguments import text
from pdconnect_api.call import Operation
from pdconnect_api.errors import InvalidArgumentError

from .._config import Settings
from .._http.raw_call import Body, RawCall

AuthType = Literal["none", "static_bearer_token", "oauth"]
"""How a workflow knows its callers: not at all, by an Authorization header of yours, or by the access token of this client."""

USER_HEADER = "x-pd-external-user-id"
_AUTH_TYPES = ("none", "static_bearer_token", "oauth")
_ENDPOINT = re.compile(r"e[no][a-z0-9-]+").fullmatch


def workflow_url(url_or_endpoint: str, domain: str) -> httpx.URL:
    """The URL of a workflow, only where workflows are: at the workflow domain by https, or below a loopback URL.

    Case, path and query stay as they are. Raises InvalidArgumentError.
    """
    text("url_or_endpoint", url_or_endpoint, min_length=1)
    given = url_or_endpoint.strip()
    is_endpoint = _ENDPOINT(given.lower())
    if "://" in domain:
        return _below(domain, _parsed(f"{domain}/{given.lower()}" if is_endpoint else given))
    if is_endpoint:
        return httpx.URL(f"https://{given.lower()}.{domain}")
    url = _parsed(given if "://" in given else f"https://{given}")
    if url.scheme != "https":
        raise InvalidArgumentError("url_or_endpoint", "must be https: what is sent would travel in clear text")
    if url.host != domain and not url.host.endswith(f".{domain}"):
        raise InvalidArgumentError(
            "url_or_endpoint",
            f"must be an endpoint id (en…, eo…) or a URL at {domain}; other domains of yours are set with workflow_domain",
        )
    if url.userinfo or url.port is not None:
        raise InvalidArgumentError("url_or_endpoint", "must have neither user nor port")
    return url


def _below(base: str, url: httpx.URL) -> httpx.URL:
    """The URL, which is below the base. Both are normalised, so this compares scheme, user, host and port too."""
    if not str(url).startswith(f"{base}/"):
        raise InvalidArgumentError(
            "url_or_endpoint", f"must be an endpoint id (en…, eo…) or a URL below {base}, where workflow_domain leads"
        )
    return url


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise InvalidArgumentError("url_or_endpoint", f"is not a URL: {error}") from None


class Invocation(NamedTuple):
    """What is the same for a workflow however it is started."""

    url_or_endpoint: str
    method: str
    body: object
    headers: Mapping[str, str] | None
    auth_type: AuthType
    external_user_id: str | None = None


def invocation_call(settings: Settings, invocation: Invocation) -> RawCall:
    """The call that starts a workflow. Raises InvalidArgumentError."""
    if invocation.auth_type not in _AUTH_TYPES:
        raise InvalidArgumentError("auth_type", f"must be one of {', '.join(map(repr, _AUTH_TYPES))}")
    url = workflow_url(invocation.url_or_endpoint, settings.workflow_domain)
    headers = {name.lower(): value for name, value in (invocation.headers or {}).items()}
    _check_authorization(headers, invocation.auth_type)
    if invocation.external_user_id is not None:
        user = invocation.external_user_id
        text("external_user_id", user, min_length=1, max_length=250)
        if not user.isascii() or not user.isprintable():
            raise InvalidArgumentError("external_user_id", "must be printable ASCII here, since it travels in a header")
        headers[USER_HEADER] = user
    name = "workflows_invoke" if invocation.external_user_id is None else "workflows_invoke_for_external_user"
    method = invocation.method.upper()
    operation = Operation(name, method, url.path, idempotent=False, authenticated=invocation.auth_type == "oauth")
    path, body = str(url.copy_with(query=None, fragment=None)), _body(invocation.body)
    return RawCall(operation, path, str(url), method, headers, body, only_success=True)


def _check_authorization(headers: Mapping[str, str], auth_type: AuthType) -> None:
    given = "authorization" in headers
    if auth_type == "static_bearer_token" and not given:
        raise InvalidArgumentError("headers", "must have an Authorization with the token that the workflow expects")
    if auth_type != "static_bearer_token" and given:
        raise InvalidArgumentError("headers", f"must not have an Authorization with auth_type={auth_type!r}")


def _body(body: object) -> Body:
    if isinstance(body, str | bytes):
        return Body(content=body)
    return Body(json=body)
