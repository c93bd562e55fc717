"""The options of a client that `with_options` can change, and their checks. Connections, tokens and limits stay shared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pdconnect_api.arguments import UNSET, Unset, type_name

from ._exceptions import ConfigurationError
from ._http.backend import is_timeout

if TYPE_CHECKING:
    from pdconnect_api.http_types import Timeout

    from ._hooks import Hooks

RateLimitMode = Literal["wait", "fail", "adaptive"]
"""What to do at a rate limit: wait until there is capacity, raise RateLimitExceededError, or wait and learn the limits from responses."""

DEFAULT_MAX_RETRIES = 2
DEFAULT_MAX_RESPONSE_BYTES = 104_857_600
"""100 MiB: a page of a list has some 100 kB. More would fill the memory of a usual container."""
MAX_SECONDS = 86_400.0 * 365
"""The longest timeout and deadline. The operating system rejects much longer ones, with an error that does not name the option."""
HEADER_NAME = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
"""The characters of a header's name, and of a method (RFC 9110, section 5.6.2). Compiling it here would slow each start."""
_OWN_HEADERS = frozenset(
    {"authorization", "content-length", "content-type", "host", "transfer-encoding", "x-pd-environment"}
)
"""Headers that the client sets itself."""


class Options:
    """The options of a client. Raises ConfigurationError, which names the wrong option."""

    __slots__ = (
        "deadline",
        "headers",
        "hooks",
        "max_response_bytes",
        "max_retries",
        "rate_limit_mode",
        "rate_limit_share",
        "timeout",
    )

    def __init__(
        self,
        timeout: Timeout | Unset = UNSET,
        deadline: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        headers: Mapping[str, str] | None = None,
        rate_limit_mode: RateLimitMode | None = None,
        hooks: Iterable[Hooks] = (),
        max_response_bytes: int | None = DEFAULT_MAX_RESPONSE_BYTES,
        rate_limit_share: float | None = None,
    ) -> None:
        if not isinstance(timeout, Unset):
            check_timeout(timeout)
        self.timeout = timeout
        """Seconds for each phase of one attempt; if it is not set, the timeout of the HTTP client applies."""
        _check_seconds("deadline", deadline)
        self.deadline = deadline
        """Seconds for a whole call with all its attempts and delays."""
        _check_max_retries(max_retries)
        self.max_retries = max_retries
        if rate_limit_mode not in ("wait", "fail", "adaptive", None):
            raise ConfigurationError("rate_limit_mode must be 'wait', 'fail', 'adaptive' or None")
        self.rate_limit_mode: RateLimitMode | None = rate_limit_mode
        _check_rate_limit_share(rate_limit_share)
        self.rate_limit_share = rate_limit_share
        """The part of each limit that the calls may use; None for all of it."""
        self.headers = _checked_headers({} if headers is None else headers)
        self.hooks = _checked_hooks(hooks)
        _check_max_response_bytes(max_response_bytes)
        self.max_response_bytes = max_response_bytes
        """Bytes of a response that are read into memory, decompressed; None for no limit."""

    def for_tokens(self) -> Options:
        """Return the options of a token request. It has no deadline, since other calls may wait for the same token."""
        return Options(
            self.timeout,
            None,
            self.max_retries,
            self.headers,
            self.rate_limit_mode,
            self.hooks,
            self.max_response_bytes,
            self.rate_limit_share,
        )


def changed_options(
    options: Options,
    timeout: Timeout | Unset,
    deadline: float | Unset | None,
    max_retries: int | None,
    headers: Mapping[str, str],
    rate_limit_mode: RateLimitMode | Unset | None,
    hooks: Iterable[Hooks] | None,
    max_response_bytes: int | Unset | None,
    rate_limit_share: float | Unset | None,
) -> Options:
    """Return the options with those that are passed replaced. Raises ConfigurationError."""
    mode = options.rate_limit_mode if isinstance(rate_limit_mode, Unset) else rate_limit_mode
    if not isinstance(rate_limit_share, Unset):
        check_share_applies(rate_limit_share, mode)
    return Options(
        timeout=options.timeout if isinstance(timeout, Unset) else timeout,
        deadline=options.deadline if isinstance(deadline, Unset) else deadline,
        max_retries=options.max_retries if max_retries is None else max_retries,
        headers={**options.headers, **_checked_headers(headers)},
        rate_limit_mode=mode,
        hooks=options.hooks if hooks is None else hooks,
        max_response_bytes=options.max_response_bytes if isinstance(max_response_bytes, Unset) else max_response_bytes,
        rate_limit_share=options.rate_limit_share if isinstance(rate_limit_share, Unset) else rate_limit_share,
    )


def _check_max_retries(value: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError("max_retries must be a number of retries: 0 or more")


def _check_max_response_bytes(value: int | None) -> None:
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError("max_response_bytes must be a number of bytes: 1 or more, or None for no limit")


def check_share_applies(share: float | None, mode: RateLimitMode | None) -> None:
    """Raise ConfigurationError for a share of limits that are not applied."""
    if share is not None and mode is None:
        raise ConfigurationError(
            "rate_limit_share has no effect without rate_limit_mode: set it to 'wait', 'fail' or 'adaptive'"
        )


def _check_rate_limit_share(value: float | None) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError(
            "rate_limit_share must be a number above 0 and at most 1, such as 0.2 for a fifth of each limit, or None for all of it"
        )


def check_timeout(timeout: Any) -> None:
    """Raise ConfigurationError unless the value is a timeout: seconds, None, or a Timeout of a library."""
    if not is_timeout(timeout):
        _check_seconds("timeout", timeout)
        return
    for seconds in (timeout.connect, timeout.read, timeout.write, timeout.pool):
        if seconds != 0:
            _check_seconds("timeout", seconds)


def _check_seconds(name: str, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MAX_SECONDS:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError(
            f"{name} must be a number of seconds above 0 and at most {MAX_SECONDS:.0f}, or None for no limit"
        )


def _checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(headers, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError(f"headers must be a mapping of names to values, got {type_name(headers)}")
    for name, value in headers.items():
        if not isinstance(name, str):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(f"headers: a name must be a string, not {type_name(name)}")
        if not re.fullmatch(HEADER_NAME, name):
            raise ConfigurationError(f"headers: {name!r} is not the name of a header")
        if name.lower() in _OWN_HEADERS:
            raise ConfigurationError(f"headers: {name!r} is set by the client itself")
        if not isinstance(value, str) or not is_header_value(value):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(
                f"headers: the value of {name!r} must be printable ASCII text, without spaces at either end"
            )
    return dict(headers)


def is_header_value(text: str) -> bool:
    """Return whether a string can be sent in a header as it is. The HTTP libraries reject spaces at the ends, and quote the value."""
    return text.isascii() and text.isprintable() and text == text.strip()


def _checked_hooks(hooks: Iterable[Hooks]) -> tuple[Hooks, ...]:
    if not isinstance(hooks, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - as above
        raise ConfigurationError("hooks must be a list of instances of pdconnect.Hooks")
    checked = tuple(hooks)
    if not checked:
        return ()
    from ._hooks import Hooks  # only for clients with hooks

    if not all(isinstance(hook, Hooks) for hook in checked):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise ConfigurationError("hooks must be instances of pdconnect.Hooks")
    return checked
