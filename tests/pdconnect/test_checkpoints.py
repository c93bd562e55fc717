"""Checkpoints and progress of an iteration over a list: it continues where an earlier run has stopped."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import pickle
import sqlite3
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

import pdconnect
from pdconnect import Checkpoint, ListProgress

from ..cases import for_each
from ..fake_api import Clock, FakeApi, account

SIZE = 10
TOTAL = 35
FEW, FEW_SIZE = 8, 3
"""Items of a list, and of a page, for tests that start a process for each of them."""


class List:
    """A list of accounts. The cursor of an account is its number. `missing` are deleted."""

    def __init__(self, total: int = TOTAL) -> None:
        self.total = total
        self.missing: set[int] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        params = request.url.params
        size = int(params.get("limit", SIZE))
        if "before" in params:
            ids = [number for number in range(int(params["before"])) if number not in self.missing][-size:]
        else:
            ids = [
                number for number in range(int(params.get("after", -1)) + 1, self.total) if number not in self.missing
            ]
            ids = ids[:size]
        info: dict[str, Any] = {"count": len(ids), "total_count": self.total - len(self.missing)}
        if ids:
            info |= {"start_cursor": str(ids[0]), "end_cursor": str(ids[-1])}
        return httpx.Response(200, json={"data": [account(number) for number in ids], "page_info": info})


class Crash(Exception):
    """The end of a run at any place."""


Run = Callable[..., list[int]]
"""Iterates with these arguments. The result is what was yielded, also before a crash at `crash_at`."""


def number(item: Any) -> int:
    return int(item.id.removeprefix("apn_"))


def by_threads(
    service: FakeApi, *, crash_at: int = -1, query: dict[str, Any] | None = None, **options: Any
) -> list[int]:
    found: list[int] = []
    with service.client() as client:
        try:
            for item in client.accounts.list(**query or {}).items(**options):
                found.append(number(item))
                if len(found) == crash_at:
                    raise Crash
        except (Crash, pdconnect.ServerError):
            pass
    return found


def by_tasks(service: FakeApi, *, crash_at: int = -1, query: dict[str, Any] | None = None, **options: Any) -> list[int]:
    found: list[int] = []

    async def run() -> None:
        async with service.async_client() as client:
            items = client.accounts.list(**query or {}).items(**options)
            try:
                async for item in items:
                    found.append(number(item))
                    if len(found) == crash_at:
                        raise Crash
            except (Crash, pdconnect.ServerError):
                pass
            finally:
                await items.aclose()

    asyncio.run(run())
    return found


BOTH = pytest.mark.parametrize("run", [by_threads, by_tasks])


# ---- where an iteration continues


@pytest.mark.slow
@pytest.mark.every_python
@BOTH
@for_each("prefetch", [False, True])
def test_after_a_crash_the_page_that_was_not_done_comes_again(run: Run, prefetch: bool, tmp_path: Path) -> None:
    for crash_at in (1, 9, 10, 11, 20, 25, 30, 34, 35):
        path = tmp_path / "accounts"
        service = FakeApi(List())
        first = run(service, crash_at=crash_at, checkpoint=path, prefetch=prefetch)
        assert path.exists() == (crash_at > SIZE)
        second = run(service, checkpoint=str(path), prefetch=prefetch)
        done = (crash_at - 1) // SIZE * SIZE  # items of pages after which the next item was requested
        assert (first, second) == (list(range(crash_at)), list(range(done, TOTAL)))
        assert not any(tmp_path.iterdir())


@BOTH
def test_a_run_that_ends_between_two_pages_continues_with_the_next(run: Run, tmp_path: Path) -> None:
    """Each item is yielded exactly once, although every run ends with a page that cannot be fetched."""
    service, accounts = FakeApi(), List()
    service.responder = lambda request: httpx.Response(503) if len(service.requests) == 3 else accounts(request)
    found: list[list[int]] = []
    for _ in range(3):
        found.append(run(service, checkpoint=tmp_path / "accounts"))
        service.requests.clear()
    assert found == [list(range(20)), list(range(20, 30)), list(range(30, TOTAL))]
    service.responder = accounts
    # The run before could not ask for the page after the last.
    assert run(service, checkpoint=tmp_path / "accounts") == []
    assert not any(tmp_path.iterdir())


@BOTH
def test_each_item_that_stays_is_yielded_while_others_are_deleted(run: Run, tmp_path: Path) -> None:
    accounts = List()
    service = FakeApi(accounts)
    found: list[int] = []
    for crash_at in (15, 3, 12):
        found += run(service, crash_at=crash_at, checkpoint=tmp_path / "accounts")
        accounts.missing |= {found[-1], found[-1] - 9, 33}  # also the one that the cursor is at
    found += run(service, checkpoint=tmp_path / "accounts")
    assert set(found) >= set(range(TOTAL)) - accounts.missing


@BOTH
def test_a_list_that_is_read_backwards_continues_too(run: Run, tmp_path: Path) -> None:
    service = FakeApi(List())
    query = {"before": "30", "limit": 4}
    first = run(service, crash_at=6, query=query, checkpoint=tmp_path / "accounts")
    second = run(service, query=query, checkpoint=tmp_path / "accounts")
    assert sorted({*first, *second}) == list(range(30))
    assert len(second) == 26


@BOTH
def test_the_size_of_pages_may_change(run: Run, tmp_path: Path) -> None:
    service = FakeApi(List())
    run(service, crash_at=25, checkpoint=tmp_path / "accounts")
    assert run(service, query={"limit": 3}, checkpoint=tmp_path / "accounts") == list(range(20, TOTAL))


def test_pages_are_done_when_the_next_one_is_requested(tmp_path: Path) -> None:
    service = FakeApi(List())
    path = tmp_path / "accounts"
    with service.client() as client:
        pages = client.accounts.list().pages(checkpoint=path, prefetch=True)
        next(pages)
        assert not path.exists()
        next(pages)
        assert json.loads(path.read_bytes())["cursor"] == "9"
        pages.close()
        assert json.loads(path.read_bytes())["cursor"] == "9"
        raw = client.accounts.with_raw_response.list().data
        assert number(next(raw.items(checkpoint=path))) == 10


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def kill_at(step: int, after: bool) -> Callable[[], None]:
    """Kill this process at a step: before or after one of the operations on files that the checkpoint makes, or at an item.

    Returns the step to call for an item.
    """
    steps = itertools.count()

    def counted(operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **options: Any) -> Any:
            dies = next(steps) == step
            if dies and not after:
                os.kill(os.getpid(), 9)
            try:
                return operation(*args, **options)
            finally:
                if dies:
                    os.kill(os.getpid(), 9)

        return run

    for name in ("open", "fsync", "replace", "unlink"):
        setattr(os, name, counted(getattr(os, name)))
    return counted(lambda: None)


@needs_fork
@pytest.mark.slow
def test_a_process_that_is_killed_at_any_step(tmp_path: Path) -> None:
    """The next run continues with the page that was not done. Each item of the other pages is yielded exactly once, and no file remains."""
    from .test_forking import Child

    for after in (False, True):
        for step in itertools.count():
            path, found = tmp_path / "accounts", tmp_path / "found"
            found.write_bytes(b"")

            def work(*, step: int = step, after: bool = after, found: Path = found, path: Path = path) -> None:
                with found.open("ab", buffering=0) as file:
                    at_item = kill_at(step, after)
                    for item in FakeApi(List(FEW)).client().accounts.list(limit=FEW_SIZE).items(checkpoint=path):
                        file.write(bytes([number(item)]))
                        at_item()

            ended = Child(work).outcome() == "None"
            first = list(found.read_bytes())
            if ended:
                assert first == list(range(FEW))
                assert step > FEW + 4 * 2  # items, and operations on the file of two positions
                break
            second = by_threads(FakeApi(List(FEW)), query={"limit": FEW_SIZE}, checkpoint=path)
            done = FEW - len(second)
            assert first == list(range(len(first)))
            assert second == list(range(done, FEW))
            if first != second:  # otherwise the first run had finished the list, and deleted the file
                assert done % FEW_SIZE == 0
                assert len(first) - FEW_SIZE <= done <= len(first)
            assert [entry.name for entry in tmp_path.iterdir()] == ["found"]


@needs_fork
@pytest.mark.slow
def test_results_that_are_saved_with_the_position_are_saved_exactly_once(tmp_path: Path) -> None:
    """The recipe of docs/production.md: one transaction for the results of a page and the position behind it."""
    from .test_forking import Child

    path = tmp_path / "job.db"

    def work(crash_at: int) -> None:
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE IF NOT EXISTS results (number)")
        database.execute("CREATE TABLE IF NOT EXISTS job (cursor)")
        steps = itertools.count()

        def step() -> None:
            if next(steps) == crash_at:
                os.kill(os.getpid(), 9)

        def save(checkpoint: Checkpoint) -> None:
            step()
            database.execute("DELETE FROM job")
            database.execute("INSERT INTO job VALUES (?)", (checkpoint.cursor,))
            step()
            database.commit()
            step()

        (cursor,) = database.execute("SELECT cursor FROM job").fetchone() or (None,)
        accounts = FakeApi(List(FEW)).client().accounts
        for item in accounts.list(after=cursor, limit=FEW_SIZE).items(checkpoint=save):
            database.execute("INSERT INTO results VALUES (?)", (number(item),))
            step()

    for crash_at in itertools.count():
        path.unlink(missing_ok=True)
        crashed = Child(partial(work, crash_at)).outcome() == ""
        (finished,) = sqlite3.connect(path).execute("SELECT count(*) FROM job WHERE cursor IS NULL").fetchone()
        if not finished:
            work(-1)
        with contextlib.closing(sqlite3.connect(path)) as database:
            saved = [row[0] for row in database.execute("SELECT number FROM results ORDER BY number")]
        assert saved == list(range(FEW)), crash_at
        if not crashed:
            break
    assert crash_at == FEW + 3 * 3  # items and steps of the function


def test_two_runs_with_one_file_both_end(tmp_path: Path) -> None:
    """Two iterations should have two files. Here they share one, and each overwrites the position of the other."""
    path = tmp_path / "accounts"
    with FakeApi(List()).client() as client:
        first, second = (client.accounts.list().items(checkpoint=path) for _ in range(2))
        both = list(itertools.zip_longest(itertools.islice(first, 25), itertools.islice(second, 12)))
        assert [number(one) for one, _ in both] == list(range(25))
        assert len(list(first)) == TOTAL - 25
        assert len(list(second)) == TOTAL - 12
    assert not any(tmp_path.iterdir())


# ---- the file


def test_only_the_owner_can_read_the_file_and_a_link_to_it_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "accounts", tmp_path / "link"
    path.write_bytes(b"")
    path.unlink()
    link.symlink_to(path)
    by_threads(FakeApi(List()), crash_at=25, checkpoint=link)
    assert link.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["accounts", "link"]
    content = json.loads(path.read_bytes())
    digest = content.pop("list")
    assert len(digest) == 32
    assert content == {
        "format": "pdconnect checkpoint",
        "version": 1,
        "operation": "accounts_list",
        "cursor": "19",
        "pages": 2,
        "items": 20,
    }
    assert by_threads(FakeApi(List()), checkpoint=path)[0] == 20


def change(**values: object) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        path.write_text(json.dumps({**json.loads(path.read_bytes()), **values}))

    return apply


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def replace_by_pipe(path: Path) -> None:
    """Opening a pipe waits for a writer."""
    path.unlink()
    os.mkfifo(path)


@pytest.mark.slow
@pytest.mark.every_python
@for_each(
    ("damage", "message"),
    [
        (truncate, "is damaged or not a checkpoint: delete it to begin at the start, or pass another path"),
        (lambda path: path.write_bytes(b""), "is damaged or not a checkpoint"),
        (lambda path: path.write_bytes(b"\xff\x00" * 1000), "is damaged or not a checkpoint"),
        (lambda path: path.write_bytes(b"[" * 100_000), "is damaged or not a checkpoint"),
        (lambda path: path.write_bytes(b"x" * 2_000_000), "is damaged or not a checkpoint"),
        (lambda path: path.write_text("[]"), "is damaged or not a checkpoint"),
        (lambda path: path.write_text('{"cursor": "19"}'), "is damaged or not a checkpoint"),
        (change(version=2), "was written by another version of pdconnect"),
        (change(cursor=None), "is damaged: delete it to begin at the start"),
        (change(cursor=""), "is damaged: "),
        (change(cursor=19), "is damaged: "),
        (change(items=-1), "is damaged: "),
        (change(items=True), "is damaged: "),
        (change(pages="2"), "is damaged: "),
        (change(operation="apps_list"), "belongs to apps_list, not to accounts_list"),
        (change(list="other"), "belongs to another list of accounts_list"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read: Is a directory"),
        (replace_by_pipe, "is damaged or not a checkpoint"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_and_is_not_changed(
    damage: Callable[[Path], None], message: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for run in (by_threads, by_tasks):
        path = tmp_path_factory.mktemp("checkpoints") / "accounts"
        by_threads(FakeApi(List()), crash_at=25, checkpoint=path)
        damage(path)
        before = path.read_bytes() if path.is_file() else None
        with pytest.raises(pdconnect.CheckpointError) as caught:
            run(FakeApi(List()), checkpoint=path)
        assert str(caught.value).startswith(f"the checkpoint file {str(path)!r} ")
        assert message in str(caught.value)
        assert (path.read_bytes() if path.is_file() else None) == before


@for_each(
    ("query", "settings"),
    [
        ({"app": "slack"}, {}),
        ({"external_user_id": "user-1"}, {}),
        ({"after": "3"}, {}),
        ({}, {"environment": "production"}),
        ({}, {"project_id": "proj_other"}),
        ({}, {"base_url": "https://elsewhere.example"}),
    ],
)
def test_the_checkpoint_of_another_list_is_refused(
    query: dict[str, Any], settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("checkpoints") / "accounts"
    by_threads(FakeApi(List()), crash_at=25, checkpoint=path)
    with FakeApi(List()).client(**settings) as client:
        items = client.accounts.list(**query).items(checkpoint=path)
        with pytest.raises(pdconnect.CheckpointError, match="belongs to another list of accounts_list"):
            next(items)
        with pytest.raises(pdconnect.CheckpointError, match="belongs to accounts_list, not to apps_list"):
            next(client.apps.list().items(checkpoint=path))


@for_each("folder", ["missing", "file"])
def test_a_folder_that_cannot_be_written_to_is_an_error_before_the_first_item(
    folder: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    parent = tmp_path_factory.mktemp("checkpoints")
    (parent / "file").write_text("")
    for run in (by_threads, by_tasks):
        with pytest.raises(pdconnect.CheckpointError, match=r"cannot be (written|read): "):
            run(FakeApi(List()), checkpoint=parent / folder / "accounts")


@BOTH
def test_a_full_disk_leaves_the_last_checkpoint(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "accounts"
    run(FakeApi(List()), crash_at=15, checkpoint=path)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(pdconnect.CheckpointError, match="cannot be written: No space left on device"):
            run(FakeApi(List()), checkpoint=path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["accounts"]
    assert run(FakeApi(List()), checkpoint=path) == list(range(10, TOTAL))


# ---- functions

EXPECTED = [Checkpoint("9", 1, 10), Checkpoint("19", 2, 20), Checkpoint("29", 3, 30), Checkpoint(None, 4, 35)]


@BOTH
def test_a_function_gets_the_position_after_each_page(run: Run) -> None:
    for prefetch in (False, True):
        seen: list[Checkpoint] = []
        run(FakeApi(List()), checkpoint=seen.append, prefetch=prefetch)
        assert seen == EXPECTED
        rest = run(FakeApi(List()), query={"after": seen[1].cursor}, checkpoint=seen.append)
        assert rest == list(range(20, TOTAL))


def test_an_async_function_is_awaited_by_tasks_only() -> None:
    seen: list[Checkpoint] = []

    async def save(checkpoint: Checkpoint) -> None:
        await asyncio.sleep(0)
        seen.append(checkpoint)

    by_tasks(FakeApi(List()), checkpoint=save)
    assert seen == EXPECTED
    with pytest.raises(pdconnect.InvalidArgumentError, match="checkpoint must not be an async function"):
        by_threads(FakeApi(List()), checkpoint=save)
    for run in (by_threads, by_tasks):
        with pytest.raises(pdconnect.InvalidArgumentError, match="progress must not be an async function"):
            run(FakeApi(List()), progress=save)


@BOTH
def test_the_error_of_a_function_ends_the_iteration(run: Run) -> None:
    def save(checkpoint: Checkpoint) -> None:
        raise OSError("the database is down")

    with pytest.raises(OSError, match="the database is down"):
        run(FakeApi(List()), checkpoint=save)


@BOTH
@for_each(
    "options",
    [{"checkpoint": 5}, {"checkpoint": ""}, {"checkpoint": b"path"}, {"checkpoint": "a\0b"}, {"progress": "bar"}],
)
def test_wrong_arguments_are_refused(run: Run, options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(pdconnect.InvalidArgumentError, match=f"{name} must be "):
        run(FakeApi(List()), **options)


def test_an_unpickled_page_has_no_position_to_record(tmp_path: Path) -> None:
    with FakeApi(List()).client() as client:
        page = pickle.loads(pickle.dumps(client.accounts.list()))
    with pytest.raises(pdconnect.ClientClosedError, match="no client"):
        next(page.items(checkpoint=tmp_path / "accounts"))


# ---- progress


def test_progress_has_counts_the_total_and_the_rate_of_this_run(tmp_path: Path) -> None:
    clock, seen = Clock(), list[ListProgress]()

    def responder(request: httpx.Request) -> httpx.Response:
        clock.now += 2
        return List()(request)

    service = FakeApi(responder)
    with service.client(clock=clock) as client:
        for item in client.accounts.list().items(checkpoint=tmp_path / "accounts", progress=seen.append):
            if number(item) == 25:
                break
        assert seen == [ListProgress(1, 10, TOTAL, 0.0), ListProgress(2, 20, TOTAL, 10.0)]
        seen.clear()
        list(client.accounts.list().items(checkpoint=tmp_path / "accounts", progress=seen.append))
        # The page after the last is empty: after a continuation, the counts prove no end.
        assert seen == [
            ListProgress(3, 30, TOTAL, 5.0),
            ListProgress(4, 35, TOTAL, 3.75),
            ListProgress(5, 35, TOTAL, 2.5),
        ]


@for_each("total", [None, True, "35", -1, 3.5])
def test_a_total_that_is_no_count_is_unknown(total: object) -> None:
    seen: list[ListProgress] = []
    body = {"data": [account(1)], "page_info": {"count": 1, "total_count": total, "end_cursor": None}}
    for run in (by_threads, by_tasks):
        run(FakeApi(lambda request: httpx.Response(200, json=body)), progress=seen.append)
    assert [(progress.items, progress.total) for progress in seen] == [(1, None)] * 2
