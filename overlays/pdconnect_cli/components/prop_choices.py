"""Print the choices for a prop."""

from __future__ import annotations

from itertools import islice

from pdconnect.models import PropOption

from ..output.column import Column
from ..output.progress import item_progress
from ..prompts.any_form import AnyForm
from ..session import Session

_COLUMNS = (
    Column[PropOption]("VALUE", lambda option: option.value, no_truncate=True),
    Column[PropOption]("LABEL", lambda option: option.label),
)
MAX_ITEMS = 1000
"""Maximum number of choices to print: some apps have lists without end."""


def print_choices(session: Session, form: AnyForm, prop: str, query: str | None, as_json: bool) -> None:
    """Print the choices for a prop of a form."""
    found: list[PropOption] = []
    with item_progress(session.output) as progress:
        for option in islice(form.options(prop, query=query), MAX_ITEMS + 1):
            found.append(option)
            progress(len(found), None)
    if len(found) > MAX_ITEMS:
        session.output.note(f"Only the first {MAX_ITEMS} are listed; narrow them with --query.", "yellow")
    missing = [name for name in form.missing if name != prop]
    if not found and missing:
        session.output.note(
            f"There are no choices. They may depend on props that are not set yet: {', '.join(missing)}.", "yellow"
        )
    if as_json:
        session.output.json([option.to_dict() for option in found[:MAX_ITEMS]])
    else:
        session.output.table(_COLUMNS, found[:MAX_ITEMS])
