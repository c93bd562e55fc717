"""External users."""

from __future__ import annotations

from pdconnect.sandbox._calls import Call
from pdconnect.sandbox._state import State
from pdconnect.sandbox._types import NO_CONTENT, Refusal, Reply


def delete_external_user(state: State, call: Call) -> Reply:
    """Remove a user with all accounts and deployed triggers."""
    if not call.here.remove_user(call.path["external_user_id"]):
        raise Refusal(404, f"path.external_user_id: no such user in {call.here.environment}")
    return NO_CONTENT
