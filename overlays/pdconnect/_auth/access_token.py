"""An access token and the time it is valid for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pdconnect_api.arguments import Secret

from .._exceptions import DecodeError
from .._http.errors import with_call

if TYPE_CHECKING:
    from pdconnect_api.call import Call
    from pdconnect_api.models.o_auth_token import OAuthToken

RENEWAL_WINDOW = 120.0
"""Seconds before expiry at which a long-lived token is renewed."""
_RENEWAL_FRACTION = 0.1
"""The same as a share of the lifetime, for tokens that live shorter than 20 minutes."""
DEFAULT_LIFETIME = 3600.0
"""Seconds. The lifetime that the service documents, for a token response without `expires_in`."""
MAX_LIFETIME = 86_400.0 * 365
"""Seconds. Longer lifetimes are cut to this."""


class AccessToken(NamedTuple):
    """An access token and the time it is valid for."""

    token: str
    remaining: float
    """Seconds that it is still valid for."""
    lifetime: float
    """Seconds that it was valid for when it was issued."""

    def __repr__(self) -> str:
        return f"<an access token for {self.remaining:.0f} s>"

    @property
    def renewal_window(self) -> float:
        """Seconds before expiry at which the token is renewed."""
        return min(RENEWAL_WINDOW, self.lifetime * _RENEWAL_FRACTION)

    @property
    def needs_renewal(self) -> bool:
        """Whether it is time to renew it."""
        return self.remaining <= self.renewal_window


def access_token(call: Call[OAuthToken], response: OAuthToken) -> AccessToken:
    """Return the token of a token response. Raises DecodeError if there is none."""
    token = response.access_token
    if not token or not isinstance(token, str):  # pyright: ignore[reportUnnecessaryIsInstance] - from the wire
        raise with_call(DecodeError("the token response has no access_token"), call)
    if not token.isascii() or not token.isprintable() or " " in token:
        raise with_call(DecodeError("the access_token has characters that no header can carry"), call)
    lifetime = _lifetime(response.expires_in)
    return AccessToken(Secret(token), lifetime, lifetime)


def _lifetime(expires_in: object) -> float:
    if isinstance(expires_in, bool) or not isinstance(expires_in, int | float) or expires_in != expires_in:
        return DEFAULT_LIFETIME
    return float(max(0, min(expires_in, MAX_LIFETIME)))
