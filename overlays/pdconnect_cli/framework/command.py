"""Turn functions into commands: each gets a session, and the global options in addition to its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer

from ..session import GLOBAL_OPTION_NAMES, EnvironmentName, GlobalOptions, Session
from .help_format import GLOBAL, HELP_NAMES, Command, Group

P = ParamSpec("P")
T = TypeVar("T")

Profile = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Stored credentials to use. Default: default.", rich_help_panel=GLOBAL),
]
ProjectId = Annotated[
    str | None, typer.Option(metavar="PROJ", help="Project; overrides the stored one.", rich_help_panel=GLOBAL)
]
EnvironmentOption = Annotated[
    EnvironmentName | None,
    typer.Option(
        "--environment",
        "-e",
        metavar="NAME",
        help="development or production; overrides the stored one.",
        rich_help_panel=GLOBAL,
    ),
]
BaseUrl = Annotated[str | None, typer.Option(metavar="URL", help="Base URL of the service.", rich_help_panel=GLOBAL)]
_TYPES: dict[str, Any] = {
    "profile": Profile,
    "project_id": ProjectId,
    "environment": EnvironmentOption,
    "base_url": BaseUrl,
}
_GLOBAL_PARAMETERS = [
    inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
    for name, kind in _TYPES.items()
]
_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def new_group(help: str, *, kind: type[Group] = Group) -> typer.Typer:
    """Create a group of commands."""
    return typer.Typer(
        cls=kind,
        help=help,
        context_settings=HELP_NAMES,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=kind is not Group,
    )


def command(
    group: typer.Typer, name: str, *, examples: Iterable[str] = (), section: str | None = None
) -> Callable[[Callable[Concatenate[Session, P], None]], Callable[Concatenate[Session, P], None]]:
    """Add a function to a group as a command. Its docstring is the help text, `examples` are command lines below it."""

    def register(function: Callable[Concatenate[Session, P], None]) -> Callable[Concatenate[Session, P], None]:
        decorate = group.command(
            name, cls=Command, epilog="\n".join(examples), context_settings=HELP_NAMES, rich_help_panel=section
        )
        decorate(with_session(function))
        return function

    return register


def with_session(function: Callable[Concatenate[Session, P], None]) -> Callable[..., None]:
    """Return a function for Typer that creates the session from the global options and calls `function`."""

    @wraps(function)
    def run(ctx: typer.Context, **values: Any) -> None:
        global_options = GlobalOptions(**{name: values.pop(name) for name in GLOBAL_OPTION_NAMES})
        function(Session.from_context(ctx, global_options), **values)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue] - typer calls it by the signature

    return with_parameters(run, [_CONTEXT, *own_parameters(function), *_GLOBAL_PARAMETERS])


def own_parameters(function: Callable[..., object]) -> list[inspect.Parameter]:
    """Return the parameters of a command without the session."""
    return list(inspect.signature(function, eval_str=True).parameters.values())[1:]


def with_parameters(function: Callable[..., T], parameters: Iterable[inspect.Parameter]) -> Callable[..., T]:
    """Replace the signature of the function, from which Typer creates the options."""
    ordered = sorted(parameters, key=lambda parameter: parameter.kind)
    function.__dict__.pop("__wrapped__", None)
    function.__dict__["__signature__"] = inspect.Signature(ordered)
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in ordered}
    return function


def global_parameters() -> list[inspect.Parameter]:
    """Return the global options for the program itself, where they stand before the name of a command."""
    return list(_GLOBAL_PARAMETERS)
