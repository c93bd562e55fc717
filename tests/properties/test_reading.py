"""Any JSON decoded into any model gives a model with all data, or a DecodeError, and no other error."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pdconnect
from pdconnect_api.model import Model
from tests.pdconnect_api.reading import nested_values

from ..cases import for_each

MODELS = [
    getattr(pdconnect.models, name)
    for name in dir(pdconnect.models)
    if isinstance(getattr(pdconnect.models, name), type) and issubclass(getattr(pdconnect.models, name), Model)
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=10**18, max_value=10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(
        ["2024-07-30T22:52:48.250Z", "0000-00-00", "dc_1", "apn_1", "app", "string[]", "sql", "1e999", "\ud800"]
    ),
)


def members(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy for JSON objects that have members of these names, and others."""
    keys = st.one_of(st.sampled_from(names), st.text(max_size=8)) if names else st.text(max_size=8)
    values = st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=12
    )
    return st.dictionaries(keys, values, max_size=8)


def test_there_are_models() -> None:
    assert len(MODELS) > 60


@pytest.mark.slow
@for_each("model", MODELS, ids=lambda model: model.__name__)
def test_an_object_becomes_a_model_that_keeps_all_of_it(model: type[Model]) -> None:
    names = [field.wire for field in model.FIELDS.values()] + ["type", "id", "label", "value"]

    @settings(max_examples=max(1, settings().max_examples // 10))
    @given(members(names))
    def check(data: dict[str, Any]) -> None:
        before = copy.deepcopy(data)
        read = model.from_dict(data)
        nested_values(read)
        assert data == before
        assert typed(read.to_dict()) == typed(before)
        assert pickle.loads(pickle.dumps(read)) == read == copy.deepcopy(read)

    check()


def typed(value: Any) -> str:
    """Return JSON in which 1, 1.0 and true are different."""
    return json.dumps(value, sort_keys=True)


@given(st.one_of(SCALARS, st.lists(SCALARS, max_size=3)))
def test_other_json_is_rejected(data: Any) -> None:
    for model in MODELS[::10]:
        with pytest.raises(pdconnect.DecodeError):
            model.from_dict(data)
