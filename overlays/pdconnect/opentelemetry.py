"""OpenTelemetry spans of calls; needs pdconnect[opentelemetry].

    client = pdconnect.Client(hooks=[OpenTelemetryHooks()])

Each call is a span of kind CLIENT that covers all its attempts; a token request is a span of its own. A `traceparent` header continues the
trace in the service. A span contains no body, query or credential.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from opentelemetry import propagate
from opentelemetry.trace import SpanKind, Tracer, TracerProvider, get_current_span, get_tracer

from pdconnect_api.call import Operation

from ._hooks import Attempt, AttemptResult, Hooks
from ._version import __version__


class OpenTelemetryHooks(Hooks):
    """Creates a span for each call.

    Args:
        tracer_provider: The provider that receives the spans. Default: the global one.
    """

    def __init__(self, tracer_provider: TracerProvider | None = None) -> None:
        self._tracer: Tracer = get_tracer("pdconnect", __version__, tracer_provider)

    def call(self, operation: Operation, path: str) -> AbstractContextManager[object]:
        """Return a span for the call; an error ends it with an error status."""
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
        """Add the result of the attempt to the span."""
        span = get_current_span()
        if result.status_code is not None:
            span.set_attribute("http.response.status_code", result.status_code)
        if result.request_id is not None:
            span.set_attribute("pdconnect.request_id", result.request_id)
        if result.error is not None:
            span.add_event(
                "attempt failed", {"error.type": type(result.error).__name__, "attempt": result.attempt.number}
            )
