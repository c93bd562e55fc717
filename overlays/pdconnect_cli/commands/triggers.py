"""`pdconnect triggers`."""

from __future__ import annotations

from typing import Annotated

import typer

from pdconnect.models import Component

from ..components.details import COMPONENT_COLUMNS, show_component
from ..components.prop_choices import print_choices
from ..framework.command import command, new_group
from ..framework.list_command import FetchFirstPage, list_command
from ..interrupts import defer_interrupt
from ..options.common import AsJson, Reveal, UserOption, Yes
from ..options.components import App, NoInput, PropName, Props, Query, Set, TriggerKey, Version
from ..output.progress import spinner
from ..output.redaction import display_json, has_secrets
from ..output.reveal import check_reveal
from ..prompts.confirm import confirm
from ..prompts.form_filler import FormFiller
from ..prompts.form_summary import show_summary
from ..prompts.given_props import GivenProps
from ..session import Session

group = new_group("Components that emit events after they are deployed.")

Webhook = Annotated[
    str | None, typer.Option("--webhook-url", metavar="URL", help="Webhook URL that receives the events.")
]
Workflow = Annotated[
    str | None, typer.Option("--workflow-id", metavar="ID", help="Workflow that receives the events (p_…).")
]
EmitOnDeploy = Annotated[
    bool | None,
    typer.Option(
        "--emit-on-deploy/--no-emit-on-deploy", help="Whether past events are emitted right after the deployment."
    ),
]


@list_command(group, "list", COMPONENT_COLUMNS, examples=["pdconnect triggers list --app gitlab"])
def list_triggers(session: Session, app: App = None, query: Query = None) -> FetchFirstPage[Component]:
    """List triggers that can be deployed."""
    return lambda size: session.client.triggers.list(app=app, q=query, limit=size)


@command(group, "show", examples=["pdconnect triggers show gitlab-new-issue"])
def show(session: Session, key: TriggerKey, version: Version = None, as_json: AsJson = False) -> None:
    """Show a trigger and its props."""
    show_component(session.output, session.client.triggers.retrieve(key, version=version), as_json)


@command(
    group,
    "options",
    examples=["pdconnect triggers options gitlab-new-issue projectId --user user-1 --set gitlab=apn_1a2b3c"],
)
def options(
    session: Session,
    key: TriggerKey,
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
    form = session.client.triggers.form(key, external_user_id=user, version=version)
    FormFiller(session, form, user, given).fill(prompting=False)
    print_choices(session, form, prop, query, as_json)


@command(
    group,
    "deploy",
    examples=["pdconnect triggers deploy gitlab-new-issue --user user-1 --webhook-url https://example.com/events"],
)
def deploy(
    session: Session,
    key: TriggerKey,
    user: UserOption,
    values: Set = None,
    props: Props = None,
    webhook_url: Webhook = None,
    workflow_id: Workflow = None,
    emit_on_deploy: EmitOnDeploy = None,
    version: Version = None,
    no_input: NoInput = False,
    yes: Yes = False,
    reveal: Reveal = False,
    as_json: AsJson = False,
) -> None:
    """Deploy a trigger for a user, and print its id.

    In a terminal, missing props are prompted for one by one, and all props are shown before the trigger is deployed.
    """
    output = session.output
    check_reveal(output, reveal, as_json)
    given = GivenProps.read(values, props)
    form = session.client.triggers.form(key, external_user_id=user, version=version)
    if FormFiller(session, form, user, given).fill(prompting=output.can_prompt and not no_input):
        show_summary(output, form, ["pdconnect", "triggers", "deploy", key, "--user", user])
        confirm(output, f"Deploy {key}?", yes=yes, default=True)
    with defer_interrupt(output):
        with spinner(output, f"Deploying {key}"):
            trigger = form.deploy(webhook_url=webhook_url, workflow_id=workflow_id, emit_on_deploy=emit_on_deploy)
        if as_json:
            output.json(display_json(trigger, reveal=reveal))
        else:
            output.line(trigger.id)
        output.success(f"Deployed {key}.")
        if has_secrets(trigger) and not reveal:
            output.note("The events are signed. To store the signing key, deploy with --json --reveal > FILE.")
