"""Keeping a state in a file: what has changed is written after each change, and all of it is read at the start."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from ..apps import Component
from ..state.project import Environment, Project
from ..state.state import State
from .codec import Codec
from .collections import Collection, StoreContent, other_collections, projects
from .sqlite_file import RowKey, StateFile

_CODE = ("options", "reload", "run", "poll")


def persist_state(state: State, path: Path) -> StatePersister:
    """Keep a state in a file from now on, whatever changes it."""
    persister = StatePersister(state, path)
    state.lock.before_release = persister.save
    return persister


class StatePersister:
    """Keeps one state in one file."""

    def __init__(self, state: State, path: Path) -> None:
        """Go on from where the file ends, or raise ValueError where it is not one of this state."""
        self._state = state
        self._codec = _codec(state)
        self._file = StateFile(path)
        try:
            rows = self._file.rows()
            self._known: dict[RowKey, Any] = {(*group, key): _NOTHING for group in rows for key in rows[group]}
            self._restore(rows)
        except BaseException:
            self._file.close()
            raise
        state.starts += 1
        self.save()

    def save(self) -> None:
        """Write what has changed since the last time, all of it or nothing."""
        changed: dict[RowKey, str] = {}
        there: dict[RowKey, Any] = {}
        for key, record, kind, fixed in self._rows():
            known = self._known.get(key, _NOTHING)
            if fixed:
                there[key] = record
                if known is not record:
                    changed[key] = self._written(kind, record)
            else:
                there[key] = self._written(kind, record)
                if known != there[key]:
                    changed[key] = there[key]
        gone = [key for key in self._known if key not in there]
        if changed or gone:
            self._file.write(changed, gone)
        self._known = there

    def close(self) -> None:
        """Write the last changes and close the file, after which nothing is kept any more."""
        with self._state.lock:
            self._state.lock.before_release = None
            if not self._file.closed:
                self.save()
            self._file.close()

    def _rows(self) -> Iterator[tuple[RowKey, Any, Any, bool]]:
        for name, value in _figures(self._state).items():
            yield ("state", "", name), value, Any, False
        for collection in (projects(self._state), *other_collections(self._state)):
            for key, record in collection.entries():
                yield (collection.kind, collection.owner, key), record, collection.type, collection.fixed

    def _written(self, kind: Any, record: Any) -> str:
        if kind is StoreContent:
            kind = type(record) if is_dataclass(record) else Any
        return json.dumps(self._codec.to_json(kind, record), ensure_ascii=False, separators=(",", ":"))

    def _restore(self, rows: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        if not rows:
            return
        _take_figures(self._state, {name: json.loads(text) for name, text in rows[("state", "")].items()})
        self._state.projects = type(self._state.projects)()
        self._fill(projects(self._state), rows)
        self._state.home = _home(self._state)
        for project_id in self._state.settings.further_projects:
            if self._state.projects.get(project_id) is None:
                self._state.projects.add(project_id, Project(project_id, project_id))
        for collection in other_collections(self._state):
            self._fill(collection, rows)

    def _fill(self, collection: Collection[Any], rows: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        kind = Any if collection.type is StoreContent else collection.type
        for key, text in rows.get((collection.kind, collection.owner), {}).items():
            collection.put(key, self._codec.from_json(kind, json.loads(text)))


_NOTHING = object()


def _figures(state: State) -> dict[str, Any]:
    return {
        "home": state.settings.project_id,
        "seed": state.settings.seed,
        "position": state.ids.position,
        "skipped": state.clock.skipped,
        "starts": state.starts,
    }


def _take_figures(state: State, figures: Mapping[str, Any]) -> None:
    for name, own in (("home", state.settings.project_id), ("seed", state.settings.seed)):
        if figures[name] != own:
            raise ValueError(f"the state file is one of another {name}: {figures[name]}, not {own}")
    state.ids.position = figures["position"]
    state.clock.advance(figures["skipped"])
    state.starts = figures["starts"]


def _home(state: State) -> Project:
    home = state.projects.get(state.settings.project_id)
    if home is None:
        raise ValueError("the state file lacks the project of the sandbox")
    return home


def _codec(state: State) -> Codec:
    """Return a codec that knows environments by their names, and finds the code of components in the registry."""

    def environment(written: Any) -> Environment:
        project = state.projects.get(written[0])
        if project is None:
            raise ValueError(f"the state file lacks the project {written[0]}")
        return project.environments[written[1]]

    def component(written: Any) -> Component:
        return state.registry.component(written["key"], written["kind"]) or Component(**written)

    return Codec(
        {
            Environment: (lambda one: [one.project.id, one.name], environment),
            Component: (_component_data, component),
        }
    )


def _component_data(component: Component) -> Any:
    """Return a component without its code."""
    return {one.name: getattr(component, one.name) for one in fields(component) if one.name not in _CODE}
