"""File downloads: streamed to a path or an open file, and complete or not written at all."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

import pdconnect
from pdconnect._resources import async_file_stash, file_stash
from tests.fake_api import FakeApi

from ..cases import for_each

KEY = "1day/proj_1/exu_1/stash 1/u/ä.txt"
PARTS = [b"a" * 70_000, b"b" * 70_000]


class Parts(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, fail: bool = False) -> None:
        self.fail = fail

    def __iter__(self) -> Iterator[bytes]:
        yield PARTS[0]
        if self.fail:
            raise httpx.ReadError("connection lost")
        yield PARTS[1]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self:
            yield part


def serving(*, fail: bool = False) -> FakeApi:
    return FakeApi(lambda request: httpx.Response(200, stream=Parts(fail), headers={"content-length": "140000"}))


def test_a_download_to_a_path_reports_its_progress(tmp_path: Path) -> None:
    api, reported = serving(), list[tuple[int, int | None]]()
    target = tmp_path / "file.txt"
    size = api.client().file_stash.download_file(
        KEY, target, progress=lambda done, total: reported.append((done, total))
    )
    assert size == 140_000
    assert target.read_bytes() == b"".join(PARTS)
    assert reported == [(65_536, 140_000), (131_072, 140_000), (140_000, 140_000)]
    assert api.requests[0].url.params["s3_key"] == KEY
    assert api.requests[0].url.path == "/v1/connect/proj_test1/file_stash/download"
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_an_open_file_receives_the_content() -> None:
    file = io.BytesIO()
    serving().client().file_stash.download_file(KEY, file)
    assert file.getvalue() == b"".join(PARTS)
    assert not file.closed


def test_an_interrupted_download_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    target.write_text("old")
    with pytest.raises(pdconnect.TransportError, match="connection lost"):
        serving(fail=True).client().file_stash.download_file(KEY, str(target))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    api = FakeApi(lambda request: httpx.Response(404, json={"error": "no such file"}))
    with pytest.raises(pdconnect.NotFoundError, match="no such file"):
        api.client().file_stash.download_file(KEY, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(pdconnect.InvalidArgumentError):
        api.client().file_stash.download_file("", tmp_path / "x")


@pytest.mark.anyio
async def test_the_async_client_downloads_a_file(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    assert await serving().async_client().file_stash.download_file(KEY, target) == 140_000
    assert target.read_bytes() == b"".join(PARTS)
    with pytest.raises(pdconnect.TransportError):
        await serving(fail=True).async_client().file_stash.download_file(KEY, tmp_path / "other")
    assert len(list(tmp_path.iterdir())) == 1


# ---- destinations behave as with `open`, for both clients

CONTENT = b"".join(PARTS)
Download = Callable[[Path], int]


@pytest.fixture(params=["sync", "async"])
def download(request: pytest.FixtureRequest) -> Download:
    if request.param == "sync":
        return lambda path: serving().client().file_stash.download_file(KEY, path)
    return lambda path: anyio.run(partial(serving().async_client().file_stash.download_file, KEY, path))


@pytest.fixture(params=[0o022, 0o077, 0o002, 0o000], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_follows_the_umask(download: Download, tmp_path: Path, umask: int) -> None:
    target = tmp_path / "file.txt"
    download(target)
    assert mode(target) == 0o666 & ~umask


@pytest.mark.parametrize("before", [0o600, 0o664, 0o755, 0o640], ids=oct)
def test_the_mode_of_an_existing_file_is_kept(download: Download, tmp_path: Path, before: int, umask: int) -> None:
    target = tmp_path / "file.txt"
    target.write_text("old")
    target.chmod(before)
    download(target)
    assert mode(target) == before
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("relative", [True, False])
def test_a_symbolic_link_is_kept(download: Download, tmp_path: Path, exists: bool, relative: bool) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, link, second = tmp_path / "elsewhere/real", tmp_path / "link", tmp_path / "second"
    if exists:
        real.write_text("old")
    link.symlink_to("elsewhere/real" if relative else real)
    second.symlink_to(link)
    download(second)
    assert second.is_symlink()
    assert link.is_symlink()
    assert real.read_bytes() == CONTENT
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["real"]


@pytest.mark.parametrize("through_link", [False, True])
def test_a_fifo_is_kept(download: Download, tmp_path: Path, through_link: bool) -> None:
    fifo, link = tmp_path / "fifo", tmp_path / "link"
    os.mkfifo(fifo)
    link.symlink_to(fifo)
    with ThreadPoolExecutor(1) as executor:
        read = executor.submit(fifo.read_bytes)
        download(link if through_link else fifo)
        assert read.result(10) == CONTENT
    assert fifo.is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fifo", "link"]


def test_a_fifo_may_get_its_reader_late(download: Download, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    tries, opened = 0, os.open

    def open_later(path: str, *args: int) -> int:
        """Start the reader with the third attempt."""
        nonlocal tries
        tries += 1
        if tries == 3:
            monkeypatch.undo()
            reading.append(executor.submit(fifo.read_bytes))
        return opened(path, *args)

    reading: list[Future[bytes]] = []
    with ThreadPoolExecutor(1) as executor:
        monkeypatch.setattr(os, "open", open_later)
        assert download(fifo) == len(CONTENT)
        assert reading[0].result(10) == CONTENT
    assert tries >= 3


def test_a_fifo_without_a_reader_is_an_error(
    download: Download, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to("fifo")
    for module in (file_stash, async_file_stash):
        monkeypatch.setattr(module, "READER_WAIT", 0.1)
    with pytest.raises(pdconnect.InvalidArgumentError, match="destination must not be a FIFO that no process reads"):
        download(tmp_path / "link")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fifo", "link"]


@pytest.mark.anyio
async def test_a_download_that_waits_for_a_reader_can_be_cancelled(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with anyio.fail_after(5), anyio.move_on_after(0.1) as scope:
        await serving().async_client().file_stash.download_file(KEY, tmp_path / "fifo")
    assert scope.cancelled_caught


class BytesPath:
    def __fspath__(self) -> bytes:
        return b"/tmp/x"


@for_each(
    "wrong",
    [None, 5, b"/tmp/x", "", "a\0b", "\ud800", BytesPath(), [], io.StringIO(), {"write": 1}, object, True],
    ids=repr,
)
def test_a_wrong_destination_is_refused_before_anything_is_sent(wrong: Any) -> None:
    api = serving()
    with pytest.raises(pdconnect.InvalidArgumentError, match="destination must be"):
        api.client().file_stash.download_file(KEY, wrong)
    with pytest.raises(pdconnect.InvalidArgumentError, match="destination must be"):
        anyio.run(partial(api.async_client().file_stash.download_file, KEY, wrong))
    assert not api.requests


def test_a_device_is_kept(download: Download, tmp_path: Path) -> None:
    device = tmp_path / "null"
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        device.write_bytes(b"")
    except PermissionError:
        pytest.skip("needs the right to make a device")
    assert download(device) == len(CONTENT)
    assert device.is_char_device()


def test_an_open_descriptor_by_its_path(download: Download) -> None:
    receive, send = os.pipe()
    with ThreadPoolExecutor(1) as executor, open(receive, "rb") as reader:
        read = executor.submit(reader.read)
        with open(send, "wb"):
            assert download(Path(f"/dev/fd/{send}")) == len(CONTENT)
        assert read.result(10) == CONTENT


@pytest.mark.parametrize("length", [200, 250, 255])
def test_a_file_with_a_long_name_is_written(download: Download, tmp_path: Path, length: int) -> None:
    target = tmp_path / ("x" * length)
    download(target)
    assert target.read_bytes() == CONTENT


def test_a_folder_is_rejected(download: Download, tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        download(tmp_path)
    with pytest.raises(FileNotFoundError):
        download(tmp_path / "missing" / "file.txt")
    assert list(tmp_path.iterdir()) == []
