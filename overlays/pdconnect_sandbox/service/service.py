"""The steps of a request: route, authenticate, validate, execute, check the response, record it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from email.utils import formatdate
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import Scope

from ..apps.proxy_target import TARGET, decoded, url_safe
from ..persistence.sqlite_file import StateNotSavedError
from ..spec.document import Document, Operation, RateLimit
from ..spec.request import ENVIRONMENT_HEADER, RequestReader, form_body, query_values
from ..spec.routing import Match, Routes
from ..spec.validation import Schemas, schemas_of
from ..state.budget import throttle
from ..state.projects import Environment
from ..state.request_ids import HEADER, request_id
from ..state.state import State
from ..wire.buffered_request import BufferedRequest
from ..wire.responses import JsonResponse, SandboxResponse, StreamedResponse, error_response
from ..wire.types import ENVIRONMENT_NAMES, MASKED, WebhookRequest, as_object
from .auth import ANONYMOUS, Principal, authenticate, authorize
from .bodies import MAX_READABLE, body_of, readable
from .call import Call, Handler, check_own_user
from .deviations import plant
from .fault_rules import Faults
from .legacy_clients import upgrade_legacy_request
from .mask import Mask
from .rate_limits import enforce_rate_limits
from .request_log import MAX_RESPONSE, RecordedRequest, RequestLog, Transcript, reason_of

_DEFAULT_ENVIRONMENT = "production"  # the older samples of the vendor omit the header


class SpecMismatchError(Exception):
    """The sandbox's own response does not match the specification: one of the two has a defect."""


