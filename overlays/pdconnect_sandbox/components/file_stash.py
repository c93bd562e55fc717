"""Find the file stash of an action run, and store the files that the run writes."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException

from ..apps import Component
from ..service.call import Call
from ..state.file_stash import LIFETIME, TICKET_LIFETIME, TICKETS, Stash, Ticket
from ..state.state import State
from ..wire.types import JsonObject

_NEW_STASH = ("", "NEW", True)


def stash_for(state: State, call: Call, component: Component) -> Stash | None:
    """Return the stash that a run requests, new or existing, or None."""
    wanted = call.body.get("stash_id")
    if wanted is None or wanted is False:
        if component.stash == "required":
            raise HTTPException(400, f"body.stash_id: {component.key} cannot be run without a stash")
        return None
    return _new(state, call) if wanted in _NEW_STASH else _known(state, call, wanted)


def files_by_name(stash: Stash | None) -> dict[str, bytes]:
    """Return the files of a stash by their names."""
    return {key.rpartition("/")[2]: content for key, content in stash.files.items()} if stash else {}


def uploads(state: State, call: Call, stash: Stash, files: Mapping[str, bytes]) -> list[JsonObject]:
    """Store files in a stash, and return their entries in the exports of the run."""
    entries: list[JsonObject] = []
    for name, content in files.items():
        key = stash.key(name)
        stash.files[key] = content
        url = presigned_url(state, call, content)
        entries.append({"localPath": f"/tmp/{name}", "s3Key": key, "get_url": url})
    return entries


def presigned_url(state: State, call: Call, content: bytes) -> str:
    """Return a URL at which a file can be read without a token, for 30 minutes."""
    ticket = state.ids.secret()
    state.tickets.put(ticket, Ticket(content, state.clock() + TICKET_LIFETIME), state.clock())
    return f"{call.request.origin}{TICKETS}/{ticket}"


def _new(state: State, call: Call) -> Stash:
    user = state.register_user(call.environment, call.body["external_user_id"])
    folder = f"1day/{call.environment.project.id}/{user.id}"
    stash = Stash(state.ids.hex(16), user.external_id, folder, state.clock() + LIFETIME)
    call.environment.stashes.put(stash.id, stash, state.clock())
    return stash


def _known(state: State, call: Call, stash_id: str) -> Stash:
    stash = call.environment.stashes.get(stash_id)
    usable = stash is not None and stash.expires_at > state.clock()
    if stash is None or not usable or stash.external_user_id != call.body["external_user_id"]:
        raise HTTPException(400, "body.stash_id: the user has no such stash, or it has expired")
    return stash
