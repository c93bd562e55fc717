"""External users."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..service.call import Call
from ..service.pagination import window
from ..state.records import User
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.timestamps import iso
from ..wire.types import JsonObject


def list_(state: State, call: Call) -> SandboxResponse:
    """List the users whose id contains a text, one page."""
    users, text = call.environment.users, call.query.get("q", "")
    page = window(users.choose(text, lambda user: text in user.external_id), users.ranks, call.query)
    found = [users.get(key) for key in page.ids]
    return JsonResponse({"page_info": page.info, "data": [_wire(user) for user in found if user]})


def delete_external_user(state: State, call: Call) -> SandboxResponse:
    """Delete a user with all accounts and deployed triggers."""
    if not call.environment.remove_user(call.path["external_user_id"]):
        raise HTTPException(404, f"path.external_user_id: no such user in {call.environment.name}")
    return no_content()


def _wire(user: User) -> JsonObject:
    since = iso(user.created_at)
    return {"id": user.id, "external_id": user.external_id, "created_at": since, "updated_at": since}
