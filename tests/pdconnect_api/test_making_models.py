"""Models are made by hand with keyword arguments that are checked, and unions are types at run time too."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from pdconnect import models

NOW = datetime(2024, 7, 30, 22, 52, 48, 123456, tzinfo=UTC)


def test_fields_that_may_be_missing_need_not_be_given() -> None:
    account = models.Account(id="apn_1", app=models.App(name_slug="slack"))
    assert (account.id, account.name, account.created_at) == ("apn_1", None, None)
    assert account.app is account.app
    assert account.to_dict() == {"id": "apn_1", "app": {"name_slug": "slack"}}


def test_what_is_given_is_read_back_as_it_is() -> None:
    assert models.Account(id="apn_1", created_at=NOW).created_at is NOW


def test_names_are_checked() -> None:
    with pytest.raises(TypeError, match=r"Component: unexpected kye, unexpected nmae, no key, no name$"):
        models.Component(nmae="n", kye="k", version="1")  # type: ignore[call-arg] # that is what is tested
    with pytest.raises(TypeError):
        models.Account("apn_1")  # type: ignore[call-arg] # keywords only


def test_nothing_can_be_added_to_a_model() -> None:
    account = models.Account(id="apn_1")
    for name in ("id", "brand_new", "to_dict"):
        with pytest.raises(AttributeError):
            setattr(account, name, "changed")
    assert not hasattr(account, "__dict__")


def test_a_union_is_a_type_at_run_time() -> None:
    prop = (models.Component.from_dict({"configurable_props": [{"type": "sql"}]}).configurable_props or [])[0]
    assert isinstance(prop, models.ConfigurableProp)
    assert not isinstance(prop, models.Emitter)


def test_variants_are_imported_when_one_is_met() -> None:
    """In a process of its own, where nothing else has imported them."""
    program = """
import sys
from pdconnect_api.models.component import Component
def variants(): return sorted(name.rpartition("prop_")[2] for name in sys.modules if ".configurable_prop_" in name)
component = Component.from_dict({"configurable_props": [{"type": "string"}, {"type": "brand new"}, {"type": ["sql"]}]})
assert variants() == []
assert [type(prop).__name__ for prop in component.configurable_props] == [
    "ConfigurablePropString", "ConfigurablePropUnknown", "ConfigurablePropUnknown"]
print(variants())
"""
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert finished.stdout == "['string', 'unknown']\n"
