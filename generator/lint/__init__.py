"""The rules of the specification. Each rule is a function that takes the bundled document and yields pointers and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..bundle import Bundle
from ..problems import Problem
from . import document, examples, extensions, generated, keywords, operations, schemas, supported
from .valid_subset import without

Rule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]

_BASIC_RULES: tuple[Rule, ...] = (document.has_no_circular_references, document.matches_schema, extensions.match_schema)
"""The other rules require these: they do not see the parts that break one of them."""

_RULES: tuple[Rule, ...] = (
    document.has_default_dialect,
    document.has_one_server,
    operations.has_identity,
    operations.has_descriptions,
    operations.has_responses,
    operations.has_examples,
    operations.declares_parameters,
    operations.paginates_as_declared,
    operations.has_sources_of_values,
    operations.has_one_result,
    operations.has_consistent_rate_limits,
    supported.has_supported_method,
    supported.serializes_parameters,
    supported.has_supported_content,
    supported.has_one_success,
    supported.unions_can_be_read,
    supported.sends_only_what_it_declares,
    supported.has_known_security,
    supported.arguments_can_be_checked,
    keywords.has_known_keywords,
    keywords.has_supported_keywords,
    keywords.has_known_formats,
    keywords.keywords_have_an_effect,
    keywords.has_no_default,
    keywords.examples_match,
    schemas.is_described,
    schemas.is_named,
    schemas.is_complete,
    schemas.unions_are_distinguishable,
    schemas.has_complete_discriminator,
    generated.is_safe_in_strings,
    generated.names_are_available,
    generated.has_no_recursion,
    extensions.are_known,
    examples.is_valid,
    examples.contains_no_secret,
)


def lint(bundle: Bundle) -> list[Problem]:
    """Return every problem of a bundle: first those of bundling, then those of the rules."""
    found: list[tuple[str, str]] = []
    valid = without(bundle.document, ()) if bundle.document else {}
    for rule in _BASIC_RULES:
        violations = list(rule(valid)) if valid else []
        if violations:
            found += violations
            valid = without(valid, [pointer for pointer, _ in violations])
    if valid:
        found += [problem for rule in _RULES for problem in rule(valid)]
    unused = [] if bundle.problems else bundle.unused  # an incomplete document always has unused parts
    return [*bundle.problems, *unused, *(bundle.problem(pointer, reason) for pointer, reason in found)]
