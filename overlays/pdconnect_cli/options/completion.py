"""Shell completion of app slugs and component keys. The shell waits for it, so the service gets two seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import typer

import pdconnect

from ..session import GlobalOptions, Session

TIMEOUT = 2.0
"""Timeout of the request, in seconds."""
MAX_ITEMS = 50
"""Completions to offer."""

Completions = Iterable[tuple[str, str]]
"""Values with their descriptions."""


def complete_apps(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the slug of an app."""
    return _query_service(
        ctx,
        lambda client: [
            (app.name_slug, app.name or "")
            for app in client.apps.list(q=incomplete or None, limit=MAX_ITEMS).data
            if app.name_slug
        ],
    )


def complete_components(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the key of an action or a trigger."""
    return _query_service(
        ctx,
        lambda client: _keys(client.components.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data),
    )


def complete_actions(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the key of an action."""
    return _query_service(
        ctx, lambda client: _keys(client.actions.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data)
    )


def complete_triggers(ctx: typer.Context, incomplete: str) -> Completions:
    """Complete the key of a trigger."""
    return _query_service(
        ctx,
        lambda client: _keys(client.triggers.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data),
    )


def _app(incomplete: str) -> str | None:
    """Return the app of a key: the part before the first hyphen."""
    app, hyphen, _ = incomplete.partition("-")
    return app if hyphen else None


def _query(incomplete: str) -> str | None:
    return None if "-" in incomplete else incomplete or None


def _keys(components: Iterable[pdconnect.models.Component]) -> Completions:
    return [(component.key, component.name) for component in components]


def _query_service(ctx: typer.Context, fetch: Callable[[pdconnect.Client], Completions]) -> Completions:
    session = Session.from_context(ctx, GlobalOptions.from_parameters(ctx.params))
    try:
        return fetch(session.new_client(max_retries=0, timeout=TIMEOUT))
    except (pdconnect.PdconnectError, OSError):
        return []  # the shell would show an error in the middle of the command line
    finally:
        session.close()  # Typer runs no command for a completion, so nothing else closes the session
