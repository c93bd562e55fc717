"""The script that counts requests in Redis."""

from __future__ import annotations

from typing import Any

from .._redis.store import Script

ACQUIRE = Script("""
local limit, window = tonumber(ARGV[1]), ARGV[2] * 1000000
local time = redis.call('time')
local now = time[1] * 1000000 + time[2]
local oldest = redis.call('lindex', KEYS[1], limit - 1)
if oldest then
  local wait = oldest + window - now
  if wait > 0 then return math.min(wait, window) end
end
redis.call('lpush', KEYS[1], string.format('%.0f', now))
redis.call('ltrim', KEYS[1], 0, limit - 1)
redis.call('pexpire', KEYS[1], window / 1000)
return -1
""")
"""Keeps the times of the last requests, newest first, in microseconds. Returns -1, or the microseconds until the limit has capacity.

The times are those of the server, so the clocks of the machines need not agree.
"""


def read_wait(result: Any) -> float | None:
    """Return the seconds that the script returned, or None if the request was counted."""
    if not isinstance(result, int):
        raise TypeError("the script returned no integer")
    return None if result < 0 else result / 1_000_000
