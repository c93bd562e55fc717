"""The synchronous half of the hand-written client, generated from the asynchronous half.

A module named `async_x.py` (or `_async_x.py`) whose first line is the marker below is the source of `x.py` (`_x.py`) in the same
folder. The source is written by hand. The result is never edited: `--check` reports every difference.
"""

from __future__ import annotations

import io
import re
import tempfile
import tokenize
from collections.abc import Iterator
from pathlib import Path

from .cache import Cache, StepResults
from .formatting import run_ruff

PACKAGE = Path("overlays/pdconnect")
_MARKER = re.compile(r"# Source of (\w+\.py), the synchronous half: run `python -m generator` after each change\.\n")
_HEADER = "# Generated from {source}. Do not edit: change that file and run `python -m generator`.\n"
_GENERATED = re.compile(r"# Generated from (_?async_\w+\.py)\. Do not edit")

_NAMES = {
    # Python's
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "AbstractAsyncContextManager": "AbstractContextManager",
    "StopAsyncIteration": "StopIteration",
    "aclosing": "closing",
    "aiter": "iter",
    "anext": "next",
    "asynccontextmanager": "contextmanager",
    "enter_async_context": "enter_context",
    "push_async_callback": "callback",
    # httpx's
    "AsyncByteStream": "SyncByteStream",
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "aiter_lines": "iter_lines",
    "aiter_raw": "iter_raw",
    "aiter_text": "iter_text",
    "aread": "read",
    "handle_async_request": "handle_request",
    # ours
    "AsyncPage": "SyncPage",  # `Page` is the protocol that both clients' pages implement for the caller
    "AsyncPages": "Page",  # the asynchronous client returns pages that are not fetched yet; the other one returns the first page
}
"""Names that do not follow the two rules of `sync_name`."""

_PHRASES = {
    "asyncio and trio tasks": "threads",
}
"""Wording of docstrings and comments."""

_PROSE = re.compile(r"\b[Aa]synchronous")
_REMAINS = {
    tokenize.NAME: re.compile(r"\w*[Aa]sync\w*|^await$|^Awaitable$|^anyio$"),
    tokenize.STRING: _PROSE,
    tokenize.COMMENT: _PROSE,
}
"""What must not be in a synchronous module, by the kind of its tokens."""


class SyncCodeError(Exception):
    """An asynchronous module contains something that no rule translates."""


def sync_name(name: str) -> str:
    """Return the synchronous name of an identifier: without `Async` before a capital letter, without `async_` at the start."""
    if name in _NAMES:
        return _NAMES[name]
    return re.sub(r"^(_*)async_(?=[a-z])", r"\1", re.sub(r"^(_*)Async(?=[A-Z])", r"\1", name))


def translate(text: str) -> str:
    """Return the synchronous form of an asynchronous module's text, not formatted yet."""
    # A blocking function is run in a worker thread only to keep the event loop free: `await run_sync(f, x)` is `f(x)`.
    text = re.sub(r"\bawait (?:to_thread\.)?run_sync\(\s*([\w.]+)(?:,\s*)?", r"\1(", text)
    text = re.sub(r"\bfrom anyio import sleep\b", "from time import sleep", text)
    text = _translate_tokens(text)
    # An asynchronous generator cannot use `yield from`.
    return re.sub(r"^( *)for (\w+) in (.+):\n\1    yield \2\n(?!\1 )", r"\1yield from \3\n", text, flags=re.MULTILINE)


def generate(root: Path, known: StepResults | None = None) -> dict[Path, str]:
    """Return the text of every synchronous module by its path below `root`. Raises SyncCodeError.

    `known` are the texts of all modules; they are only used if no source and no setting of ruff has changed.
    """
    sources: dict[str, tuple[str, str]] = {}
    for source in sorted((root / PACKAGE).rglob("*async_*.py")):
        text = source.read_text("utf-8")
        marker = _MARKER.match(text)
        if marker is None:
            continue
        target = source.with_name(sync_name(source.stem) + ".py").relative_to(root)
        if marker[1] != target.name:
            raise SyncCodeError(f"{source.relative_to(root)}: the first line must name {target.name}, not {marker[1]}")
        sources[target.as_posix()] = (source.name, text[marker.end() :])
    if not sources:
        return {}
    known = known or Cache().sync_code
    settings = (root / "pyproject.toml").read_text("utf-8")
    texts = known.get(sources, settings)
    if texts is None:
        translated = {target: _HEADER.format(source=name) + translate(text) for target, (name, text) in sources.items()}
        texts = _formatted(root, translated)
        for path, text in texts.items():
            _check(path, text)
        known.put(sources, settings, result=texts)
    return {Path(target): text for target, text in texts.items()}


