# Source of user_tools.py, the synchronous half: run `python -m generator` after each change.
"""The tools of one user: definitions for model vendors, and calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pdconnect_api.arguments import text
from pdconnect_api.errors import InvalidArgumentError, PdconnectError
from pdconnect_api.lazy_annotations import set_lazy_annotations
from pdconnect_api.models.prop_option import PropOption

from .._exceptions import AccountRequiredError, CallDeclinedError, ClientClosedError, ConfigurationError
from .account_choices import AccountChoices
from .argument_schema import JsonSchema, strict_schema
from .arguments import parse_arguments
from .async_tool_run import AsyncToolRun
from .choices_tool import choices_definition, read_choices_call
from .confirm import AsyncConfirm, async_confirmed
from .names import CHOICES_TOOL
from .result_text import bounded_json, failure_text, result_text
from .selection import NotConnected
from .tool_call import ToolResult
from .tool_spec import ToolSpec
from .valid_text import valid_json, valid_text
from .vendor_formats import (
    ModelCall,
    ToolDefinition,
    anthropic_tool,
    mcp_tool,
    openai_responses_tool,
    openai_tool,
    read_model_calls,
    result_messages,
)

if TYPE_CHECKING:
    from pdconnect_api.api import AsyncApi
    from pdconnect_api.models.component import Component

LISTED_CHOICES = 50
"""Choices that a model gets at once."""


class AsyncTool:
    """One tool of a user: an action, or the tool that lists the choices for arguments."""

    def __init__(self, tools: AsyncUserTools, definition: ToolDefinition, component: Component | None) -> None:
        self._tools = tools
        self._definition = definition
        self._component = component

    @property
    def name(self) -> str:
        """The name for the model: the key of the action, if vendors accept it."""
        return self._definition.name

    @property
    def description(self) -> str:
        """What the tool does, for the model."""
        return self._definition.description

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of the arguments."""
        return self._definition.schema

    @property
    def parameters(self) -> dict[str, Any]:
        """The JSON Schema of the arguments for OpenAI: in the strict form, if there is one."""
        strict = self._definition.strict_schema
        return self._definition.schema if strict is None else strict

    @property
    def strict(self) -> bool:
        """Whether `parameters` is in OpenAI's strict form. Free objects and values of any type have none."""
        return self._definition.strict_schema is not None

    @property
    def component(self) -> Component | None:
        """The action; None for the tool that lists choices."""
        return self._component

    async def call(self, arguments: Mapping[str, object] | str | None = None) -> ToolResult:
        """Call the tool: see `call` of the tools."""
        return await self._tools.call(self.name, arguments)

    async def run(self, arguments: Mapping[str, object] | str | None = None, /, **named: Any) -> str:
        """Call the tool, and return the text for the model: the function that agent frameworks ask for.

        Args:
            arguments: The arguments by name, or a JSON object as text.
            **named: The arguments, in place of `arguments`.

        Returns:
            The text for the model: the result as JSON, or what is wrong and how to correct the call. See `call` of the tools for what
            is raised.
        """
        return (await self._tools.call(self.name, named if arguments is None else arguments)).content

    def __repr__(self) -> str:
        return f"<tool {self.name}>"


