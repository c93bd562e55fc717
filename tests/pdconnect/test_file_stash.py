"""Files: streamed to where they should go, complete or not at all."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

import pdconnect
from tests.fake_api import FakeApi

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


def test_to_a_path_with_progress(tmp_path: Path) -> None:
    api, told = serving(), list[tuple[int, int | None]]()
    target = tmp_path / "file.txt"
    size = api.client().file_stash.download_file(KEY, target, progress=lambda done, total: told.append((done, total)))
    assert size == 140_000
    assert target.read_bytes() == b"".join(PARTS)
    assert told == [(65_536, 140_000), (131_072, 140_000), (140_000, 140_000)]
    assert api.requests[0].url.params["s3_key"] == KEY
    assert api.requests[0].url.path == "/v1/connect/proj_test1/file_stash/download"
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_to_an_open_file() -> None:
    file = io.BytesIO()
    serving().client().file_stash.download_file(KEY, file)
    assert file.getvalue() == b"".join(PARTS)
    assert not file.closed


def test_a_download_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    target.write_text("old")
    with pytest.raises(pdconnect.TransportError, match="connection lost"):
        serving(fail=True).client().file_stash.download_file(KEY, str(target))
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    api = FakeApi(lambda request: httpx.Response(404, json={"error": "no such file"}))
    with pytest.raises(pdconnect.NotFoundError, match="no such file"):
        api.client().file_stash.download_file(KEY, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(pdconnect.InvalidArgumentError):
        api.client().file_stash.download_file("", tmp_path / "x")


@pytest.mark.anyio
async def test_the_async_twin(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    assert await serving().async_client().file_stash.download_file(KEY, target) == 140_000
    assert target.read_bytes() == b"".join(PARTS)
    with pytest.raises(pdconnect.TransportError):
        await serving(fail=True).async_client().file_stash.download_file(KEY, tmp_path / "other")
    assert len(list(tmp_path.iterdir())) == 1
