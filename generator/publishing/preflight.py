"""What must be right before anything is published."""

from __future__ import annotations

from pathlib import Path

from generator import pipeline
from generator.problems import BrokenSpecification

from . import redocly

ALLOWED = "no-ambiguous-paths"
"""The one warning that stays: it is about the service itself (spec/redocly.yaml says why)."""


def problems(root: Path) -> list[str]:
    """What the generator's rules, Redocly's rules and the comparison with the committed files find."""
    try:
        different = pipeline.differences(root, lambda step: None)
    except BrokenSpecification as broken:
        return [str(problem) for problem in broken.problems]
    stale = [f"{file}: differs from what the specification gives; run scripts/generate" for file in different]
    return stale + [str(finding) for finding in redocly.lint([root / "spec/openapi.yaml"]) if finding.rule != ALLOWED]
