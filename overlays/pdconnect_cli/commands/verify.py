"""`pdconnect verify`."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import exit_codes
from ..errors import CommandError
from ..framework.command import command
from ..missing_extras import missing_extra
from ..options.common import AsJson
from ..output.column import Column
from ..output.progress import spinner
from ..output.streams import Output
from ..session import EnvironmentName, Session
from ..verify.journey import Journey
from ..verify.observations import Observer
from ..verify.report import OperationReport, Report, describe
from ..verify.run import Verification

Write = Annotated[
    bool,
    typer.Option("--write", help="Also create, change and delete a test user with a trigger. Development only."),
]
AllowProduction = Annotated[bool, typer.Option("--allow-production", help="Read in production too.")]
TriggerToDeploy = Annotated[
    str | None,
    typer.Option("--trigger", metavar="KEY", help="Trigger for --write to deploy. Default: one that needs no account."),
]
Items = Annotated[int, typer.Option("--items", min=1, max=100, help="Items of each list to read one by one.")]
Markdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown, to paste into an issue.")]

_SIGNS = {"ok": "✓", "deviation": "✗", "not_reached": "-"}
_COLUMNS = (
    Column[OperationReport]("", lambda each: _SIGNS[each.state]),
    Column[OperationReport]("OPERATION", lambda each: each.operation, no_truncate=True),
    Column[OperationReport]("RESULT", lambda each: each.summary),
)


def register(app: typer.Typer, section: str) -> None:
    """Add the command."""
    examples = ["pdconnect verify", "pdconnect verify --write --markdown > report.md"]
    command(app, "verify", section=section, examples=examples)(verify)


def verify(
    session: Session,
    write: Write = False,
    trigger: TriggerToDeploy = None,
    items: Items = 3,
    allow_production: AllowProduction = False,
    as_json: AsJson = False,
    markdown: Markdown = False,
) -> None:
    """Compare the service's responses with the specification of this package.

    Calls every operation that only reads, and reports names and types that deviate, never values. The exit code is 12 if something
    deviates. Ctrl-C deletes the test user and prints what was found so far.
    """
    if as_json and markdown:
        raise CommandError("--json and --markdown exclude each other", exit_codes.USAGE)
    missing = missing_extra("jsonschema_rs")  # part of the extra `cli`
    if missing:
        raise CommandError(missing, exit_codes.USAGE)
    observer = Observer()
    client = session.new_client(hooks=observer.hooks(), rate_limit_mode="wait")
    if client.environment == EnvironmentName.production:
        if write:
            raise CommandError("--write works in development only", exit_codes.USAGE, "add --environment development")
        if not allow_production:
            hint = "add --environment development, or --allow-production to read in production"
            raise CommandError("the environment is production", exit_codes.USAGE, hint)
    journey = Journey(client, observer, session.output, trigger) if write else None
    verification = Verification(client, observer, journey, items)
    interrupted = False
    try:
        with spinner(session.output, "Calling the service"):
            verification.run()
    except KeyboardInterrupt:
        interrupted = True
    report = verification.report()
    _print(session.output, report, as_json=as_json, markdown=markdown)
    if interrupted:
        raise KeyboardInterrupt
    if report.deviations:
        raise typer.Exit(exit_codes.DEVIATIONS)


def _print(output: Output, report: Report, *, as_json: bool, markdown: bool) -> None:
    if as_json:
        output.json(report.to_dict())
        return
    if markdown:
        output.line(report.to_markdown())
        return
    if output.on_terminal:
        output.table(_COLUMNS, report.operations)
        for each in report.operations:
            for deviation in each.deviations:
                output.note(f"{each.operation} {describe(deviation)}", style="yellow")
    else:
        for each in report.operations:
            output.line("\t".join((each.state, each.operation, each.summary)))
    output.note(f"{report.summary}. {report.limits}")
