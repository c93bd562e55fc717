"""Finds the choice of a prop that a model means. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdconnect_api.models.prop_option import PropOption

_DECORATION = "#@ \t\n"
"""Characters that apps add to names, and that models leave out or add."""


def matching_options(options: Sequence[PropOption], wanted: Any) -> list[PropOption]:
    """Return the options that a value or a label means: one if it is unambiguous, several if not, none if there is no such option.

    A value counts before a label, and an exact label before one that differs in case or in a leading `#` or `@`.
    """
    text = str(wanted)
    for key, sought in ((_value, text), (_label, text), (_plain_label, _plain(text))):
        found = [option for option in options if key(option) == sought]
        if found:
            return found
    return []


def containing_text(options: Sequence[PropOption], text: str) -> list[PropOption]:
    """Return the options whose label or value contains a text, in any case."""
    wanted = _plain(text)
    return [option for option in options if wanted in _plain(option.label) or wanted in _plain(option.value)]


def search_texts(wanted: Any) -> list[str]:
    """Return the texts to search for in the choices of the service."""
    text = str(wanted)
    return list(dict.fromkeys(query for query in (text, text.strip(_DECORATION)) if query))


def shown_options(options: Sequence[PropOption], *, most: int) -> str:
    """Return the first options as text for a model."""
    shown = ", ".join(
        f"{option.value!r}" if str(option.label) == str(option.value) else f"{option.label} ({option.value!r})"
        for option in options[:most]
    )
    return f"{shown} and others" if len(options) > most else shown


def _value(option: PropOption) -> str:
    return str(option.value)


def _label(option: PropOption) -> str:
    return str(option.label)


def _plain_label(option: PropOption) -> str:
    return _plain(option.label)


def _plain(text: object) -> str:
    return str(text).strip(_DECORATION).casefold()
