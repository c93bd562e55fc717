"""Build components from functions of a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar, cast

from attrs import evolve

from pdconnect_api.model import Model

from ..apps import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext
from ..wire.ids import Ids
from ..wire.strict_json import printable, to_json
from ..wire.types import MAX_SECONDS, JsonObject, as_list, as_object

ComponentKind: TypeAlias = Literal["action", "trigger"]
Values: TypeAlias = Mapping[str, Any]
"""The values of the props by their names, without labels."""
Prop: TypeAlias = Model | Mapping[str, Any]
"""A prop as the API returns it, such as `{"name": "text", "type": "string"}`, or a model of one."""
Choices: TypeAlias = Sequence[str] | Sequence[Mapping[str, Any]]
"""Strings, or labelled options such as `{"label": "#general", "value": "C1"}`."""
Run: TypeAlias = Callable[[Values], object]
OptionsOf: TypeAlias = Choices | Callable[[Values], Choices]
Reload: TypeAlias = Callable[[Values], Sequence[Prop]]

_PER_PAGE = 10
T = TypeVar("T")


def custom_component(
    ids: Ids,
    key: str,
    kind: ComponentKind,
    *,
    name: str | None,
    version: str,
    props: Sequence[Prop],
    run: Run | None,
    options: Mapping[str, OptionsOf],
    reload: Reload | None,
) -> Component:
    """Return a component that runs these functions, or raise ValueError if they do not fit the props."""
    known = _props(props, options)
    if reload is None:
        # With a reload, the options may belong to props that the reload adds.
        _check_names(options, known)
    elif not any(prop.get("reloadProps") for prop in known):
        raise ValueError("reload: no prop has reloadProps, so it is never called")
    return Component(
        id=ids.mint("sc"),
        kind=kind,
        app=next((prop["app"] for prop in known if "app" in prop), key.partition("-")[0]),
        key=key,
        name=name or key,
        version=version,
        description="",
        props=known,
        options={prop: _options(choices) for prop, choices in options.items()},
        reload=None if reload is None else _reloader(known, reload, options),
        run=None if kind == "trigger" else _runner(run or (lambda values: None)),
    )


def _check_names(options: Mapping[str, OptionsOf], props: Sequence[JsonObject]) -> None:
    unknown = set(options).difference(prop["name"] for prop in props)
    if unknown:
        raise ValueError(f"options: there is no prop {' or '.join(sorted(unknown))}")


def _props(props: object, options: Mapping[str, OptionsOf]) -> list[JsonObject]:
    """Return props as the API returns them, or raise ValueError."""
    if not isinstance(props, list | tuple):
        raise ValueError("props must be a list")
    return [_prop(prop, options) for prop in cast(Sequence[object], props)]


def _prop(prop: object, options: Mapping[str, OptionsOf]) -> JsonObject:
    wire = as_object(to_json(prop.to_dict() if isinstance(prop, Model) else prop, "props")) or {}
    if not isinstance(wire.get("name"), str) or not isinstance(wire.get("type"), str):
        raise ValueError(f"props: each has a name and a type, unlike {prop!r}")
    return {**wire, "remoteOptions": True} if wire["name"] in options else wire


def _runner(run: Run) -> Callable[[RunContext], Outcome]:
    def run_component(context: RunContext) -> Outcome:
        return _as_component(lambda: _outcome(run(context.props)))

    return run_component


def _outcome(result: object) -> Outcome:
    """Return the result of an action that can be sent, or raise ValueError."""
    if not isinstance(result, Outcome):
        return Outcome(to_json(result, "the result"))
    if not all(isinstance(content, bytes) for content in cast(Mapping[str, Any], result.files).values()):
        raise ValueError("files must contain bytes")
    if not 0 <= result.delay <= MAX_SECONDS:
        raise ValueError("delay must be a number of seconds")
    if not isinstance(cast(Any, result.summary), str | None):
        raise ValueError("summary must be a string")
    exports = to_json(dict(result.exports), "exports")
    return evolve(result, ret=to_json(result.ret, "ret"), summary=to_json(result.summary, "summary"), exports=exports)


def _options(choices: OptionsOf) -> Callable[[RunContext, OptionsRequest], Options]:
    if callable(choices):
        return _options_page(lambda context: _as_component(lambda: _choices(choices(context.props))))
    fixed = _choices(choices)
    return _options_page(lambda context: fixed)


def _options_page(
    choices_for: Callable[[RunContext], list[str] | list[JsonObject]],
) -> Callable[[RunContext, OptionsRequest], Options]:
    def page(context: RunContext, request: OptionsRequest) -> Options:
        all_options = choices_for(context)
        found = [option for option in all_options if request.query.lower() in _label(option).lower()]
        shown = found[request.page * _PER_PAGE : (request.page + 1) * _PER_PAGE]
        strings = [option for option in shown if isinstance(option, str)]
        labelled = [option for option in shown if not isinstance(option, str)]
        return Options(labelled=labelled) if labelled else Options(strings=strings)

    return page


def _choices(choices: object) -> list[str] | list[JsonObject]:
    """Return the options of a prop, or raise ValueError if they have another form."""
    items = as_list(to_json(choices, "options")) or []
    strings = all(isinstance(item, str) for item in items)
    if not isinstance(choices, list | tuple) or not (strings or all(_is_labelled(item) for item in items)):
        raise ValueError("options must be a list, either of strings or of objects with a label and a value")
    return items


def _is_labelled(option: Any) -> bool:
    fields = as_object(option) or {}
    return isinstance(fields.get("label"), str) and "value" in fields


def _label(option: str | JsonObject) -> str:
    label: str = option if isinstance(option, str) else option["label"]
    return label


def _reloader(
    props: list[JsonObject], reload: Reload, options: Mapping[str, OptionsOf]
) -> Callable[[RunContext], list[JsonObject]]:
    def reload_props(context: RunContext) -> list[JsonObject]:
        return [*props, *_as_component(lambda: _props(reload(context.props), options))]

    return reload_props


def _as_component(function: Callable[[], T]) -> T:
    """Call code of a test. Its exceptions become component errors, except failed assertions, which fail the test."""
    try:
        return function()
    except AssertionError:
        raise
    except Exception as error:
        raise ComponentError(printable(str(error)) or type(error).__name__) from error
