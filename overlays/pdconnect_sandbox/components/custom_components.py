"""Build components from the functions of a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar

from pdconnect_api.model import Model

from ..apps import Component, ComponentError, Options, OptionsRequest, Outcome, RunContext
from ..wire.ids import Ids
from ..wire.types import JsonObject

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
    known = [_prop(prop, options) for prop in props]
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
    strangers = set(options).difference(prop["name"] for prop in props)
    if strangers:
        raise ValueError(f"options: there is no prop {' or '.join(sorted(strangers))}")


def _prop(prop: Prop, options: Mapping[str, OptionsOf]) -> JsonObject:
    wire: JsonObject = prop.to_dict() if isinstance(prop, Model) else dict(prop)
    if "name" not in wire or "type" not in wire:
        raise ValueError(f"props: each has a name and a type, unlike {wire}")
    return {**wire, "remoteOptions": True} if wire["name"] in options else wire


def _runner(run: Run) -> Callable[[RunContext], Outcome]:
    def carry_out(context: RunContext) -> Outcome:
        result = _as_component(run, context.props)
        return result if isinstance(result, Outcome) else Outcome(result)

    return carry_out


def _options(choices: OptionsOf) -> Callable[[RunContext, OptionsRequest], Options]:
    def page(context: RunContext, request: OptionsRequest) -> Options:
        every = _as_component(choices, context.props) if callable(choices) else choices
        found = [option for option in every if request.query.lower() in _label(option).lower()]
        shown = found[request.page * _PER_PAGE : (request.page + 1) * _PER_PAGE]
        texts = [option for option in shown if isinstance(option, str)]
        labelled = [dict(option) for option in shown if not isinstance(option, str)]
        return Options(labelled=labelled) if labelled else Options(texts=texts)

    return page


def _label(option: str | Mapping[str, Any]) -> str:
    return option if isinstance(option, str) else str(option.get("label", ""))


def _reloader(
    props: list[JsonObject], reload: Reload, options: Mapping[str, OptionsOf]
) -> Callable[[RunContext], list[JsonObject]]:
    def further(context: RunContext) -> list[JsonObject]:
        return [*props, *(_prop(prop, options) for prop in _as_component(reload, context.props))]

    return further


def _as_component(function: Callable[[Values], T], values: Values) -> T:
    """Call a function of a test. Its exceptions become component errors, except failed assertions, which fail the test."""
    try:
        return function(values)
    except AssertionError:
        raise
    except Exception as error:
        raise ComponentError(str(error) or type(error).__name__) from error
