"""The requests that the admin page shows: filtered, and one of them in detail."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from http.client import responses
from typing import Any
from urllib.parse import quote, urlencode

from attrs import frozen

from ..apps.proxy_target import TARGET, encoded
from ..service.mask import Mask
from ..service.request_log import MAX_RESPONSE, RecordedRequest, RequestLog, Transcript
from ..spec.request import ENVIRONMENT_HEADER
from ..wire.strict_json import read_json
from ..wire.timestamps import iso
from ..wire.types import MASKED, JsonObject, as_list, as_object

STATUSES: Mapping[str, str] = {
    "": "all",
    "refused": "refused (4xx, 5xx, dropped)",
    "2": "2xx",
    "3": "3xx",
    "4": "4xx",
    "5": "5xx",
    **{
        str(status): f"{status} {responses[status]}"
        for status in (400, 401, 403, 404, 405, 410, 413, 415, 422, 429, 503)
    },
    "dropped": "dropped",
    "fault": "hit by a fault",
}
"""The values of the status filter, and their labels."""
_PAGE_SIZE = 100
_MOST = 1000
_SENT_ON = re.compile("content-type|x-pd-.*")


@frozen
class RequestFilter:
    """Which requests are shown. An empty field matches all."""

    status: str = ""
    operation: str = ""
    user: str = ""
    text: str = ""
    limit: int = _PAGE_SIZE

    @classmethod
    def of_query(cls, query: Mapping[str, str]) -> RequestFilter:
        """Return the filter of the query of the page."""
        status = query.get("status", "")
        limit = query.get("limit", "")
        return cls(
            status if status in STATUSES else "",
            query.get("operation", "").strip().replace(".", "_"),
            query.get("user", "").strip(),
            query.get("text", "").strip(),
            min(int(limit), _MOST) if re.fullmatch("[0-9]{1,6}", limit) else _PAGE_SIZE,
        )

    @property
    def is_blank(self) -> bool:
        """Whether it matches every request."""
        return not (self.status or self.operation or self.user or self.text)

    @property
    def query(self) -> dict[str, str]:
        """The query of the page with this filter."""
        parts = {"status": self.status, "operation": self.operation, "user": self.user, "text": self.text}
        return {name: value for name, value in parts.items() if value}

    def matches(self, record: RecordedRequest) -> bool:
        """Return whether a request is shown."""
        return (
            _has_status(record, self.status)
            and self.operation in (record.operation_id or "")
            and self.user in (record.external_user_id or "")
            and (not self.text or _contains(record, self.text.lower()))
        )


def find(request_log: RequestLog, wanted: RequestFilter) -> tuple[list[RecordedRequest], bool]:
    """Return the last requests that match, newest first, and whether there are more."""
    found: list[RecordedRequest] = []
    for record in request_log.newest_first():
        if wanted.matches(record):
            if len(found) == wanted.limit:
                return found, True
            found.append(record)
    return found, False


def more(wanted: RequestFilter) -> int:
    """Return the limit of the next larger page."""
    return min(wanted.limit + 2 * _PAGE_SIZE, _MOST)


def refused_requests(request_log: RequestLog, limit: int) -> list[RecordedRequest]:
    """Return the last requests that were refused, newest first."""
    return find(request_log, RequestFilter(status="refused", limit=limit))[0]


def _has_status(record: RecordedRequest, wanted: str) -> bool:
    if wanted == "refused":
        return record.is_refused
    if wanted == "dropped":
        return record.status == 0
    if wanted == "fault":
        return record.faulty
    return str(record.status).startswith(wanted)


def _contains(record: RecordedRequest, text: str) -> bool:
    parts = (record.method, record.path, record.target, record.request_id, record.reason, record.query, record.body)
    return any(text in str(part).lower() for part in parts if part)


# ---- one request in detail


def detail(record: RecordedRequest, transcript: Transcript | None, mask: Mask, origin: str) -> JsonObject:
    """Return what the page shows of one request. `origin` is the address of the sandbox, for the curl command."""
    headers = mask.headers(transcript.request_headers) if transcript else []
    return {
        "record": record,
        "at": iso(record.at),
        "why": _why(record),
        "request_headers": _lines(headers),
        "request_body": _source(record.body),
        "status_line": _status_line(record),
        "response_headers": _lines(mask.headers(transcript.response_headers)) if transcript else "",
        "response_body": _response_body(transcript, mask),
        "curl": curl(record, transcript, headers, origin),
    }


def _why(record: RecordedRequest) -> str | None:
    if record.reason is not None or not record.is_refused:
        return record.reason
    if record.target is not None:
        return "The app itself responded with this status; its response is below."
    return "The response says why."


def _status_line(record: RecordedRequest) -> str:
    if record.status == 0:
        return "none: the connection was closed without a response"
    return f"{record.status} {responses.get(record.status, '')}".strip()


def _response_body(transcript: Transcript | None, mask: Mask) -> str:
    if transcript is None:
        return "(the response of this request is not kept)"
    body = transcript.response_body
    if body is None:
        return "(not kept: sent in parts, or not by the service)"
    try:
        return _source(mask.value(read_json(body)))
    except ValueError:
        text = mask.source(body.decode(errors="replace"))
        return f"{text}\n({transcript.response_size} bytes in all)" if transcript.response_size > MAX_RESPONSE else text


def _source(value: Any) -> str:
    if value is None or value == {}:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def _lines(headers: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers)


# ---- as curl


def curl(record: RecordedRequest, transcript: Transcript | None, headers: list[tuple[str, str]], origin: str) -> str:
    """Return a curl command that repeats a request. Credentials are environment variables or placeholders, such as <token>."""
    project = transcript.path.split("/")[3:4] if transcript else []
    path = record.path.replace("{project_id}", project[0]) if project else record.path
    return " \\\n  ".join(_curl_parts(record, path, dict(headers), origin))


def _curl_parts(record: RecordedRequest, path: str, headers: Mapping[str, str], origin: str) -> Iterator[str]:
    method = "-I" if record.method == "HEAD" else f"-X {record.method}"
    yield f"curl {method} {shlex.quote(_url(record, path, origin))}"
    if origin.startswith("https:"):
        yield '--cacert "$SSL_CERT_FILE"'
    scheme = headers.get("authorization", "").partition(" ")[0].lower()
    if scheme == "basic":
        yield '-u "$PIPEDREAM_CLIENT_ID:$PIPEDREAM_CLIENT_SECRET"'
    elif scheme:
        yield '-H "Authorization: Bearer $PIPEDREAM_ACCESS_TOKEN"'
    shown = {name: value for name, value in headers.items() if _SENT_ON.fullmatch(name)}
    if record.environment and ENVIRONMENT_HEADER not in shown and scheme:
        shown[ENVIRONMENT_HEADER] = record.environment
    for name, value in shown.items():
        yield f"-H {shlex.quote(f'{name}: {_placeholder(value, name)}')}"
    body = _without_client(record.body) if scheme == "basic" else record.body
    if body:
        is_form = "x-www-form-urlencoded" in headers.get("content-type", "")
        yield f"--data-raw {shlex.quote(_data(body, is_form=is_form))}"


def _url(record: RecordedRequest, path: str, origin: str) -> str:
    path = path.replace(MASKED, "<token>")
    if record.target is not None and path.endswith("/..."):
        path = path.removesuffix("...") + encoded(_placeholder(record.target, TARGET))
    fields = as_object(_with_placeholders(record.query)) or {}
    query = urlencode({name: _texts(value) for name, value in fields.items()}, doseq=True, quote_via=quote, safe="<>")
    return f"{origin}{path}{'?' if query else ''}{query}"


def _texts(value: Any) -> list[str]:
    values = as_list(value)
    return [_text(item) for item in ([value] if values is None else values)]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _without_client(body: Any) -> Any:
    """Return the body of a token request without the client, which the log adds if the header has it."""
    fields = as_object(body)
    return (
        body
        if fields is None
        else {name: fields[name] for name in fields if name not in ("client_id", "client_secret")}
    )


def _data(body: Any, *, is_form: bool) -> str:
    filled = _with_placeholders(body)
    if isinstance(filled, str):
        return filled
    fields = as_object(filled)
    if is_form and fields is not None:
        return urlencode({name: _text(value) for name, value in fields.items()}, safe="<>")
    return json.dumps(filled, ensure_ascii=False)


def _with_placeholders(value: Any, name: str = "secret") -> Any:
    if isinstance(value, str):
        return _placeholder(value, name)
    if (items := as_list(value)) is not None:
        return [_with_placeholders(item, name) for item in items]
    if (fields := as_object(value)) is not None:
        return {key: _with_placeholders(item, key) for key, item in fields.items()}
    return value


def _placeholder(text: str, name: str) -> str:
    return text.replace(MASKED, f"<{name}>")
