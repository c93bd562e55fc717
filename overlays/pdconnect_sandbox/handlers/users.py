"""External users."""

from __future__ import annotations

from ..service.call import Call
from ..service.pagination import window
from ..state.models import User
from ..state.state import State
from ..wire.timestamps import iso
from ..wire.types import NO_CONTENT, JsonObject, Refusal, Reply


def list_(state: State, call: Call) -> Reply:
    """List the users whose id holds a text, one page."""
    users, text = call.environment.users, call.query.get("q", "")
    page = window(users.choose(text, lambda one: text in one.external_id), users.ranks, call.query)
    found = [users.get(key) for key in page.ids]
    return Reply(200, {"page_info": page.info, "data": [_wire(one) for one in found if one]})


def delete_external_user(state: State, call: Call) -> Reply:
    """Remove a user with all accounts and deployed triggers."""
    if not call.environment.remove_user(call.path["external_user_id"]):
        raise Refusal(404, f"path.external_user_id: no such user in {call.environment.name}")
    return NO_CONTENT


def _wire(user: User) -> JsonObject:
    since = iso(user.created_at)
    return {"id": user.id, "external_id": user.external_id, "created_at": since, "updated_at": since}
