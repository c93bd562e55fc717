"""The limits that apply to a call, and what the caller passes in place of those of the specification."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from pdconnect_api.call import Call, RateLimit
from pdconnect_api.constants import RATE_LIMITS

from .._config import Settings
from .._exceptions import ConfigurationError
from .._http.raw_call import RawCall
from .._redis.keys import digest, group_key


class LimitReached(NamedTuple):
    """A limit that has no capacity left."""

    limit: str
    """Its name and figures, as in `account_reads (100 per 60 s)`."""
    wait: float
    """Seconds until it has capacity for this request."""
    pause: float
    """Seconds until to ask again: less, if nothing was reserved because too many requests wait."""


class Limit(NamedTuple):
    """The number of requests that are allowed in a number of seconds."""

    requests: int
    seconds: int


def limit_key(
    prefix: str, rate_limit: RateLimit, limit: Limit, call: Call[Any] | RawCall, settings: Settings, *, adaptive: bool
) -> str:
    """Return the key of a limit, in the group of the project. Clients with other figures count separately, unless they learn them."""
    key = _project_key(prefix, rate_limit.name, limit, settings.base_url, settings.project_id or "", adaptive)
    return key if rate_limit.per != "external_user_id" else f"{key}:{digest(call.external_user_id)}"


@lru_cache(256)  # a call is sent in a tenth of a millisecond, and a digest is a noticeable part of that
def _project_key(prefix: str, name: str, limit: Limit, base_url: str, project: str, adaptive: bool) -> str:
    figures = "adaptive" if adaptive else f"{limit.requests}/{limit.seconds}"
    return group_key(prefix, digest(base_url, project), f"limit:{name}:{figures}")


def parse_overrides(overrides: Mapping[str, str]) -> dict[str, Limit]:
    """Return the limits by name. Raises ConfigurationError: a name is unknown, or a limit is not like "100 per minute"."""
    if not isinstance(overrides, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without a type checker
        raise ConfigurationError("rate_limit_overrides must be a mapping of names to limits")
    unknown = sorted(map(str, overrides.keys() - RATE_LIMITS))
    if unknown:
        raise ConfigurationError(
            f"rate_limit_overrides: there is no limit called {unknown[0]!r}; the limits are {', '.join(sorted(RATE_LIMITS))}"
        )
    return {name: _parse_limit(text) for name, text in overrides.items()}


def _parse_limit(text: str) -> Limit:
    if find_spec("limits") is None:
        raise ConfigurationError("rate_limit_overrides needs an extra: pip install 'pdconnect[rate-limits]'")
    from limits import parse_many

    try:
        (item,) = parse_many(text)
    except (TypeError, ValueError, OverflowError):
        item = None
    if item is None or item.amount < 1:
        raise ConfigurationError('rate_limit_overrides must be like "100 per minute" or "2000 per 5 minutes"')
    return Limit(item.amount, item.get_expiry())
