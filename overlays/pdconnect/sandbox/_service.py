"""The life of one request: find, admit, read, carry out, check the answer, write it down."""

from __future__ import annotations

from collections.abc import Mapping

from pdconnect.sandbox._calls import Call, Handler, stay_with_own_user
from pdconnect.sandbox._document import Document, Operation
from pdconnect.sandbox._ledger import MASKED, Entry, Mask
from pdconnect.sandbox._requests import (
    ENVIRONMENT_HEADER,
    Incoming,
    Reader,
    form_body,
    json_body,
)
from pdconnect.sandbox._routes import Match, Routes, names_project
from pdconnect.sandbox._schemas import Schemas
from pdconnect.sandbox._state import Place, State
from pdconnect.sandbox._tokens import ANYBODY, Caller, admit, basic_credentials, identify
from pdconnect.sandbox._types import ENVIRONMENTS, JsonObject, Refusal, Reply


class SpecMismatch(Exception):
    """The sandbox's own answer does not fit the description: a defect of one of the two."""


class Service:
    """Answers requests as the service would."""

    def __init__(self, state: State, document: Document, handlers: Mapping[str, Handler], *, strict: bool) -> None:
        """Serve the operations of a description with these handlers, one per operation id."""
        self.ledger: list[Entry] = []
        self.schemas = Schemas(document)
        self.mask = Mask(document.sensitive_names, state.secrets)
        self._state = state
        self._handlers = handlers
        self._strict = strict
        self._reader = Reader(document, self.schemas)
        self._routes = Routes(document.operations, state.settings.project_id)
        unknown = set(handlers).difference(operation.id for operation in document.operations)
        if unknown:
            raise ValueError(f"handlers of operations that are not described: {sorted(unknown)}")

    def answer(self, incoming: Incoming) -> Reply:
        """Return the answer to a request; whatever comes of it, the ledger gets an entry."""
        entry = Entry(self._state.clock(), incoming.method, self.mask.text(incoming.raw_path))
        self.ledger.append(entry)
        operation = None
        try:
            match = self._routes.find(incoming.method, incoming.raw_path)
            operation = match.operation
            self._write_path(entry, match)
            reply = self._carry_out(incoming, match, entry)
        except Refusal as refusal:
            reply = refusal.reply
        problems = answer_problems(self.schemas, operation, reply) if operation and self._strict else []
        entry.status = 500 if problems else reply.status
        if problems:
            raise SpecMismatch(f"{entry.operation_id} {reply.status}: {'; '.join(problems)}")
        return reply

    def _carry_out(self, incoming: Incoming, match: Match, entry: Entry) -> Reply:
        operation = match.operation
        if operation.id not in self._handlers:
            raise Refusal(501, f"the sandbox does not know how to do {operation.id} yet")
        caller = self._admit(incoming, match)
        place = self._place(incoming, match, caller)
        call = self._read(incoming, match, caller, place)
        entry.environment = place.environment if place else None
        entry.external_user_id = self.mask.value(call.external_user_id)
        entry.query = self.mask.fields(call.query)
        entry.body = self.mask.fields(call.body)
        stay_with_own_user(call)
        reply = self._handlers[operation.id](self._state, call)
        entry.executed = reply.status < 300 and _acts(operation)
        return reply

    def _admit(self, incoming: Incoming, match: Match) -> Caller:
        operation = match.operation
        if not operation.schemes:
            return ANYBODY
        caller = identify(self._state, incoming.headers.get("authorization"))
        admit(caller, operation)
        return caller

    def _place(self, incoming: Incoming, match: Match, caller: Caller) -> Place | None:
        """Return the environment a call goes to: the token's own, else the one of the header."""
        if not match.operation.in_project:
            return None
        left_out = not names_project(incoming.raw_path, match.values)
        unknown = match.values["project_id"] != self._state.settings.project_id
        if unknown or (left_out and caller.environment is None):
            raise Refusal(404, "path.project_id: there is no such project")
        named = incoming.headers.get(ENVIRONMENT_HEADER, caller.environment)
        if named not in ENVIRONMENTS:
            raise Refusal(400, f"header.{ENVIRONMENT_HEADER}: must be {' or '.join(ENVIRONMENTS)}")
        if caller.environment not in (None, named):
            raise Refusal(403, f"header.{ENVIRONMENT_HEADER}: not that of the Connect token")
        return self._state.places[named]

    def _read(self, incoming: Incoming, match: Match, caller: Caller, place: Place | None) -> Call:
        operation = match.operation
        given = {name: [value] for name, value in match.values.items()}
        _, problems = self._reader.parameters(operation, "path", given)
        query, more = self._reader.query(operation, incoming.query)
        body = _token_request(incoming) if not operation.schemes else json_body(incoming)
        problems += more + self._reader.headers(operation, incoming.headers)
        problems += self._reader.body(operation, body)
        if problems:
            raise Refusal(400, "; ".join(problems))
        return Call(operation, caller, place, match.values, query, body or {}, incoming.base_url)

    def _write_path(self, entry: Entry, match: Match) -> None:
        entry.operation_id = match.operation.id
        secret = {one.name for one in match.operation.takes("path") if one.sensitive}
        for name in secret:
            entry.path = entry.path.replace(match.values[name], MASKED)


def answer_problems(schemas: Schemas, operation: Operation, reply: Reply) -> list[str]:
    """Return what the description says is wrong with an answer."""
    status = str(reply.status)
    if status not in operation.answers:
        status = "default"
    if status not in operation.answers:
        return [f"the status {reply.status} is not described"]
    schema = operation.answers[status]
    if schema is None:
        return [] if reply.body is None else ["the status has no body"]
    return schemas.problems(schema, reply.body, "body")


def _acts(operation: Operation) -> bool:
    return operation.method == "DELETE" or not operation.repeatable


def _token_request(incoming: Incoming) -> JsonObject | None:
    """Return the body of a token request; it may be a form, or name the client in a header."""
    body = form_body(incoming)
    client = basic_credentials(incoming.headers.get("authorization"))
    if body is None:
        body = json_body(incoming)
    return {**client, **body} if body is not None else (client or None)
