# Source of tokens.py, the synchronous half: run `python -m generator` after each change.
"""`client.tokens`: the generated methods, and waiting for the account that a user connects."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from pdconnect_api.api import AsyncApi
from pdconnect_api.api import tokens as generated_tokens
from pdconnect_api.arguments import as_secret
from pdconnect_api.call import AsyncSender
from pdconnect_api.models.account import Account
from pdconnect_api.models.connect_token import ConnectToken

from .._exceptions import (
    AccountWaitTimeoutError,
    ApiError,
    PdconnectError,
    RateLimitExceededError,
    ServerError,
    TooManyRequestsError,
    TransportError,
)
from .account_watch import FIRST_DELAY, AccountWatch, app_of, check_wait, next_delay


class AsyncTokens(generated_tokens.AsyncTokens):
    """Short-lived Connect tokens, which one external user needs to connect accounts."""

    def __init__(
        self,
        sender: AsyncSender,
        with_connect_token: Callable[[str], AsyncApi],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        super().__init__(sender)
        self._with_connect_token = with_connect_token
        self._clock = clock
        self._sleep = sleep

    async def wait_for_account(
        self, token: ConnectToken | str, *, app: str | None = None, timeout: float = 600.0
    ) -> Account:
        """Wait until the user of a Connect token has connected an account with it, and return the account.

        It lists the user's accounts, authenticated by the token: first after 2 seconds, later every 10 seconds, which is far below the
        rate limit. An account that the token connected before the call is found too, and so is one that is connected again. An
        outage of the service and a reached rate limit don't end the wait.

        Args:
            token: What `create` returned, or its `token`.
            app: Only an account of this app (name slug). Default: of any app.
            timeout: Maximum seconds to wait.

        Returns:
            The account.

        Raises:
            AccountWaitTimeoutError: The user has not connected an account in this time.
            UnauthorizedError: The token is wrong or has expired.
            InvalidArgumentError: An argument is invalid; nothing was sent.
            PdconnectError: The root of these and of every other failure.
        """
        if not isinstance(token, ConnectToken):
            token = as_secret(token)  # tracebacks can show local variables
        secret, seconds = check_wait(token, timeout)
        user, watch = self._with_connect_token(secret), AccountWatch(token)
        end, delay = self._clock() + seconds, FIRST_DELAY
        while True:
            outage: PdconnectError | None = None
            try:
                account = await self._connected(user, watch, secret, app)
                if account is not None:
                    return account
            except (TransportError, ServerError, TooManyRequestsError, RateLimitExceededError) as error:
                outage = error
            remaining = end - self._clock()
            if remaining <= 0:
                raise AccountWaitTimeoutError(seconds) from outage
            await self._sleep(min(max(delay, getattr(outage, "retry_after", None) or 0.0), remaining))
            delay = next_delay(delay)

    async def _connected(self, user: AsyncApi, watch: AccountWatch, token: str, app: str | None) -> Account | None:
        """Return the account that the token connected, or None."""
        listed = user.accounts.list(app=app, limit=100)
        accounts = [account async for account in listed if account.id and account.dead is not True]
        account = watch.connected(accounts)
        if account is not None:
            return account
        candidate = watch.candidate(accounts)
        if candidate is None or await self._is_usable(token, app_of(candidate)):
            return None
        return candidate

    async def _is_usable(self, token: str, app: str | None) -> bool:
        """Return whether the token can still connect an account; True if the service doesn't say."""
        if app is None:
            return True
        try:
            return (await self.validate(token, app_id=app)).success is not False
        except ApiError:
            return True