class AsyncUserTools:
    """The tools of one user, from `client.tools.for_user(...)`: iterate over them, or give all to a model.

        tools = await client.tools.for_user("user-1", apps=["slack"])
        completion = await openai.chat.completions.create(..., tools=tools.to_openai())
        messages += [completion.choices[0].message, *await tools.handle(completion)]

    `tools["slack-send-message"]` is one of them.
    """

    def __init__(
        self,
        client: AsyncApi,
        external_user_id: str,
        specs: Iterable[ToolSpec],
        accounts: AccountChoices,
        confirm: AsyncConfirm | None,
        not_connected: NotConnected,
        token_options: Mapping[str, Any],
        max_result_chars: int,
        client_secret: str,
    ) -> None:
        self._client = client
        self._user = external_user_id
        self._specs = {spec.name: spec for spec in specs}
        self._accounts = accounts
        self._confirm = confirm
        self._not_connected: NotConnected = not_connected
        self._token_options = dict(token_options)
        self._max_result_chars = max_result_chars
        self._client_secret = client_secret
        self._known_options: dict[tuple[str, str], dict[str, PropOption]] = {}
        self._known_arguments: dict[str, set[tuple[str, str]]] = {}

    @property
    def external_user_id(self) -> str:
        """Your own id of the user."""
        return self._user

    @property
    def not_connected(self) -> list[str]:
        """The apps whose tools need an account that the user has not connected."""
        apps = [spec.missing_app(self._accounts) for spec in self._specs.values()]
        return list(dict.fromkeys(app for app in apps if app is not None))

    def to_openai(self) -> list[Any]:
        """Return the tools for OpenAI chat completions. Each is strict if its arguments have a strict form."""
        return [openai_tool(tool) for tool in self._definitions()]

    def to_openai_responses(self) -> list[Any]:
        """Return the tools for OpenAI responses. Each is strict if its arguments have a strict form."""
        return [openai_responses_tool(tool) for tool in self._definitions()]

    def to_anthropic(self) -> list[Any]:
        """Return the tools for Anthropic messages."""
        return [anthropic_tool(tool) for tool in self._definitions()]

    def to_mcp(self) -> list[Any]:
        """Return the tools for MCP, with their annotations."""
        return [mcp_tool(tool) for tool in self._definitions()]

    async def handle(self, response: object, *, raise_errors: bool = False, skip_unknown: bool = False) -> list[Any]:
        """Run every tool call in a model's response, one after another, and return the messages with the results.

        Args:
            response: An OpenAI chat completion or its message, an OpenAI response, or an Anthropic message, as an object or as dicts.
                Of several choices of a completion the first is used.
            raise_errors: Whether a failed call raises its error. By default the model gets a message about it.
            skip_unknown: Leave out calls of tools that are not among these, for programs that have tools of their own. By default the
                model gets a message about them.

        Returns:
            What follows the response in the conversation, in the format of its vendor; an empty list if it contains no calls.

        Raises:
            InvalidArgumentError: The response is none of these.
            AccountRequiredError: With `not_connected="raise"`, the user must connect an account first.
            PdconnectError: With `raise_errors`, the error of the first call that failed.
        """
        vendor, calls = read_model_calls(response)
        results: list[tuple[ModelCall, ToolResult]] = []
        for call in calls:
            if skip_unknown and call.name not in self:
                continue
            results.append((call, await self._call(call.name, call.arguments, raise_errors)))
        return result_messages(vendor, results)

    async def call(
        self, name: str, arguments: Mapping[str, object] | str | None = None, *, raise_errors: bool = False
    ) -> ToolResult:
        """Call a tool as a model does: check and convert the arguments, fill in the account, run the action.

        Labels of choices are accepted in place of their values, if they are unambiguous. A failed call returns a text by which the model
        can correct it.

        Args:
            name: The name of the tool.
            arguments: The arguments by name, or a JSON object as text.
            raise_errors: Whether a failed call raises its error.

        Returns:
            The result, with the text for the model.

        Raises:
            AccountRequiredError: With `not_connected="raise"`, the user must connect an account first.
            PdconnectError: With `raise_errors`, the error of the call: InvalidArgumentError, FormIncompleteError, ActionFailedError, ...
        """
        return await self._call(name, arguments, raise_errors)

    async def _call(self, name: str, arguments: object, raise_errors: bool) -> ToolResult:
        """Return the result of a call, or that it failed. Errors of the program itself are raised."""
        spec: ToolSpec | None = None
        hints: list[str] = []
        try:
            text("name", name, required=True)
            spec = self._specs.get(name)
            if name == CHOICES_TOOL and CHOICES_TOOL in self:
                content = await self._choices(parse_arguments(arguments))
                return ToolResult(name, content, False)
            if spec is None:
                raise InvalidArgumentError("name", f"must be one of the tools {', '.join(self._names())}, not {name!r}")
            return await self._run(spec, parse_arguments(arguments), hints)
        except (ClientClosedError, ConfigurationError):
            raise
        except PdconnectError as error:
            raised = isinstance(error, AccountRequiredError) and self._not_connected == "raise"
            if raised or raise_errors or getattr(error, "argument", None) == "confirm":
                raise
            argument_name = str if spec is None else spec.argument_name
            content = failure_text(error, hints, self._secrets(spec), argument_name)
            return ToolResult(name, content, True, None, error)

    async def _run(self, spec: ToolSpec, arguments: Mapping[str, Any], hints: list[str]) -> ToolResult:
        """Run an action. `hints` gets what helps to correct the call, if it fails."""
        await self._check_connected(spec)
        run = self._new_run(spec)
        try:
            call = await run.prepare(arguments)
            if spec.is_destructive and self._confirm is not None and not await async_confirmed(self._confirm, call):
                raise CallDeclinedError(spec.name)
            result = await run.run()
        except PdconnectError:
            hints += run.hints()
            raise
        return ToolResult(spec.name, result_text(result, self._secrets(spec), self._max_result_chars), False, result)

    async def _choices(self, arguments: Mapping[str, Any]) -> str:
        """Return the choices for an argument of a tool."""
        wanted = read_choices_call(arguments, self._with_choices())
        await self._check_connected(wanted.spec)
        run = self._new_run(wanted.spec)
        found = await run.choices(wanted.argument, wanted.arguments, wanted.query, LISTED_CHOICES)
        return bounded_json(found, self._secrets(wanted.spec), self._max_result_chars)

    def _new_run(self, spec: ToolSpec) -> AsyncToolRun:
        known = self._known_arguments.setdefault(spec.key, set())
        return AsyncToolRun(self._client.actions, spec, self._user, self._accounts, self._known_options, known)

    async def _check_connected(self, spec: ToolSpec) -> None:
        """Raise AccountRequiredError if an account is missing, also now: the user may have connected it in the meantime."""
        if spec.missing_app(self._accounts) is None:
            return
        self._accounts = await async_user_accounts(self._client, self._user)
        await async_add_unnamed_accounts(self._client, self._user, self._accounts, self._specs.values())
        app = spec.missing_app(self._accounts)
        if app is not None:
            token = await self._client.tokens.create(external_user_id=self._user, **self._token_options)
            raise AccountRequiredError(app, self._user, token, token.connect_link(app=app))

    def _definitions(self) -> list[ToolDefinition]:
        found: list[ToolDefinition] = []
        for spec in self._specs.values():
            schema: JsonSchema = valid_json(spec.input_schema(self._accounts))
            found.append(
                ToolDefinition(
                    spec.name,
                    valid_text(spec.title),
                    valid_text(spec.description(self._accounts)),
                    schema,
                    strict_schema(schema),
                    spec.annotations(),
                )
            )
        with_choices = self._with_choices()
        return [*found, choices_definition(with_choices)] if with_choices else found

    def _with_choices(self) -> list[ToolSpec]:
        """Return the tools that have arguments whose choices come from the service."""
        return [spec for spec in self._specs.values() if spec.is_dynamic or spec.remote_arguments()]

    def _names(self) -> list[str]:
        return [*self._specs, *([CHOICES_TOOL] if self._with_choices() else [])]

    def _secrets(self, spec: ToolSpec | None) -> list[object]:
        """Return what no text for a model may contain."""
        return [self._client_secret, *(spec.secrets() if spec is not None else ())]

    def __iter__(self) -> Iterator[AsyncTool]:
        for definition in self._definitions():
            spec = self._specs.get(definition.name)
            yield AsyncTool(self, definition, None if spec is None else spec.component)

    def __len__(self) -> int:
        return len(self._names())

    def __contains__(self, name: object) -> bool:
        return name in self._names()

    def __getitem__(self, name: str) -> AsyncTool:
        for tool in self:
            if tool.name == name:
                return tool
        raise KeyError(name)

    def __repr__(self) -> str:
        return f"<{len(self)} tools of {self._user}>"


async def async_user_accounts(client: AsyncApi, external_user_id: str) -> AccountChoices:
    """Fetch the accounts of a user, without their credentials."""
    accounts = client.accounts.list(external_user_id=external_user_id, limit=100)
    return AccountChoices([account async for account in accounts if account.id])


async def async_add_unnamed_accounts(
    client: AsyncApi, external_user_id: str, accounts: AccountChoices, specs: Iterable[ToolSpec]
) -> None:
    """Fetch the accounts of each app that the tools use, if the service doesn't say in the list which app an account belongs to."""
    if not accounts.has_unnamed_apps:
        return
    for app in dict.fromkeys(prop.app for spec in specs for prop in spec.app_props if prop.app):
        found = client.accounts.list(external_user_id=external_user_id, app=app, limit=100)
        accounts.add(app, [account async for account in found if account.id])


set_lazy_annotations(globals(), {"AsyncApi": "pdconnect_api.api", "Component": "pdconnect_api.models.component"})
