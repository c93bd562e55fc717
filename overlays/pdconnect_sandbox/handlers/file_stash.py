"""Files that runs of actions have written."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from ..components.file_stash import presigned_url
from ..service.call import Call
from ..state.file_stash import chunks
from ..state.state import State
from ..wire.responses import SandboxResponse, StreamedResponse


def download_file(state: State, call: Call) -> SandboxResponse:
    """Return the bytes of a file, until its stash expires."""
    key, own = call.query["s3_key"], call.principal.external_user_id
    for stash in call.environment.stashes.values():
        readable = stash.expires_at > state.clock() and own in (None, stash.external_user_id)
        if readable and key in stash.files:
            content = stash.files[key]
            if state.settings.redirect_downloads:
                return SandboxResponse(status_code=302, headers={"location": presigned_url(state, call, content)})
            headers = [("content-type", "application/octet-stream"), ("content-length", str(len(content)))]
            return StreamedResponse(chunks(content), headers=headers)
    raise HTTPException(404, f"query.s3_key: there is no such file in {call.environment.name}")
