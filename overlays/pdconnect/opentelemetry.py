"""OpenTelemetry spans of calls; needs pdconnect[opentelemetry].

    client = pdconnect.Client(hooks=[OpenTelemetryHooks()])

Each call is a span of the kind client, with all its attempts; fetching a token is one of its own. The trace goes on at the service's
side by a `traceparent` header. No body, query or credential stands in a span.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from opentelemetry import propagate
from opentelemetry.trace import SpanKind, Tracer, TracerProvider, get_current_span, get_tracer

from pdconnect_api.call import Operation

from . import __version__
from ._hooks import Attempt, AttemptResult, Hooks


class OpenTelemetryHooks(Hooks):
    """Makes a span of each call.

    Args:
        tracer_provider: Where spans go. Default: the global one.
    """

    def __init__(self, tracer_provider: TracerProvider | None = None) -> None:
        self._tracer: Tracer = get_tracer("pdconnect", __version__, tracer_provider)

    def call(self, operation: Operation, path: str) -> AbstractContextManager[object]:
        """A span around the call; an error ends it as failed."""
        return self._tracer.start_as_current_span(
            operation.id,
            kind=SpanKind.CLIENT,
            attributes={
                "rpc.system": "pdconnect",
                "rpc.method": operation.id,
                "http.request.method": operation.method,
                "url.template": operation.path,
            },
        )

    def before_attempt(self, attempt: Attempt) -> None:
        """Add the headers of the trace to the request."""
        get_current_span().set_attributes(
            {"server.address": attempt.request.url.host, "http.request.resend_count": attempt.number - 1}
        )
        propagate.inject(attempt.request.headers)

    def after_attempt(self, result: AttemptResult) -> None:
        """Note how the attempt ended."""
        span = get_current_span()
        if result.status_code is not None:
            span.set_attribute("http.response.status_code", result.status_code)
        if result.request_id is not None:
            span.set_attribute("pdconnect.request_id", result.request_id)
        if result.error is not None:
            span.add_event(
                "attempt failed", {"error.type": type(result.error).__name__, "attempt": result.attempt.number}
            )
