"""The synchronous half of the client is generated from the asynchronous half."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from generator import sync_code
from generator.__main__ import main
from tests import ROOT

from ..cases import for_each

MARKER = "# Source of {}, the synchronous half: run `python -m generator` after each change.\n"
HEADER = "# Generated from {}. Do not edit: change that file and run `python -m generator`.\n"
RULES = {
    "a coroutine": ("async def f():\n    return await g()\n", "def f():\n    return g()\n"),
    "a loop and a block": (
        "async with a() as b, c:\n    async for d in b:\n        print(d)\n",
        "with a() as b, c:\n    for d in b:\n        print(d)\n",
    ),
    "a comprehension": ("x = [y async for y in z]\n", "x = [y for y in z]\n"),
    "an awaited expression in brackets": ("x = (await f(a)).b\n", "x = (f(a)).b\n"),
    "a class and its use": ("class AsyncForm(_AsyncBase): ...\n", "class Form(_Base): ...\n"),
    "a class of httpx": ("x = httpx.AsyncClient()\n", "x = httpx.Client()\n"),
    "a module": ("from .async_form import AsyncForm\n", "from .form import Form\n"),
    "a private module": ("from ._async_client import AsyncClient\n", "from ._client import Client\n"),
    "a function": ("x = async_sleep(1)\n", "x = sleep(1)\n"),
    "a context manager": (
        "async def __aenter__(self): ...\nasync def __aexit__(self): ...\n",
        "def __enter__(self): ...\ndef __exit__(self): ...\n",
    ),
    "methods of httpx": (
        "await a.aread()\nawait a.aclose()\na.aiter_bytes(1)\n",
        "a.read()\na.close()\na.iter_bytes(1)\n",
    ),
    "types": (
        "f: Callable[[int], Awaitable[list[int]]]\ng: Awaitable[int] | None\nh: AsyncGenerator[int]\n",
        "f: Callable[[int], list[int]]\ng: int | None\nh: Generator[int]\n",
    ),
    "work in another thread": (
        "await run_sync(file.write, chunk)\nawait run_sync(f)\nx = await run_sync(f, a, b)\n",
        "file.write(chunk)\nf()\nx = f(a, b)\n",
    ),
    "items that are yielded": (
        "for item in items:\n    yield item\nasync for item in f(x):\n    yield item\n",
        "yield from items\nyield from f(x)\n",
    ),
    "items that are yielded and counted": (
        "for item in items:\n    yield item\n    n += 1\n",
        "for item in items:\n    yield item\n    n += 1\n",
    ),
    "code in a docstring": ('"""Use `async with AsyncClient()`."""\n', '"""Use `with Client()`."""\n'),
    "code in a comment": ("x = 1  # await AsyncClient.aclose()\n", "x = 1  # Client.close()\n"),
    "an f-string": ('x = f"<AsyncClient {a!r}>"\n', 'x = f"<Client {a!r}>"\n'),
    "words that only look alike": ('is_async, asynchronously = 1, "Asynchronous"\n',) * 2,
}


@for_each(("source", "expected"), RULES.values(), ids=list(RULES))
def test_async_code_is_translated(source: str, expected: str) -> None:
    translated = sync_code.translate(source)
    assert "\n".join(line.rstrip() for line in translated.splitlines()) + "\n" == expected


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one module of each half."""
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 120\n")
    folder = tmp_path / sync_code.PACKAGE / "_resources"
    folder.mkdir(parents=True)
    (folder / "async_parcels.py").write_text(
        MARKER.format("parcels.py")
        + dedent('''
            """Parcels."""

            from collections.abc import Awaitable, Callable

            from anyio.to_thread import run_sync


            async def weigh(get: Callable[[], Awaitable[int]]) -> int:
                return await run_sync(int, await get())
            ''')
    )
    (folder / "async_by_hand.py").write_text("async def f() -> None: ...\n")
    return tmp_path


def test_writes_checks_and_deletes(project: Path) -> None:
    folder = project / sync_code.PACKAGE / "_resources"
    target = folder / "parcels.py"
    path = target.relative_to(project).as_posix()
    assert sync_code.differences(project) == [path]
    assert sync_code.write(project) == [path]
    assert target.read_text() == HEADER.format("async_parcels.py") + dedent('''
        """Parcels."""

        from collections.abc import Callable


        def weigh(get: Callable[[], int]) -> int:
            return int(get())
        ''')
    assert sync_code.write(project) == sync_code.differences(project) == []

    target.write_text(target.read_text() + "\n# edited\n")
    assert sync_code.differences(project) == [path]
    assert sync_code.write(project) == [path]
    assert sync_code.differences(project) == []

    (folder / "async_parcels.py").unlink()
    assert sync_code.differences(project) == [path]
    assert sync_code.write(project) == [path]
    assert not target.exists()
    assert (folder / "async_by_hand.py").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "import asyncio\nasyncio.run(f())",
        "import anyio\nanyio.sleep(1)",
        "x = is_async()",
        "x = y.Awaitable",
        "# In the asynchronous client it is awaited.",
        'def f():\n    """Wait. Asynchronous functions are accepted."""',
    ],
)
def test_reports_what_no_rule_translates(project: Path, statement: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = project / sync_code.PACKAGE / "_resources/async_parcels.py"
    source.write_text(f"{source.read_text()}\n{statement}\n")
    with pytest.raises(sync_code.SyncCodeError, match=r"parcels\.py:\d+: .* remains: "):
        sync_code.write(project)
    assert not (source.parent / "parcels.py").exists()
    assert main(["--root", str(project)]) == 1
    assert "remains" in capsys.readouterr().err


def test_marker_names_the_module(project: Path) -> None:
    source = project / sync_code.PACKAGE / "_resources/async_parcels.py"
    source.write_text(MARKER.format("letters.py"))
    with pytest.raises(sync_code.SyncCodeError, match=r"must name parcels\.py, not letters\.py"):
        sync_code.write(project)


@pytest.mark.slow
def test_committed_modules_are_current() -> None:
    assert sync_code.differences(ROOT) == []
    assert Path("overlays/pdconnect/_client.py") in sync_code.generate(ROOT)
