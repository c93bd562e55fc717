"""Control a sandbox from a test: faults, expiry, revocation, time and reset."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Self

from starlette.exceptions import HTTPException

from pdconnect import DeviationKind

from .service.fault_rules import FaultRule, Faults
from .service.faults import Fault
from .service.reset import reset
from .service.service import Service
from .state.clock import seconds_of
from .state.revocation import expire_token, expire_tokens, revoke_account
from .state.state import State
from .triggers.timer_thread import timer_thread
from .triggers.timers import advance
from .wire.webhook_delivery import Delivery, WebhookSender


class ActiveFault:
    """An active fault. As a context manager it ends with the block; otherwise at `end()` or at a reset."""

    def __init__(self, faults: Faults, rule: FaultRule) -> None:
        """Control the fault of this rule."""
        self._faults = faults
        self._rule = rule

    @property
    def hits(self) -> int:
        """Number of requests that the fault has hit."""
        return self._rule.hits

    def end(self) -> None:
        """End the fault; it may have ended already."""
        self._faults.cancel(self._rule.id)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()


class Controls:
    """The part of a sandbox that does what no client can request: inject faults, revoke accounts, advance time."""

    def __init__(self, state: State, service: Service, webhook_sender: WebhookSender) -> None:
        """Control this state, service and sender."""
        self._state = state
        self._service = service
        self._webhook_sender = webhook_sender

    def faults(
        self,
        *,
        status: int | None = None,
        operation: str | None = None,
        times: int | None = None,
        delay: float = 0.0,
        drop: bool = False,
        truncate: bool = False,
        garbage: bool = False,
        executed: bool = False,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        deviation: DeviationKind | None = None,
    ) -> ActiveFault:
        """Inject a fault: requests fail until the `with` block ends, or as often as `times` says.

        Args:
            status: Status of the responses, 400 to 599. The requests are not executed.
            operation: Only requests of one operation (`accounts.list`), or of several (`accounts.*`).
            times: Maximum number of requests that fail; None for no limit.
            delay: Seconds until the response arrives. Clients in process do not wait: the clock of the sandbox advances,
                and a client whose timeout is shorter gets a timeout.
            drop: Close the connection without a response. The request is not executed.
            truncate: Close the connection in the middle of the response body.
            garbage: Send a body that is not JSON, whatever the headers say.
            executed: With `status` or `drop`, execute the request nevertheless.
            headers: Additional headers of the response, with `status`.
            body: JSON body of the response instead of the usual error, with `status`.
            deviation: Make successful responses with JSON differ from the specification, in a way that `pdconnect.SpecDeviation`
                lists: `unknown_field`, `missing_field`, `type`, `value`, `variant`, `status`, `media_type`, `body`,
                `unknown_header`; `missing_header` and `header_value` in the headers of a 429. A response to which the kind does not
                apply stays as it is, such as one without an object that has a `type`, for `variant`.

        Returns:
            The fault. It ends with its `with` block; without one, at `end()`, after `times` requests or at `reset()`.

        Raises:
            ValueError: There is no such operation, or the arguments contradict each other.
        """
        fault = Fault(
            operation=operation,
            times=times,
            status=status,
            delay=delay,
            drop=drop,
            truncate=truncate,
            garbage=garbage,
            executed=executed,
            headers=headers or {},
            body=body,
            deviation=deviation,
        )
        return self._activate(fault)

    def throttle(self, *, operation: str | None = None, times: int | None = 1, retry_after: float = 1.0) -> ActiveFault:
        """Throttle requests: respond with 429 and with the headers and body of the service.

        Args:
            operation: Only requests of one operation (`accounts.list`), or of several (`accounts.*`).
            times: Maximum number of requests that are throttled; None for all until the fault ends.
            retry_after: Seconds in the `Retry-After` header.

        Returns:
            The fault, as `faults` returns it.

        Raises:
            ValueError: There is no such operation.
        """
        return self._activate(Fault(operation=operation, times=times, status=429, retry_after=retry_after))

    def expire_token(self, token: str) -> None:
        """Expire an access token or a Connect token now. Raises ValueError if the token is not known."""
        with self._locked():
            expire_token(self._state, token)

    def expire_tokens(self) -> None:
        """Expire all access tokens and Connect tokens now."""
        with self._locked():
            expire_tokens(self._state)

    def revoke_account(self, account_id: str, *, error: str | None = None) -> None:
        """Revoke an account, as if the user had done so at the app.

        The account is dead and not healthy; requests with it fail. Connecting it again, with its id, restores it.

        Args:
            account_id: Id of the account, in any project and environment.
            error: Error of the last refresh of the credentials, as the service shows it.

        Raises:
            ValueError: There is no such account.
        """
        with self._locked():
            revoke_account(self._state, account_id, error)

    def advance(
        self, seconds: float = 0.0, *, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> list[Delivery]:
        """Advance the clock: tokens, links and files expire, rate-limit windows end, timers fire.

        Args:
            seconds: Seconds to advance, added to the minutes, hours and days.
            minutes: Minutes to advance.
            hours: Hours to advance.
            days: Days to advance.

        Returns:
            The webhook requests of the events that the timers emitted, oldest first.

        Raises:
            ValueError: The time is negative, or more than 10,000 events would be emitted.
        """
        with self._locked():
            skipped = seconds_of(seconds=seconds, minutes=minutes, hours=hours, days=days)
            webhook_requests = advance(self._state, skipped)
        return self._webhook_sender.deliver_now(webhook_requests)

    def reset(self) -> None:
        """Restore the initial state, including the clock and the sequence of ids."""
        with self._locked():
            reset(self._state, self._service, self._webhook_sender)

    def _timer_thread(self) -> AbstractContextManager[None]:
        """Fire timers at their times while the context lasts."""
        return timer_thread(self._state, self._webhook_sender)

    def _activate(self, fault: Fault) -> ActiveFault:
        faults = self._service.faults
        return ActiveFault(faults, faults.add(fault))

    @contextmanager
    def _locked(self) -> Generator[None]:
        """Hold the lock of the state, and raise ValueError for what the service would reject."""
        with self._state.lock:
            try:
                yield
            except HTTPException as error:
                raise ValueError(error.detail) from None