def write(root: Path, known: StepResults | None = None) -> list[str]:
    """Write the synchronous modules and delete those that have no source any more. Returns the paths that changed."""
    expected, present = generate(root, known), _present(root)
    changed = _differences(expected, present)
    for path in changed:
        if path in expected:
            (root / path).write_text(expected[path], "utf-8")
        else:
            (root / path).unlink()
    return [path.as_posix() for path in changed]


def differences(root: Path) -> list[str]:
    """Return the paths of the synchronous modules that are not what their sources give."""
    return [path.as_posix() for path in _differences(generate(root), _present(root))]


def _differences(expected: dict[Path, str], present: dict[Path, str]) -> list[Path]:
    return sorted(path for path in expected.keys() | present.keys() if expected.get(path) != present.get(path))


def _present(root: Path) -> dict[Path, str]:
    """Return the generated modules that exist, by their path below `root`."""
    texts = {path.relative_to(root): path.read_text("utf-8") for path in (root / PACKAGE).rglob("*.py")}
    return {path: text for path, text in texts.items() if _GENERATED.match(text)}


def _translate_tokens(text: str) -> str:
    """Apply the rules for names, keywords, strings and comments; everything else keeps its text and place."""
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    parts: list[str] = []
    position = 0
    for (row, column), (end_row, end_column), new in _edits(text):
        begin, end = starts[row - 1] + column, starts[end_row - 1] + end_column
        parts += [text[position:begin], new]
        position = end
        if text[begin:end] in ("async", "await"):  # the space after the keyword is removed too
            position += len(text[end:]) - len(text[end:].lstrip(" "))
    return "".join([*parts, text[position:]])


def _edits(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int], str]]:
    """Yield the start, the end and the new text of every token that changes."""
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    brackets: list[bool] = []  # for each open bracket: whether it belongs to an `Awaitable[...]`
    for index, token in enumerate(tokens):
        following = tokens[index + 1].string if index + 1 < len(tokens) else ""
        before = tokens[index - 1].string if index else ""
        new = token.string
        if token.type == tokenize.NAME:
            # `Awaitable[T]` is `T`; the import of the name is unused then and removed by ruff.
            drop = new in ("async", "await") or (new == "Awaitable" and following == "[")
            new = "" if drop else sync_name(new)
        elif token.type == tokenize.OP and new in "([{":
            brackets.append(new == "[" and before == "Awaitable")
            new = "" if brackets[-1] else new
        elif token.type == tokenize.OP and new in ")]}":
            new = "" if brackets.pop() else new
        elif token.type in (tokenize.STRING, tokenize.COMMENT, getattr(tokenize, "FSTRING_MIDDLE", -1)):
            new = _translate_prose(new)
        if new != token.string:
            yield token.start, token.end, new


def _translate_prose(text: str) -> str:
    """Translate code and wording inside a string or a comment."""
    for phrase, replacement in _PHRASES.items():
        text = text.replace(phrase, replacement)
    text = re.sub(r"\b(?:await|async(?= (?:with|for|def)\b)) ", "", text)
    return re.sub(r"[A-Za-z_]\w*", lambda word: sync_name(word[0]), text)


def _formatted(root: Path, texts: dict[str, str]) -> dict[str, str]:
    """Return the texts with unused imports removed, imports sorted, and in the project's format."""
    with tempfile.TemporaryDirectory(prefix="generator-sync-") as folder:
        staging = Path(folder)
        for path, text in texts.items():
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            (staging / path).write_text(text, "utf-8")
        settings = ["--config", str(root / "pyproject.toml"), str(staging)]
        try:
            run_ruff(root, "check", "--select", "F401,I,TC005,PIE790", "--fix-only", *settings)
            run_ruff(root, "format", *settings)
        except RuntimeError as error:
            raise SyncCodeError(str(error)) from error
        return {path: (staging / path).read_text("utf-8") for path in texts}


def _check(path: str, text: str) -> None:
    """Raise SyncCodeError if anything asynchronous remains, in the code or in what the prose says."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        pattern = _REMAINS.get(token.type)
        found = pattern.search(token.string) if pattern else None
        if found:
            raise SyncCodeError(f"{path}:{token.start[0]}: {found[0]!r} remains: {token.line.strip()}")
