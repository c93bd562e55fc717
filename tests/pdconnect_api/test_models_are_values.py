"""Models are immutable, are compared by their JSON, and can be copied and pickled."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from pdconnect import models

from ..cases import for_each
from .harness import to_json
from .reading import models_reachable, nested_values
from .samples import samples
from .spec import READ_SCHEMAS, fields_of

MODELS = models_reachable(READ_SCHEMAS)


def _raw(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = samples({"$ref": f"#/components/schemas/{name}"})[0]
    return {**raw, "a member of the future": [1]}


def _read(name: str) -> Any:
    return getattr(models, name).from_dict(_raw(name))


@for_each("name", MODELS)
def test_a_model_is_immutable(name: str) -> None:
    model = _read(name)
    for field in (*fields_of(MODELS[name]), "additional_properties", "something_new"):
        with pytest.raises(AttributeError):
            setattr(model, field, "changed")
        with pytest.raises(AttributeError):
            delattr(model, field)
    assert to_json(model.to_dict()) == to_json(_raw(name))


@for_each("name", MODELS)
def test_returned_values_are_copies(name: str) -> None:
    model = _read(name)
    model.to_dict()["a member of the future"].append(2)
    model.additional_properties.clear()
    assert to_json(model.to_dict()) == to_json(_raw(name))


@pytest.mark.slow
@pytest.mark.every_python
@for_each("name", MODELS)
def test_equality_compares_the_json(name: str) -> None:
    model, same = _read(name), _read(name)
    assert nested_values(same)
    assert model == same
    assert model != getattr(models, name).from_dict({})
    assert model != model.to_dict()
    assert model != "text"
    for other in MODELS:
        assert other == name or model != getattr(models, other).from_dict(_raw(name))


@for_each("read_first", [False, True])
@for_each("name", MODELS)
def test_copies_and_pickles_of_a_model_are_equal(name: str, read_first: bool) -> None:
    model = _read(name)
    if read_first:
        assert nested_values(model)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(model, protocol)) == model
    for twin in (copy.copy(model), copy.deepcopy(model)):
        assert type(twin) is type(model)
        assert twin == model
        assert repr(twin) == repr(model)


@for_each("name", MODELS)
def test_can_be_created_from_values(name: str) -> None:
    """A model that is created from the values of another one has the same declared members."""
    model = _read(name)
    given = {field: getattr(model, field) for field in fields_of(MODELS[name])}
    made = type(model)(**given)
    assert {field: getattr(made, field) for field in given} == given
    assert repr(made) == repr(model)
    assert set(made.to_dict()) <= set(_raw(name))
    assert pickle.loads(pickle.dumps(made)) == made == copy.deepcopy(made)
