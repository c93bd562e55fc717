"""The requests of `client.workflows`. Pure: nothing is sent here. An access token is sent to the workflow domain only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from pdconnect_api.arguments import plain_text, text
from pdconnect_api.call import Body, Operation, RequestData
from pdconnect_api.errors import InvalidArgumentError

from .._config import Settings
from .._http.content import checked_content
from .._http.raw_call import ANY_TYPE, RawCall
from .._request_options import is_header_value
from .._tracebacks import clearing_frames
from .headers import checked_headers, checked_method

if TYPE_CHECKING:
    from .._http.backend import URL, Backend

AuthType = Literal["none", "static_bearer_token", "oauth"]
"""How a workflow authenticates its callers: not at all, by your own Authorization header, or by the access token of this client."""

USER_HEADER = "x-pd-external-user-id"
_AUTH_TYPES = ("none", "static_bearer_token", "oauth")
_OF_THE_BODY = frozenset({"content-length", "transfer-encoding"})
_ENDPOINT = re.compile(r"e[no][a-z0-9-]+").fullmatch


class Invocation(NamedTuple):
    """The arguments of both ways to start a workflow."""

    url_or_endpoint: str
    method: str
    body: object
    headers: Mapping[str, str] | None
    auth_type: AuthType
    external_user_id: str | None = None

    def __repr__(self) -> str:
        return "<invocation of a workflow>"  # the URL, the headers and the body may contain credentials


def workflow_url(backend: Backend, url_or_endpoint: str, domain: str) -> URL:
    """Return the URL of a workflow: https at the workflow domain, or a URL below a loopback URL.

    Case, path and query stay as they are. Raises InvalidArgumentError.
    """
    text("url_or_endpoint", url_or_endpoint, min_length=1, required=True)
    address = url_or_endpoint.strip()
    is_endpoint = _ENDPOINT(address.lower())
    if "://" in domain:
        return _below(domain, _parsed(backend, f"{domain}/{address.lower()}" if is_endpoint else address))
    if is_endpoint:
        return _parsed(backend, f"https://{address.lower()}.{domain}")
    url = _parsed(backend, address if "://" in address else f"https://{address}")
    if url.scheme != "https":
        raise InvalidArgumentError("url_or_endpoint", "must be https: http would send the request unencrypted")
    host = url.raw_host.decode()  # `host` decodes IDNA, which fails for some hosts
    if host != domain and not host.endswith(f".{domain}"):
        raise InvalidArgumentError(
            "url_or_endpoint",
            f"must be an endpoint id (en…, eo…) or a URL at {domain}; set another domain with workflow_domain",
        )
    if url.userinfo or url.port is not None:
        raise InvalidArgumentError("url_or_endpoint", "must have neither user nor port")
    return url


@clearing_frames
def invocation_call(settings: Settings, invocation: Invocation) -> RawCall:
    """Return the call that starts a workflow. Raises InvalidArgumentError."""
    if invocation.auth_type not in _AUTH_TYPES:
        raise InvalidArgumentError("auth_type", f"must be one of {', '.join(map(repr, _AUTH_TYPES))}")
    url = workflow_url(settings.backend, invocation.url_or_endpoint, settings.workflow_domain)
    headers = {name.lower(): value for name, value in checked_headers(invocation.headers).items()}
    _check_authorization(headers, invocation.auth_type)
    for name in _OF_THE_BODY & headers.keys():
        raise InvalidArgumentError("headers", f"must not have {name!r}: the client sets it to match the body")
    if invocation.external_user_id is not None:
        user = invocation.external_user_id
        text("external_user_id", user, min_length=1, max_length=250)
        if not is_header_value(user):
            raise InvalidArgumentError(
                "external_user_id",
                "must be printable ASCII without spaces at either end here, since it is sent in a header",
            )
        headers[USER_HEADER] = plain_text(user)
    name = "workflows_invoke" if invocation.external_user_id is None else "workflows_invoke_for_external_user"
    method = checked_method(invocation.method)
    operation = Operation(name, method, url.path, idempotent=False, authenticated=invocation.auth_type == "oauth")
    path, body = str(url.copy_with(query=None, fragment=None)), _body(invocation.body)
    query = url.query.decode()  # can contain a credential
    hidden = (query,) if query else ()
    data = RequestData(method, str(url), body, ANY_TYPE | headers)
    return RawCall(operation, path, data, only_success=True, hidden=hidden)


def _below(base: str, url: URL) -> URL:
    """Return the URL if it is below the base. Both are normalised, so scheme, user, host and port are compared too."""
    if not str(url).startswith(f"{base}/"):
        raise InvalidArgumentError(
            "url_or_endpoint", f"must be an endpoint id (en…, eo…) or a URL below {base}, which is the workflow_domain"
        )
    return url


def _parsed(backend: Backend, url: str) -> URL:
    try:
        return backend.URL(url)
    except backend.InvalidURL as error:
        raise InvalidArgumentError("url_or_endpoint", f"is not a URL: {error}") from None


def _check_authorization(headers: Mapping[str, str], auth_type: AuthType) -> None:
    is_set = "authorization" in headers
    if auth_type == "static_bearer_token" and not is_set:
        raise InvalidArgumentError("headers", "must have an Authorization with the token that the workflow expects")
    if auth_type != "static_bearer_token" and is_set:
        raise InvalidArgumentError("headers", f"must not have an Authorization with auth_type={auth_type!r}")


def _body(body: object) -> Body:
    if isinstance(body, str | bytes):
        return Body(content=checked_content("body", body))
    return Body(json=body)
