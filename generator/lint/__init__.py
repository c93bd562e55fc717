"""The rules that the specification keeps. Each is a function from the bundled document to pointers and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..bundle import Bundle
from ..problems import Problem
from . import document, examples, extensions, generated, operations, schemas
from .valid_subset import without

Rule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]

_GROUND: tuple[Rule, ...] = (document.references_end, document.has_shape, extensions.have_shape)
"""What the other rules take for granted: they are not shown the parts that break one of these."""

_RULES: tuple[Rule, ...] = (
    document.is_openapi,
    document.speaks_plain_json_schema,
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
    generated.is_plain,
    generated.names_are_free,
    generated.references_lead_on,
    extensions.are_known,
    examples.is_valid,
    examples.holds_no_secret,
)


def lint(bundle: Bundle) -> list[Problem]:
    """Every problem of a bundle: those of bundling, then those of the rules."""
    found: list[tuple[str, str]] = []
    valid = without(bundle.document, ()) if bundle.document else {}
    for rule in _GROUND:
        broken = list(rule(valid)) if valid else []
        found += broken
        valid = without(valid, [pointer for pointer, _ in broken])
    if valid:
        found += [problem for rule in _RULES for problem in rule(valid)]
    unused = [] if bundle.problems else bundle.unused  # with a hole in the document, something always is
    return [*bundle.problems, *unused, *(bundle.problem(pointer, reason) for pointer, reason in found)]
