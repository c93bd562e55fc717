"""The rules that the specification keeps. Each is a function from the bundled document to pointers and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..bundle import Bundle
from ..problems import Problem
from . import document, examples, operations, schemas

Rule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]

_RULES: tuple[Rule, ...] = (
    document.is_openapi,
    operations.has_identity,
    operations.has_texts,
    operations.has_answers,
    operations.has_examples,
    operations.declares_parameters,
    operations.paginates_as_declared,
    operations.has_one_result,
    schemas.is_described,
    schemas.is_named,
    schemas.is_complete,
    schemas.unions_are_readable,
    schemas.extensions_are_known,
    examples.is_valid,
    examples.holds_no_secret,
)


def lint(bundle: Bundle) -> list[Problem]:
    """Every problem of a bundle: those of bundling, then those of the rules."""
    if bundle.problems:
        return bundle.problems  # the document has holes, at which every rule would stumble
    found = [bundle.problem(pointer, reason) for rule in _RULES for pointer, reason in rule(bundle.document)]
    return [*bundle.unused, *found]
