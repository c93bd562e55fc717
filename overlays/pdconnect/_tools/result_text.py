"""What goes to a model: results as JSON within a size, and failures as messages that it can act on. No credentials. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from pdconnect_api.constants import SENSITIVE
from pdconnect_api.errors import ActionFailedError, InvalidArgumentError, PdconnectError
from pdconnect_api.model import Model
from pdconnect_api.models.prop_option import PropOption
from pdconnect_api.models.run_action_result import RunActionResult
from pdconnect_api.redaction import hide_known

from .._exceptions import (
    AccountRequiredError,
    AuthenticationError,
    ForbiddenError,
    FormIncompleteError,
    RateLimitExceededError,
    TooManyRequestsError,
    TransportError,
)
from .argument_schema import JsonSchema
from .names import CHOICES_TOOL, MORE_ARGUMENTS
from .option_match import shown_options
from .valid_text import valid_text

_TOKEN = re.compile(
    r"ctok_[0-9A-Za-z]+"
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"
    r"|(?i:\b(?:bearer|basic)\s+)(?=[\w.~+/=-]*[0-9])[\w.~+/=-]{16,}"
)
_LONGEST_ERROR = 2_000
_LONGEST_VALUE = 200
"""Characters of a value that a message repeats, so that the choices after it are not cut off."""
_SHOWN_CHOICES = 20
_NOTHING: tuple[object, ...] = (None, "", [], {})


class MoreArgumentsError(FormIncompleteError):
    """The values that are set made further arguments appear, which the model has not seen yet."""

    def __init__(self, schema: JsonSchema) -> None:
        super().__init__(schema["required"] or list(schema["properties"]))
        self.schema = schema


def result_text(result: RunActionResult, secrets: Sequence[object], max_chars: int) -> str:
    """Return the result of an action as JSON of at most `max_chars` characters: what it returned, its summary and its exports."""
    exports: object = result.exports
    named = dict(cast("Mapping[str, Any]", exports)) if isinstance(exports, Mapping) else {"exports": exports}
    members = {"summary": named.pop("$summary", None), "files": named.pop("$filestash_uploads", None)}
    members |= {
        "result": result.ret,
        "exports": {name: value for name, value in named.items() if value not in _NOTHING},
    }
    found = {
        name: value
        for name, value in members.items()
        if value not in _NOTHING or (name == "result" and value is not None)  # no items are a result, too
    }
    return bounded_json(found or {"result": None}, secrets, max_chars)


def bounded_json(members: Mapping[str, Any], secrets: Sequence[object], max_chars: int) -> str:
    """Return an object as JSON without credentials. If it is too long, the list in it is cut, or else its text, with a note."""
    try:
        safe: dict[str, Any] = {name: _without_credentials(_plain(value)) for name, value in members.items()}
        text = _hidden(_json(safe), secrets)
    except RecursionError:
        return _json({"note": "The result is nested too deeply to be shown."})
    if len(text) <= max_chars:
        return text
    lists: dict[str, list[Any]] = {name: value for name, value in safe.items() if isinstance(value, list)}
    if lists:
        name = max(lists, key=lambda each: len(_json(lists[each])))
        cut = _cut_list(safe, name, lists[name], max_chars)
        if cut is not None:
            return _hidden(cut, secrets)
    note = f"… (cut: the result has {len(text):,} characters; only the first are shown. Ask for less, or for one part.)"
    return text[: max_chars - len(note)] + note


def failure_text(
    error: PdconnectError, hints: Sequence[str], secrets: Sequence[object], argument_name: Callable[[str], str]
) -> str:
    """Return what is wrong, and what the model can do about it. `argument_name` returns the name of the argument for a prop."""
    if isinstance(error, AccountRequiredError):
        return (
            f"The user has not connected an account of {error.app}. Ask the user to open this link and to connect the account; "
            f"call the tool again when the user has done that: {error.connect_link_url!s}"
        )
    parts = [_reason(error, argument_name), *hints]
    return _hidden("\n".join(parts), secrets)[:_LONGEST_ERROR]  # cut at the end: a part of a secret would not be found


def choices_hint(argument: str, options: Sequence[PropOption], wanted: object = None) -> str:
    """Return the first choices of an argument, for a message."""
    which = (
        f"{argument} = {_shortened(repr(wanted))} is not one of its choices"
        if wanted is not None
        else f"Choices for {argument}"
    )
    return f"{which}: {shown_options(options, most=_SHOWN_CHOICES)}. More, and a search: {CHOICES_TOOL}."


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"


def _reason(error: PdconnectError, argument_name: Callable[[str], str]) -> str:
    if isinstance(error, MoreArgumentsError):
        return (
            f"There are further arguments now. Call again with the same arguments and with these in {MORE_ARGUMENTS} (null leaves one "
            f"out): {_json(error.schema)}"
        )
    if isinstance(error, FormIncompleteError):
        return f"Nothing was done. These arguments are required: {', '.join(map(argument_name, error.missing))}."
    if isinstance(error, InvalidArgumentError):
        reason = str(error).removeprefix(error.argument)
        return f"Nothing was done. Correct the arguments: {argument_name(error.argument)}{reason}"
    if isinstance(error, ActionFailedError):
        return f"Error: {error}"
    if isinstance(error, TooManyRequestsError | RateLimitExceededError):
        wait = error.retry_after
        return "Nothing was done: too many requests. Try again " + (f"in {wait:.0f} seconds." if wait else "later.")
    if isinstance(error, AuthenticationError | ForbiddenError):
        return "Nothing was done: the application may not do this. Do not try again; the user cannot correct it."
    if isinstance(error, TransportError):
        if error.sent:
            return "Error: no response arrived in time, so the call may have taken effect. Check that before another attempt."
        return "Nothing was done: the service cannot be reached. Try again later."
    return f"Error: {error}"


def _cut_list(members: dict[str, Any], name: str, items: list[Any], max_chars: int) -> str | None:
    """Return the object with as many items of the list as fit; None if not even one fits."""
    low, high, best = 1, len(items), None
    while low <= high:
        count = (low + high) // 2
        note = f"The first {count} of {len(items)} items in {name!r}; the others were left out. Ask for fewer items, or for one part."
        text = _json({"note": note, **members, name: items[:count]})
        if len(text) <= max_chars:
            low, best = count + 1, text
        else:
            high = count - 1
    return best


def _without_credentials(value: Any) -> Any:
    """Return a JSON value with `***` in place of the members that are credentials of this API."""
    if isinstance(value, list):
        return [_without_credentials(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {
            name: "***" if name in SENSITIVE and inner is not None else _without_credentials(inner)
            for name, inner in cast("dict[str, Any]", value).items()
        }
    return value


def _hidden(text: str, secrets: Sequence[object]) -> str:
    """Return a text without known secrets and tokens. `redact` would also change sentences with the word "basic"."""
    return _TOKEN.sub("***", hide_known(valid_text(text), secrets))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _plain(value: Any) -> Any:
    """Return models as plain JSON."""
    return value.to_dict() if isinstance(value, Model) else value
