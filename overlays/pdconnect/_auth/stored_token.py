"""What the store of access tokens contains, and the scripts that read and change it.

A stored token is encrypted with a key derived from the OAuth client's secret, so access to Redis alone gives no token. The lifetime of a
stored token is measured by the clock of Redis, so the clocks of the machines need not agree.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pdconnect_api.arguments import Secret

from .._redis.store import Script
from .access_token import AccessToken

LOCK_SECONDS = 20.0
"""How long one process may fetch a token while the others wait for it."""

_GET = (
    "local value = redis.pcall('get', KEYS[1]) "
    "if type(value) == 'table' then "
    "if not string.find(value.err, '^WRONGTYPE') then return value end "
    "value = '' end "
)
"""Reads the value; a key of another type has an empty one. Another program has stored it by mistake, so it is replaced."""

LOAD = Script(
    _GET + "if value and not string.find(value, '^[%w_=-]+$') then value = false end "
    "return {value, redis.call('pttl', KEYS[1])}"
)
"""Returns the value and its milliseconds. Other bytes than those of Base64 are none of ours: a client that decodes responses would fail."""
SAVE = Script("redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2]) return 1")
LOCK = Script(
    "if redis.call('set', KEYS[1], ARGV[1], 'nx', 'px', ARGV[2]) then return 1 end "
    + _GET
    + "if value == '' then redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2]) end "
    "if value == '' or value == ARGV[1] then return 1 end return 0"
)
"""Returns 1 also if this owner has the lock already: the Redis library may have sent the command twice, after a broken connection."""
UNLOCK = Script(_GET + "if value == ARGV[1] then return redis.call('del', KEYS[1]) end return 0")
"""Deletes the lock only if this process still owns it: after LOCK_SECONDS, another process may own it."""


class TokenCipher:
    """Encrypts tokens for the store."""

    def __init__(self, secret: str) -> None:
        key = HKDF(SHA256(), length=32, salt=None, info=b"pdconnect token store").derive(secret.encode())
        self._fernet = Fernet(urlsafe_b64encode(key))

    def encrypt(self, token: AccessToken) -> bytes:
        """Return the value to store."""
        return self._fernet.encrypt(json.dumps({"token": token.token, "lifetime": token.lifetime}).encode())

    def read(self, result: Any) -> AccessToken | None:
        """Return the token in the result of the script LOAD, or None if there is none that can be read.

        Raises TypeError or ValueError: this is not a result of the script.
        """
        if not isinstance(result, list):
            raise TypeError("the script returned no list")
        value, milliseconds = cast("list[object]", result)
        if not isinstance(milliseconds, int) or not isinstance(value, bytes | str | None):
            raise TypeError("the script returned values of other types")
        if value is None or milliseconds <= 0:
            return None
        try:
            found = json.loads(self._fernet.decrypt(value))  # a string if the Redis client decodes responses
            return AccessToken(Secret(found["token"]), milliseconds / 1000, float(found["lifetime"]))
        except InvalidToken:  # encrypted with another secret of the client, as while the secret is rotated
            return None
        except (KeyError, TypeError, ValueError):  # an entry of another shape
            return None


def read_flag(result: Any) -> bool:
    """Return whether the result of SAVE, LOCK or UNLOCK is 1. Raises TypeError: it is neither 0 nor 1."""
    if not isinstance(result, int) or result not in (0, 1):
        raise TypeError("the script returned neither 0 nor 1")
    return result == 1