class Service:
    """Handles requests as the service does."""

    def __init__(
        self,
        state: State,
        document: Document,
        handlers: Mapping[str, Handler],
        *,
        strict: bool,
        check_responses: bool = True,
        rate_limits: Mapping[str, RateLimit] | None = None,
    ) -> None:
        """Serve the operations of a specification with these handlers, one for each operation id, within these limits.

        With `strict`, unknown query parameters and unknown fields of bodies are rejected; else they are ignored.
        """
        self.request_log = RequestLog()
        self.faults = Faults(handlers)
        self.schemas = schemas_of(document)
        self.mask = Mask(document.sensitive_names, state.secrets)
        self._state = state
        self._handlers = handlers
        self.strict = strict
        self.check_responses = check_responses
        self.rate_limits = rate_limits or {}
        self._reader = RequestReader(document, self.schemas)
        self._routes = Routes(document.operations, state.settings.project_id)
        unknown = set(handlers).difference(operation.id for operation in document.operations)
        if unknown:
            raise ValueError(f"handlers of operations that are not in the specification: {sorted(unknown)}")

    @property
    def operation_ids(self) -> Collection[str]:
        """The ids of the operations that are served."""
        return self._handlers.keys()

    def respond(self, request: BufferedRequest) -> SandboxResponse:
        """Return the response to a request, and record the request in any case."""
        record: RecordedRequest | None = None
        try:
            with self._state.lock:
                record = self._record(request)
                response = self._routed(upgrade_legacy_request(request), record)
        except StateNotSavedError as error:
            if record is None:
                raise
            record.reason = str(error)
            response = error_response(HTTPException(507, str(error)))
        except BaseException as error:
            if record is not None:
                record.status, record.reason = 500, self.mask.text(reason_of(error))
                self.request_log.complete(record, Transcript(request.raw_path, request.headers.items(), (), None))
            raise
        record.status = 0 if response.connection_fault == "drop" else response.status_code
        # An app may have sent these headers itself.
        response.headers.setdefault(HEADER, record.request_id)
        response.headers.setdefault("date", formatdate(self._state.clock(), usegmt=True))
        self.request_log.complete(record, _transcript(request, response))
        return response if request.method != "HEAD" else response.without_body()

    def _routed(self, request: BufferedRequest, record: RecordedRequest) -> SandboxResponse:
        try:
            match = self._routes.find(request.method, request.raw_path)
            self._write_path(record, match)
            return self._respond(request, match, record)
        except HTTPException as error:
            return self._refused(record, error)
        finally:
            if record.query is None:
                self._record_unread(record, request)

    def record_rejected(self, scope: Scope, status: int, reason: str) -> None:
        """Record a request that was rejected before it reached the service, without its body."""
        request = BufferedRequest(scope, b"")
        with self._state.lock:
            record = self._record(request)
            record.status, record.reason, record.before_service = status, self.mask.text(reason), True
            self._record_unread(record, request)
            self.request_log.complete(record, Transcript(request.raw_path, request.headers.items(), (), None))

    def _refused(self, record: RecordedRequest, error: HTTPException) -> SandboxResponse:
        record.reason = self.mask.text(str(error.detail))
        return error_response(error)

    def _record(self, request: BufferedRequest) -> RecordedRequest:
        """Record a request before its outcome is known."""
        self._state.requests += 1
        record = RecordedRequest(self._state.clock(), request.method, self.mask.text(request.raw_path))
        record.request_id = request_id(self._state.settings.seed, self._state.starts, self._state.requests)
        self.request_log.append(record)
        return record

    def _record_unread(self, record: RecordedRequest, request: BufferedRequest) -> None:
        """Record the query and the body of a request that its operation has not read, because it was refused before."""
        texts = query_values(request.query_string)
        record.query = self.mask.fields(
            {name: values[0] if len(values) == 1 else values for name, values in texts.items()}
        )
        body = form_body(request) if len(request.content) <= MAX_READABLE else None
        record.body = self.mask.value(readable(request.content)) if body is None else self.mask.fields(body)
        if isinstance(record.body, str):
            record.body = self.mask.source(record.body)
        for given in (record.query, as_object(record.body) or {}):
            user = given.get("external_user_id")
            record.external_user_id = user if isinstance(user, str) else record.external_user_id
        named = request.headers.get(ENVIRONMENT_HEADER)
        record.environment = named if named in ENVIRONMENT_NAMES else None

    def _respond(self, request: BufferedRequest, match: Match, record: RecordedRequest) -> SandboxResponse:
        """Return the checked response of an operation, as changed by a fault if one matches."""
        fault = self.faults.take(match.operation.id)
        skipped = fault is not None and not fault.lets_through
        response = SandboxResponse(status_code=503) if skipped else self._checked(request, match, record)
        if fault is None:
            return response
        record.faulty = True
        record.reason = f"simulated fault: {fault.summary}"
        if fault.deviation is not None:
            response = plant(fault.deviation, response, match.operation, self.schemas, self._state.clock())
        return fault.apply(response, self._state.clock())

    def _checked(self, request: BufferedRequest, match: Match, record: RecordedRequest) -> SandboxResponse:
        headers: dict[str, str] = {}
        try:
            response = self._execute(request, match, record, headers)
        except HTTPException as error:
            response = self._refused(record, error)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        problems = response_problems(self.schemas, match.operation, response) if self.check_responses else []
        if problems:
            raise SpecMismatchError(f"{record.operation_id} {response.status_code}: {'; '.join(problems)}")
        return response

    def _execute(
        self, request: BufferedRequest, match: Match, record: RecordedRequest, headers: dict[str, str]
    ) -> SandboxResponse:
        """Return the response, or raise HTTPException. Adds the headers of both cases to `headers`."""
        operation = match.operation
        if operation.id not in self._handlers:
            raise HTTPException(501, f"the sandbox does not implement {operation.id} yet")
        principal = self._authenticate(request, match)
        throttle(self._state.budgets, request.headers, self._state.clock())
        environment = self._environment(request, match, principal)
        call = self._read(request, match, principal, environment, record)
        record.environment = environment.name if environment else None
        record.external_user_id = self.mask.value(call.external_user_id)
        record.query = self.mask.fields(call.query)
        record.body = self._recorded_body(call)
        check_own_user(call)
        headers.update(enforce_rate_limits(self.rate_limits, self._state.windows, call, self._state.clock()))
        response = self._handlers[operation.id](self._state, call)
        record.executed = response.status_code < 300 and _has_effect(operation)
        return response

    def _recorded_body(self, call: Call) -> Any:
        if call.operation.body.any_bytes or len(call.request.content) > MAX_READABLE:
            return self.mask.value(readable(call.request.content))
        return self.mask.fields(call.body)

    def check_webhook_request(self, request: WebhookRequest) -> None:
        """Raise SpecMismatchError if a webhook request does not match the specification."""
        pointer = f"/webhooks/{request.kind}/post/requestBody/content/application~1json/schema"
        problems = self.schemas.problems(pointer, json.loads(request.body), "body") if self.check_responses else []
        if problems:
            raise SpecMismatchError(f"{request.kind}: {'; '.join(problems)}")

    def _authenticate(self, request: BufferedRequest, match: Match) -> Principal:
        operation = match.operation
        if not operation.schemes:
            return ANONYMOUS
        principal = authenticate(self._state, request.headers.get("authorization"))
        authorize(principal, operation)
        return principal

    def _environment(self, request: BufferedRequest, match: Match, principal: Principal) -> Environment | None:
        """Return the environment of a call: the token's own, else that of the header."""
        if not match.operation.in_project:
            return None
        own = principal.environment
        given = self._state.projects.get(match.values["project_id"])
        project = given if match.names_project else (own.project if own else None)
        if project is None:
            raise HTTPException(404, "path.project_id: there is no such project")
        if own is not None and own.project is not project:
            raise HTTPException(403, "path.project_id: not that of the Connect token")
        named = request.headers.get(ENVIRONMENT_HEADER, own.name if own else _DEFAULT_ENVIRONMENT)
        if named not in ENVIRONMENT_NAMES:
            raise HTTPException(400, f"header.{ENVIRONMENT_HEADER}: must be {' or '.join(ENVIRONMENT_NAMES)}")
        if own is not None and own.name != named:
            raise HTTPException(403, f"header.{ENVIRONMENT_HEADER}: not that of the Connect token")
        return project.environments[named]

    def _read(
        self,
        request: BufferedRequest,
        match: Match,
        principal: Principal,
        environment: Environment | None,
        record: RecordedRequest,
    ) -> Call:
        operation = match.operation
        request.check_encoding()
        path = {**match.values, **({"project_id": environment.project.id} if environment else {})}
        path = {name: url_safe(value) if name == TARGET else value for name, value in path.items()}
        _, problems = self._reader.parameters(operation, "path", {name: [path[name]] for name in path})
        query, more, record.ignored_query = self._reader.query(operation, request.query_string)
        if self.strict:
            more += [f"query.{name}: is unknown to this operation" for name in record.ignored_query]
        problems += more + self._reader.headers(operation, request.headers)
        body = body_of(request, operation)
        if not operation.body.any_bytes:
            more, unknown = self._reader.body(operation, body)
            record.ignored_body = [self.mask.text(name) for name in unknown]
            if self.strict:
                more += [f"body.{name}: is unknown to this operation" for name in record.ignored_body]
            problems += more
        if problems:
            raise HTTPException(400, "; ".join(problems))
        return Call(operation, principal, environment, path, query, body or {}, request)

    def _write_path(self, record: RecordedRequest, match: Match) -> None:
        record.operation_id = match.operation.id
        for parameter in match.operation.parameters_in("path"):
            if parameter.sensitive:
                record.path = match.operation.path.replace(f"{{{parameter.name}}}", MASKED)
        if TARGET in match.values:
            # Secrets cannot be seen in base64, so the target is shown decoded, and only there.
            record.target = self.mask.text(decoded(match.values[TARGET]) or "")
            record.path = match.operation.path.replace(f"{{{TARGET}}}", "...")


def response_problems(schemas: Schemas, operation: Operation, response: SandboxResponse) -> list[str]:
    """Return how a response differs from the specification."""
    if 300 <= response.status_code < 400 and "location" in response.headers:
        return []
    content = operation.response(response.status_code)
    if content is None:
        return [f"the status {response.status_code} is not in the specification"]
    if isinstance(response, StreamedResponse):
        return [] if content.any_bytes else ["the body must be JSON"]
    if content.schema is None:
        return [] if not response.body else ["the status has no body"]
    return schemas.problems(content.schema, response.content if isinstance(response, JsonResponse) else None, "body")


def _transcript(request: BufferedRequest, response: SandboxResponse) -> Transcript:
    body = None if isinstance(response, StreamedResponse) else bytes(response.body)
    kept = body if body is None or len(body) <= MAX_RESPONSE else body[:MAX_RESPONSE]
    return Transcript(request.raw_path, request.headers.items(), response.headers.items(), kept, len(body or b""))


def _has_effect(operation: Operation) -> bool:
    """Return whether an operation has an effect, by its method and its scopes."""
    writes = any(scope.endswith(":write") for scope in operation.scopes)
    return writes or not operation.idempotent or operation.method in ("DELETE", "PUT", "PATCH")
