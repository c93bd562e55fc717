"""Syntax trees of asynchronous code without `await`, so that they can be compared with their synchronous twins."""

from __future__ import annotations

import ast
import copy
import re
from functools import cache
from pathlib import Path

import pdconnect

NAMES = {
    # ours; `Async` before a capital letter is removed everywhere
    "async_token_source": "token_source",
    "AsyncRateLimiter": "RateLimiter",
    "AsyncTokenStore": "TokenStore",
    # Python's and httpx's; an empty name means its type argument
    "Awaitable": "",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "aclosing": "closing",
    "aclose": "close",
    "aread": "read",
}
"""Names that differ in asynchronous code."""


def plain_name(name: str) -> str:
    """Return the synchronous form of a name."""
    return NAMES.get(name, re.sub(r"^(_?)Async(?=[A-Z])", r"\1", name))


@cache
def classes() -> dict[str, ast.ClassDef]:
    """Return the classes of the client that are written by hand in both halves, by name."""
    found: dict[str, ast.ClassDef] = {}
    root = Path(pdconnect.__file__).parent
    for file in sorted(root.rglob("*.py")):
        text = file.read_text("utf-8")
        if re.match(r"# (?:Source of|Generated from) ", text):
            continue  # the synchronous half is generated from the asynchronous half: see generator/sync_code.py
        tree = ast.parse(text)
        found |= {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    return found


def waits(node: ast.AST) -> bool:
    """Return whether a node contains asynchronous code."""
    return any(isinstance(part, ast.AsyncFunctionDef | ast.Await) for part in ast.walk(node))


def functions(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the functions of a class."""
    return [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]


def parts(node: ast.ClassDef) -> dict[str, str]:
    """Return the synchronous form of a class: its bases, functions and statements by name, without docstrings."""
    node = copy.deepcopy(node)  # it is changed below, and `classes` keeps it
    found = {"bases": ast.dump(ast.Tuple([_Plain().visit(base) for base in node.bases]))}
    statements = node.body[1:] if ast.get_docstring(node) else node.body
    for number, statement in enumerate(statements):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(statement):
            statement.body = statement.body[1:] or [ast.Pass()]
        plain = _Plain().visit(statement)
        found[getattr(plain, "name", f"statement {number}")] = ast.dump(plain, indent=1)
    return found


class _Plain(ast.NodeTransformer):
    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self.visit_FunctionDef(ast.FunctionDef(**vars(node)))

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = plain_name(node.name)
        return self.generic_visit(node)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        return self.generic_visit(ast.With(**vars(node)))

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self.visit_For(ast.For(**vars(node)))

    def visit_For(self, node: ast.For) -> ast.AST:
        """Convert a loop that yields its items to `yield from`, which asynchronous generators do not have."""
        yielding = ast.parse(f"yield {ast.unparse(node.target)}").body
        if [ast.dump(part) for part in node.body] == [ast.dump(part) for part in yielding]:
            return ast.Expr(ast.YieldFrom(self.visit(node.iter)))
        return self.generic_visit(node)

    def visit_Await(self, node: ast.Await) -> ast.AST:
        plain: ast.AST = self.visit(node.value)
        return plain

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.value, ast.Name) and plain_name(node.value.id) == "":
            plain: ast.AST = self.visit(node.slice)
            return plain
        return self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST:
        return ast.ImportFrom(
            plain_name(node.module or ""),
            [ast.alias(plain_name(alias.name), alias.asname) for alias in node.names],
            node.level,
        )

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(plain_name(node.id), node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        node.attr = plain_name(node.attr)
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str):
            return ast.Constant(re.sub(r"\w+", lambda word: plain_name(word[0]), node.value))
        return node
