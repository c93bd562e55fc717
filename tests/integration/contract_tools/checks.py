"""A check that Schemathesis loads: a request that matches the specification is rejected only for a semantic reason.

It replaces `positive_data_acceptance`, which knows only schemas: no schema says that an id must be an existing one.
"""

import json
import re
from typing import Any

import schemathesis

REASONS = re.compile(
    r"give either after or before, not both"
    r"|this is not a cursor of this list"
    r"|body\.configured_props\.\w+: is missing"
    r"|body\.cfmap\.\w+: is not a field of"
    r"|the external user has no \S+ account with this id"
    r"|this Connect token is not known"
    r"|there is no (OAuth )?app with this id or name slug"
    r"|query\.end_ts: is before start_ts"
    r"|the project has no OAuth client of \S+ with this id"
    r"|the project of the sandbox itself cannot be deleted"
    r"|must be a data URI of an image"
)
"""The reasons for which the sandbox may reject a request that matches the schemas."""


@schemathesis.check
def rejected_only_for_a_semantic_reason(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """Fail if a valid request gets a 400 with another reason."""
    meta = case.meta
    if response.status_code != 400 or meta is None or not meta.generation.mode.is_positive:
        return None
    error = json.loads(response.content).get("error", "")
    problems = [problem for problem in error.split("; ") if not REASONS.search(problem)]
    if problems:
        raise AssertionError(f"rejected, although it matches the specification: {'; '.join(problems)}")
    return None
