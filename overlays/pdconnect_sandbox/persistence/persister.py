"""Persist a state in a file: what has changed is written after each change, and everything is restored at the start."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..state.projects import Project
from ..state.state import State
from .collections import Collection, other_collections, project_collection
from .converter import build_converter
from .sqlite_file import RowKey, StateFile, StateNotSavedError, read_value


def persist_state(state: State, path: Path) -> StatePersister:
    """Restore a state from a file, and write each later change to it."""
    persister = StatePersister(state, path)
    state.lock.before_release = persister.save
    return persister


def stored_seed(path: Path) -> int | None:
    """Return the seed of the state in a file, or None if it cannot be read."""
    text = read_value(path, ("state", "", "seed"))
    return None if text is None else int(json.loads(text))


class StatePersister:
    """Persists one state in one file."""

    def __init__(self, state: State, path: Path) -> None:
        """Restore the state from the file, or raise ValueError where the file is not one of this state."""
        self._state = state
        self._converter = build_converter(state)
        self._file = StateFile(path)
        self._unsaved: tuple[Mapping[RowKey, str], list[RowKey]] | None = None
        try:
            rows = self._file.rows()
            self._saved: dict[RowKey, Any] = {(*group, key): _NOTHING for group in rows for key in rows[group]}
            self._restore(rows)
        except BaseException:
            self._file.close()
            raise
        state.starts += 1
        try:
            self.save()
        except BaseException:
            self._file.close()
            raise

    def save(self) -> None:
        """Write what has changed since the last time, completely or not at all.

        After a failure, each later call tries it again.

        Raises:
            StateNotSavedError: It could not be written, and it contains changes that are newer than the last failure. So a
                request that changes nothing still gets its response.
        """
        changed: dict[RowKey, str] = {}
        current: dict[RowKey, Any] = {}
        for key, record, record_type, immutable in self._rows():
            saved = self._saved.get(key, _NOTHING)
            if immutable:
                current[key] = record
                if saved is not record:
                    changed[key] = self._to_json(record, record_type)
            else:
                current[key] = self._to_json(record, record_type)
                if saved != current[key]:
                    changed[key] = current[key]
        removed = [key for key in self._saved if key not in current]
        if changed or removed:
            try:
                self._file.write(changed, removed)
            except StateNotSavedError:
                if self._unsaved != (changed, removed):
                    self._unsaved = changed, removed
                    raise
                return
        self._saved, self._unsaved = current, None

    def close(self) -> None:
        """Write the last changes and close the file. Later changes are not written.

        Raises:
            StateNotSavedError: Changes could not be written. The file contains all earlier ones.
        """
        with self._state.lock:
            self._state.lock.before_release = None
            try:
                if not self._file.closed:
                    self._unsaved = None  # what failed before is reported again
                    self.save()
            finally:
                self._file.close()

    def _rows(self) -> Iterator[tuple[RowKey, Any, Any, bool]]:
        for name, value in _scalars(self._state).items():
            yield ("state", "", name), value, Any, False
        for collection in (project_collection(self._state), *other_collections(self._state)):
            for key, record in collection.entries():
                yield (collection.kind, collection.owner, key), record, collection.type_of(key), collection.immutable

    def _to_json(self, record: Any, record_type: Any) -> str:
        value = None if record is None else self._converter.unstructure(record, record_type)
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def _restore(self, rows: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        if not rows:
            return
        _restore_scalars(self._state, {name: json.loads(text) for name, text in rows[("state", "")].items()})
        self._state.projects = type(self._state.projects)()
        self._fill(project_collection(self._state), rows)
        self._state.home = _home(self._state)
        for project_id in self._state.settings.further_projects:
            if self._state.projects.get(project_id) is None:
                self._state.projects.add(project_id, Project(project_id, project_id))
        for collection in other_collections(self._state):
            self._fill(collection, rows)

    def _fill(self, collection: Collection[Any], rows: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        for key, text in rows.get((collection.kind, collection.owner), {}).items():
            value = json.loads(text)
            record = None if value is None else self._converter.structure(value, collection.type_of(key))
            collection.put(key, record)


_NOTHING = object()


def _scalars(state: State) -> dict[str, Any]:
    return {
        "home": state.settings.project_id,
        "seed": state.settings.seed,
        "position": state.ids.position,
        "skipped": state.clock.skipped,
        "starts": state.starts,
    }


def _restore_scalars(state: State, scalars: Mapping[str, Any]) -> None:
    for name, expected in (("home", state.settings.project_id), ("seed", state.settings.seed)):
        if scalars[name] != expected:
            raise ValueError(f"the state file is one of another {name}: {scalars[name]}, not {expected}")
    state.ids.position = scalars["position"]
    state.clock.advance(scalars["skipped"])
    state.starts = scalars["starts"]


def _home(state: State) -> Project:
    home = state.projects.get(state.settings.project_id)
    if home is None:
        raise ValueError("the state file lacks the project of the sandbox")
    return home
