"""Uses the endpoint of docs/adding-an-endpoint.md. test_new_endpoint.py runs it with a generated client that has this endpoint.

The only argument is the Python code block of that page.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from typing import Any

import httpx

import pdconnect

NOTES: list[dict[str, Any]] = [
    {"id": f"note_{day}", "text": f"Note {day}", "mood": "meh", "created_at": f"2026-01-0{day}T10:00:00Z"}
    for day in (1, 2, 3)
]
requested: list[str] = []


def serve(request: httpx.Request) -> httpx.Response:
    """Return three notes, two per page."""
    assert request.headers["authorization"] == "Bearer token"
    assert request.headers["x-pd-environment"] == "development"
    requested.append(request.url.raw_path.decode())
    start = int(request.url.params.get("after", "0"))
    part = NOTES[start : start + 2]
    info = {"total_count": len(NOTES), "count": len(part), "end_cursor": str(start + len(part))}
    return httpx.Response(200, content=json.dumps({"data": part, "page_info": info}))


def settings() -> dict[str, Any]:
    return {"project_id": "proj_1", "environment": "development", "access_token": "token"}


def paths(user: str) -> list[str]:
    first = f"/v1/connect/proj_1/users/{user}/notes?pinned=true&limit=2"
    return [first, f"{first}&after=2"]


def use_synchronous_client(code: str) -> None:
    http = httpx.Client(transport=httpx.MockTransport(serve))
    client: Any = pdconnect.Client(**settings(), http_client=http)
    exec(code, {"client": client})
    assert requested == paths("user-1"), requested
    requested.clear()
    page = client.users.list_notes("a/b", pinned=True, limit=2)
    assert [note.id for note in page.data] == ["note_1", "note_2"]
    assert [note.id for note in page.next_page().data] == ["note_3"]
    assert requested == paths("a%2Fb"), requested
    (note,) = client.users.list_notes("user-1", after="2").data
    assert not note.mood.known
    assert (type(note), note.mood) == (pdconnect.models.Note, "meh")  # type: ignore[attr-defined]
    for arguments in ({"limit": 0}, {"pinned": "yes"}):
        try:
            client.users.list_notes("user-1", **arguments)
        except pdconnect.InvalidArgumentError as error:
            assert error.argument in arguments  # noqa: PT017
        else:
            raise AssertionError(arguments)
    documented = inspect.getdoc(client.users.list_notes)
    assert documented is not None
    assert "pinned: Only notes that are pinned, or only those that are not." in documented
    http.close()


async def use_asynchronous_client() -> None:
    async with httpx.AsyncClient(transport=httpx.MockTransport(serve)) as http:
        client: Any = pdconnect.AsyncClient(**settings(), http_client=http)
        texts = [note.text async for note in client.users.list_notes("user-1", pinned=True, limit=2)]
        assert texts == ["Note 1", "Note 2", "Note 3"]
        assert requested == paths("user-1"), requested
        page = await client.users.list_notes("user-1")
        assert [note.id for note in page.data] == ["note_1", "note_2"]


if __name__ == "__main__":
    use_synchronous_client(sys.argv[1])
    requested.clear()
    asyncio.run(use_asynchronous_client())
