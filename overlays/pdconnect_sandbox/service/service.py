"""The life of one request: find, admit, read, carry out, check the answer, write it down."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from attrs import evolve

from ..apps.proxy_target import TARGET, decoded, url_safe
from ..spec.document import Document, Operation, RateLimit
from ..spec.request import ENVIRONMENT_HEADER, Incoming, Reader
from ..spec.routing import Match, Routes
from ..spec.validation import Schemas, schemas_of
from ..state.budget import throttle
from ..state.project import Environment
from ..state.request_ids import HEADER, request_id
from ..state.state import State
from ..wire.types import ENVIRONMENT_NAMES, MASKED, Refusal, Reply, WebhookRequest
from .auth import ANONYMOUS, Principal, authenticate, authorize
from .bodies import body_of, readable
from .call import Call, Handler, stay_with_own_user
from .fault_rules import Faults
from .legacy_clients import upgrade_legacy_request
from .rate_limits import keep_to_limits
from .request_log import Mask, RecordedRequest

_REQUEST_LOG_LIMIT = 100_000


class SpecMismatchError(Exception):
    """The sandbox's own answer does not fit the description: a defect of one of the two."""


class Service:
    """Answers requests as the service would."""

    def __init__(
        self,
        state: State,
        document: Document,
        handlers: Mapping[str, Handler],
        *,
        strict: bool,
        rate_limits: Mapping[str, RateLimit] | None = None,
    ) -> None:
        """Serve the operations of a description with these handlers, one per operation id, within these limits."""
        self.request_log: list[RecordedRequest] = []
        self.faults = Faults(handlers)
        self.schemas = schemas_of(document)
        self.mask = Mask(document.sensitive_names, state.secrets)
        self._state = state
        self._handlers = handlers
        self._strict = strict
        self._rate_limits = rate_limits or {}
        self._reader = Reader(document, self.schemas)
        self._routes = Routes(document.operations, state.settings.project_id)
        unknown = set(handlers).difference(operation.id for operation in document.operations)
        if unknown:
            raise ValueError(f"handlers of operations that are not described: {sorted(unknown)}")

    @property
    def operation_ids(self) -> Collection[str]:
        """The ids of the operations that are served."""
        return self._handlers.keys()

    def answer(self, incoming: Incoming) -> Reply:
        """Return the answer to a request; whatever comes of it, the request log gets a record."""
        with self._state.lock:
            entry = self._begun(incoming)
            incoming = upgrade_legacy_request(incoming)
            try:
                match = self._routes.find(incoming.method, incoming.raw_path)
                self._write_path(entry, match)
                reply = self._answer(incoming, match, entry)
            except Refusal as refusal:
                reply = refusal.reply
        entry.status = 0 if reply.connection_fault == "drop" else reply.status
        return _with_id(reply, entry.request_id)

    def _begun(self, incoming: Incoming) -> RecordedRequest:
        """Write a request down before anything is known of what becomes of it."""
        self._state.requests += 1
        entry = RecordedRequest(self._state.clock(), incoming.method, self.mask.text(incoming.raw_path))
        entry.request_id = request_id(self._state.settings.seed, self._state.starts, self._state.requests)
        self.request_log.append(entry)
        if len(self.request_log) > _REQUEST_LOG_LIMIT:
            del self.request_log[: _REQUEST_LOG_LIMIT // 10]
        return entry

    def _answer(self, incoming: Incoming, match: Match, entry: RecordedRequest) -> Reply:
        """Return the checked answer of an operation, or what a fault makes of it."""
        fault = self.faults.take(match.operation.id)
        reply = Reply(503) if fault and not fault.lets_through else self._checked(incoming, match, entry)
        if fault is None:
            return reply
        entry.faulty = True
        return fault.applied(reply, self._state.clock())

    def _checked(self, incoming: Incoming, match: Match, entry: RecordedRequest) -> Reply:
        try:
            reply = self._carry_out(incoming, match, entry)
        except Refusal as refusal:
            reply = refusal.reply
        problems = answer_problems(self.schemas, match.operation, reply) if self._strict else []
        if problems:
            entry.status = 500
            raise SpecMismatchError(f"{entry.operation_id} {reply.status}: {'; '.join(problems)}")
        return reply

    def _carry_out(self, incoming: Incoming, match: Match, entry: RecordedRequest) -> Reply:
        operation = match.operation
        if operation.id not in self._handlers:
            raise Refusal(501, f"the sandbox does not know how to do {operation.id} yet")
        principal = self._authenticate(incoming, match)
        throttle(self._state.budgets, incoming.headers, self._state.clock())
        environment = self._environment(incoming, match, principal)
        call = self._read(incoming, match, principal, environment)
        entry.environment = environment.name if environment else None
        entry.external_user_id = self.mask.value(call.external_user_id)
        entry.query = self.mask.fields(call.query)
        entry.body = self.mask.value(readable(incoming.body)) if operation.body.bytes else self.mask.fields(call.body)
        stay_with_own_user(call)
        keep_to_limits(self._rate_limits, self._state.windows, call, self._state.clock())
        reply = self._handlers[operation.id](self._state, call)
        entry.executed = reply.status < 300 and _acts(operation)
        return reply

    def check_webhook_request(self, request: WebhookRequest) -> None:
        """Fail if a webhook request is not what the description says."""
        pointer = f"/webhooks/{request.kind}/post/requestBody/content/application~1json/schema"
        problems = self.schemas.problems(pointer, json.loads(request.body), "body") if self._strict else []
        if problems:
            raise SpecMismatchError(f"{request.kind}: {'; '.join(problems)}")

    def _authenticate(self, incoming: Incoming, match: Match) -> Principal:
        operation = match.operation
        if not operation.schemes:
            return ANONYMOUS
        principal = authenticate(self._state, incoming.headers.get("authorization"))
        authorize(principal, operation)
        return principal

    def _environment(self, incoming: Incoming, match: Match, principal: Principal) -> Environment | None:
        """Return the environment a call goes to: the token's own, else the one of the header."""
        if not match.operation.in_project:
            return None
        own = principal.environment
        given = self._state.projects.get(match.values["project_id"])
        project = given if match.names_project else (own.project if own else None)
        if project is None:
            raise Refusal(404, "path.project_id: there is no such project")
        if own is not None and own.project is not project:
            raise Refusal(403, "path.project_id: not that of the Connect token")
        named = incoming.headers.get(ENVIRONMENT_HEADER, own.name if own else None)
        if named not in ENVIRONMENT_NAMES:
            raise Refusal(400, f"header.{ENVIRONMENT_HEADER}: must be {' or '.join(ENVIRONMENT_NAMES)}")
        if own is not None and own.name != named:
            raise Refusal(403, f"header.{ENVIRONMENT_HEADER}: not that of the Connect token")
        return project.environments[named]

    def _read(self, incoming: Incoming, match: Match, principal: Principal, environment: Environment | None) -> Call:
        operation = match.operation
        path = {**match.values, **({"project_id": environment.project.id} if environment else {})}
        path = {name: url_safe(value) if name == TARGET else value for name, value in path.items()}
        _, problems = self._reader.parameters(operation, "path", {name: [path[name]] for name in path})
        query, more = self._reader.query(operation, incoming.query)
        problems += more + self._reader.headers(operation, incoming.headers)
        body = body_of(incoming, operation)
        problems += [] if operation.body.bytes else self._reader.body(operation, body)
        if problems:
            raise Refusal(400, "; ".join(problems))
        return Call(operation, principal, environment, path, query, body or {}, incoming)

    def _write_path(self, entry: RecordedRequest, match: Match) -> None:
        entry.operation_id = match.operation.id
        for parameter in match.operation.takes("path"):
            if parameter.sensitive:
                entry.path = match.operation.path.replace(f"{{{parameter.name}}}", MASKED)
        if TARGET in match.values:
            # Secrets cannot be seen in base64, so the target is shown decoded, and only there.
            entry.target = self.mask.text(decoded(match.values[TARGET]) or "")
            entry.path = match.operation.path.replace(f"{{{TARGET}}}", "...")


def _with_id(reply: Reply, own: str) -> Reply:
    """Return the reply with the id of the request, unless an app has sent one of its own."""
    if any(name.lower() == HEADER for name, _ in reply.headers):
        return reply
    return evolve(reply, headers=[*reply.headers, (HEADER, own)])


def answer_problems(schemas: Schemas, operation: Operation, reply: Reply) -> list[str]:
    """Return what the description says is wrong with an answer."""
    content = operation.answer(reply.status)
    if content is None:
        return [f"the status {reply.status} is not described"]
    if reply.content is not None:
        return [] if content.bytes else ["the body must be JSON"]
    if content.schema is None:
        return [] if reply.body is None else ["the status has no body"]
    return schemas.problems(content.schema, reply.body, "body")


def _acts(operation: Operation) -> bool:
    """Tell whether an operation changes or does something; what it says of itself, and its scope, tell."""
    writes = any(scope.endswith(":write") for scope in operation.scopes)
    return writes or not operation.repeatable or operation.method in ("DELETE", "PUT", "PATCH")
