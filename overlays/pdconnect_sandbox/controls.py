"""The part of a sandbox that makes things go wrong on purpose, and lets time pass."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Self

from starlette.exceptions import HTTPException

from .service.fault_rules import Faults, Rule
from .service.faults import Fault
from .service.reset import reset
from .service.service import Service
from .state.revocation import expire_token, expire_tokens, revoke_account
from .state.state import State
from .triggers.timer_thread import timer_thread
from .triggers.timers import advance
from .wire.webhook_delivery import Delivery, WebhookSender


class ActiveFault:
    """A fault that was put in force. As a context it ends with the context; else at `end` or at a reset."""

    def __init__(self, faults: Faults, rule: Rule) -> None:
        """Hold the fault by its rule."""
        self._faults = faults
        self._rule = rule

    @property
    def hits(self) -> int:
        """How many requests have met the fault so far."""
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
    """What no client can ask of the service, but a test or a person at the sandbox can."""

    def __init__(self, state: State, service: Service, webhook_sender: WebhookSender) -> None:
        """Control these."""
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
    ) -> ActiveFault:
        """Let requests fail, from now until the end of a `with` block, or of as many requests as `times` says.

        Args:
            status: The status they are answered with, 400 to 599, without being carried out.
            operation: Only those of one operation (`accounts.list`), or of several (`accounts.*`).
            times: Only the next so many.
            delay: Seconds until the answer comes. Clients in process do not wait: the sandbox's clock moves on, and where
                it would have been too long for the client, its time limit runs out.
            drop: The connection ends without an answer, and the request is not carried out.
            truncate: The connection ends in the middle of the answer's body.
            garbage: The body of the answer is no JSON, whatever its headers say.
            executed: With `status` or `drop`, the request is carried out all the same.
            headers: Further headers of the answer, with `status`.
            body: The JSON of the answer in place of the usual error, with `status`.

        Returns:
            The fault. It ends with the `with` block; without one, at its `end()`, after `times` or at `reset()`.

        Raises:
            ValueError: There is no such operation, or the figures make no sense.
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
        )
        return self._in_force(fault)

    def throttle(self, *, operation: str | None = None, times: int | None = 1, retry_after: float = 1.0) -> ActiveFault:
        """Let requests be throttled: 429, with the service's headers and body.

        Args:
            operation: Only those of one operation (`accounts.list`), or of several (`accounts.*`).
            times: Only the next so many; None for all until the fault is ended.
            retry_after: Seconds that the answer tells to wait.
        """
        return self._in_force(Fault(operation=operation, times=times, status=429, retry_after=retry_after))

    def expire_token(self, token: str) -> None:
        """Let an access token or a Connect token expire now. Raises ValueError for one that is not known."""
        with self._alone():
            expire_token(self._state, token)

    def expire_tokens(self) -> None:
        """Let all access tokens and Connect tokens expire now."""
        with self._alone():
            expire_tokens(self._state)

    def revoke_account(self, account_id: str, *, error: str | None = None) -> None:
        """Revoke an account at its app: it is not healthy but dead, and nothing works with it any more.

        Only connecting it again, with its id, brings it back to life.

        Args:
            account_id: The account, of any project and environment.
            error: What the service tells of the last refresh of its credentials.

        Raises:
            ValueError: There is no such account.
        """
        with self._alone():
            revoke_account(self._state, account_id, error)

    def advance(
        self, seconds: float = 0.0, *, minutes: float = 0.0, hours: float = 0.0, days: float = 0.0
    ) -> list[Delivery]:
        """Let time pass: tokens, links and files expire, windows of rate limits end, timers fire.

        Returns:
            The webhook requests of the events that timers emitted, in their order.

        Raises:
            ValueError: Time would go back, or more than 10,000 events would be emitted.
        """
        with self._alone():
            webhook_requests = advance(self._state, seconds + 60 * minutes + 3600 * hours + 86400 * days)
        return self._webhook_sender.deliver_now(webhook_requests)

    def reset(self) -> None:
        """Forget everything: back to how the sandbox was made, its time and its made-up ids included."""
        with self._alone():
            reset(self._state, self._service, self._webhook_sender)

    def _timer_thread(self) -> AbstractContextManager[None]:
        """Let timers fire by themselves as long as the context lasts."""
        return timer_thread(self._state, self._webhook_sender)

    def _in_force(self, fault: Fault) -> ActiveFault:
        faults = self._service.faults
        return ActiveFault(faults, faults.add(fault))

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Keep requests out meanwhile, and tell refusals as Python does."""
        with self._state.lock:
            try:
                yield
            except HTTPException as error:
                raise ValueError(error.detail) from None
