"""`pdconnect actions`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import pdconnect
from pdconnect.models import Component, RunActionResult

from ..components.details import COMPONENT_COLUMNS, show_component
from ..components.prop_choices import print_choices
from ..framework.command import command, new_group
from ..framework.list_command import Fetch, list_command
from ..interrupts import defer_interrupt
from ..options.common import AsJson, UserOption, Yes
from ..options.components import ActionKey, App, NoInput, PropName, Props, Query, Set, Version
from ..output.progress import spinner
from ..output.streams import Output
from ..prompts.confirm import confirm
from ..prompts.form_filler import FormFiller
from ..prompts.form_summary import masked_props, show_summary
from ..prompts.given_props import GivenProps
from ..session import Session

group = new_group("Components that are run once.")

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only print the props that would be sent, and what is missing.")
]


@list_command(group, "list", COMPONENT_COLUMNS, examples=["pdconnect actions list --app gitlab -q commits"])
def list_actions(session: Session, app: App = None, query: Query = None) -> Fetch[Component]:
    """List actions."""
    return lambda size: session.client.actions.list(app=app, q=query, limit=size)


@command(group, "show", examples=["pdconnect actions show gitlab-list-commits"])
def show(session: Session, key: ActionKey, version: Version = None, as_json: AsJson = False) -> None:
    """Show an action and its props."""
    show_component(session.output, session.client.actions.retrieve(key, version=version), as_json)


@command(
    group,
    "options",
    examples=["pdconnect actions options gitlab-list-commits projectId --user user-1 --set gitlab=apn_1a2b3c"],
)
def options(
    session: Session,
    key: ActionKey,
    prop: PropName,
    user: UserOption,
    values: Set = None,
    props: Props = None,
    query: Query = None,
    version: Version = None,
    as_json: AsJson = False,
) -> None:
    """List the choices for a prop; --set those that they depend on."""
    given = GivenProps.read(values, props)
    form = session.client.actions.form(key, external_user_id=user, version=version)
    FormFiller(session, form, user, given).fill(asking=False)
    print_choices(session, form, prop, query, as_json)


@command(
    group,
    "run",
    examples=[
        "pdconnect actions run gitlab-list-commits --user user-1",
        "pdconnect actions run gitlab-list-commits --user user-1 -s gitlab=apn_1a2b3c -s projectId=45672541 | jq .ret",
    ],
)
def run(
    session: Session,
    key: ActionKey,
    user: UserOption,
    values: Set = None,
    props: Props = None,
    version: Version = None,
    no_input: NoInput = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """Run an action for a user, and print its result as JSON.

    In a terminal, props that are missing are asked for one by one, and the whole is shown before it runs.
    """
    output = session.output
    given = GivenProps.read(values, props)
    form = session.client.actions.form(key, external_user_id=user, version=version)
    asked = FormFiller(session, form, user, given).fill(asking=output.can_prompt and not (no_input or dry_run))
    if dry_run:
        output.json({"configured_props": masked_props(form), "missing": form.missing})
        return
    if asked:
        show_summary(output, form, ["pdconnect", "actions", "run", key, "--user", user])
        confirm(output, f"Run {key}?", yes=yes, default=True)
    with defer_interrupt(output):
        result = _run(output, form, key)
        output.json(result.to_dict())
        output.success(_summary(result))


def _run(output: Output, form: pdconnect.ActionForm, key: str) -> RunActionResult:
    """Run the action; if it fails, print its result all the same, since it tells what the action logged."""
    try:
        with spinner(output.messages, f"Running {key}"):
            return form.run()
    except pdconnect.ActionFailedError as failure:
        output.json(failure.body)
        raise


def _summary(result: RunActionResult) -> str:
    exports: Any = result.exports
    if isinstance(exports, dict) and isinstance(exports.get("$summary"), str):  # pyright: ignore[reportUnknownMemberType]
        return str(exports["$summary"])  # pyright: ignore[reportUnknownArgumentType]
    return "The action has run."
