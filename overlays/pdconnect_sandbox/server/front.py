"""All that a sandbox answers in process: the service, the page behind connect links, and files by their address."""

from __future__ import annotations

from collections.abc import Callable

from ..admin.routes import ticket_file
from ..connect.page import connect_page
from ..handlers.tokens import CONNECT_PAGE
from ..service.service import Service
from ..spec.request import Incoming
from ..state.file_stash import TICKETS
from ..state.state import State
from ..wire.types import Refusal, Reply


def front(state: State, service: Service) -> Callable[[Incoming], Reply]:
    """Return the function that answers any request to the sandbox."""

    def answer(incoming: Incoming) -> Reply:
        if incoming.raw_path != CONNECT_PAGE and not incoming.raw_path.startswith(f"{TICKETS}/"):
            return service.answer(incoming)
        with state.lock:
            return connect_page(state, incoming) if incoming.raw_path == CONNECT_PAGE else _file(state, incoming)

    return answer


def _file(state: State, incoming: Incoming) -> Reply:
    try:
        return ticket_file(state, incoming.raw_path.rpartition("/")[2])
    except Refusal as refusal:
        return refusal.reply
