"""Completions of app slugs and component keys, asked of the service while somebody waits: quickly, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import typer

import pdconnect

from ..session import GlobalOptions, Session

TIMEOUT = 2.0
"""Seconds."""
MAX_ITEMS = 50

Found = Iterable[tuple[str, str]]
"""What can be written, and what it means."""


def complete_apps(ctx: typer.Context, incomplete: str) -> Found:
    """Slugs of apps."""
    return _ask(
        ctx,
        lambda client: [
            (app.name_slug, app.name or "")
            for app in client.apps.list(q=incomplete or None, limit=MAX_ITEMS).data
            if app.name_slug
        ],
    )


def complete_components(ctx: typer.Context, incomplete: str) -> Found:
    """Keys of actions and triggers."""
    return _ask(
        ctx,
        lambda client: _keys(client.components.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data),
    )


def complete_actions(ctx: typer.Context, incomplete: str) -> Found:
    """Keys of actions."""
    return _ask(
        ctx, lambda client: _keys(client.actions.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data)
    )


def complete_triggers(ctx: typer.Context, incomplete: str) -> Found:
    """Keys of triggers."""
    return _ask(
        ctx,
        lambda client: _keys(client.triggers.list(app=_app(incomplete), q=_query(incomplete), limit=MAX_ITEMS).data),
    )


def _app(incomplete: str) -> str | None:
    """The app of a key, which stands in front of its first hyphen."""
    app, hyphen, _ = incomplete.partition("-")
    return app if hyphen else None


def _query(incomplete: str) -> str | None:
    return None if "-" in incomplete else incomplete or None


def _keys(components: Iterable[pdconnect.models.Component]) -> Found:
    return [(component.key, component.name) for component in components]


def _ask(ctx: typer.Context, look: Callable[[pdconnect.Client], Found]) -> Found:
    session = Session.from_context(ctx, GlobalOptions(**{name: ctx.params.get(name) for name in GlobalOptions._fields}))
    try:
        return look(session.new_client(max_retries=0, timeout=TIMEOUT))
    except (pdconnect.PdconnectError, OSError):
        return []  # a shell has no place for errors
    finally:
        session.close()  # typer only parses for completions: no command ends that would do it
