"""The checks before publishing."""

from __future__ import annotations

from pathlib import Path

from .. import pipeline
from ..problems import SpecificationError
from . import redocly

ALLOWED = "no-ambiguous-paths"
"""The only accepted warning: a property of the service itself. spec/redocly.yaml explains it."""


def problems(root: Path) -> list[str]:
    """Return the problems found by the generator's rules, by Redocly's rules and by comparison with the committed files."""
    try:
        different = pipeline.differences(root, lambda step: None)
    except SpecificationError as error:
        return [str(problem) for problem in error.problems]
    stale = [f"{file}: does not match the specification; run scripts/generate" for file in different]
    return stale + [str(finding) for finding in redocly.lint([root / "spec/openapi.yaml"]) if finding.rule != ALLOWED]
