"""`pdconnect actions`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

import pdconnect
from pdconnect.models import Component, RunActionResult

from ..components.details import COMPONENT_COLUMNS, show_component
from ..components.prop_choices import print_choices
from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
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

group = new_group("Components that run once.")

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only print the props that would be sent, and which are missing.")
]


@list_command(group, "list", COMPONENT_COLUMNS, examples=["pdconnect actions list --app gitlab -q commits"])
def list_actions(session: Session, app: App = None, query: Query = None) -> FetchFirstPage[Component]:
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
    """List the choices for a prop. Use --set for the props that they depend on."""
    given = GivenProps.read(values, props)
    form = session.client.actions.form(key, external_user_id=user, version=version)
    FormFiller(session, form, user, given).fill(prompting=False)
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

    In a terminal, missing props are prompted for one by one, and all props are shown before the action runs.
    """
    output = session.output
    given = GivenProps.read(values, props)
    form = session.client.actions.form(key, external_user_id=user, version=version)
    prompted = FormFiller(session, form, user, given).fill(prompting=output.can_prompt and not (no_input or dry_run))
    if dry_run:
        output.json({"configured_props": masked_props(form), "missing": form.missing})
        return
    if prompted:
        show_summary(output, form, ["pdconnect", "actions", "run", key, "--user", user])
        confirm(output, f"Run {key}?", yes=yes, default=True)
    with defer_interrupt(output):
        result = _run(output, form, key)
        output.json(result.to_dict())
        output.success(_summary(result))


def _run(output: Output, form: pdconnect.ActionForm, key: str) -> RunActionResult:
    """Run the action. If it fails, print its result anyway: it contains what the action logged."""
    try:
        with spinner(output, f"Running {key}"):
            return form.run()
    except pdconnect.ActionFailedError as error:
        output.json(error.body)
        raise


def _summary(result: RunActionResult) -> str:
    exports: Any = result.exports
    if isinstance(exports, dict) and isinstance(exports.get("$summary"), str):  # pyright: ignore[reportUnknownMemberType]
        return str(exports["$summary"])  # pyright: ignore[reportUnknownArgumentType]
    return "The action has run."
