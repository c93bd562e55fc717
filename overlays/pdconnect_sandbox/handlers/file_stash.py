"""Files that runs have left."""

from __future__ import annotations

from ..service.call import Call
from ..state.file_stash import chunks
from ..state.state import State
from ..wire.types import Refusal, Reply


def download_file(state: State, call: Call) -> Reply:
    """Give the bytes of a file, as long as its stash lasts."""
    key, own = call.query["s3_key"], call.principal.external_user_id
    for stash in call.environment.stashes.values():
        readable = stash.expires_at > state.clock() and own in (None, stash.external_user_id)
        if readable and key in stash.files:
            content = stash.files[key]
            headers = [("content-type", "application/octet-stream"), ("content-length", str(len(content)))]
            return Reply(200, headers=headers, content=chunks(content))
    raise Refusal(404, f"query.s3_key: there is no such file in {call.environment.name}")
