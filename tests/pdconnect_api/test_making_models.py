"""Models can be created with keyword arguments, which are checked; unions are types at run time too."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from pdconnect import models

NOW = datetime(2024, 7, 30, 22, 52, 48, 123456, tzinfo=UTC)


def test_optional_fields_can_be_omitted() -> None:
    account = models.Account(id="apn_1", app=models.App(name_slug="slack"))
    assert (account.id, account.name, account.created_at) == ("apn_1", None, None)
    assert account.app is account.app
    assert account.to_dict() == {"id": "apn_1", "app": {"name_slug": "slack"}}


def test_fields_return_the_passed_values() -> None:
    assert models.Account(id="apn_1", created_at=NOW).created_at is NOW


def test_names_are_checked() -> None:
    with pytest.raises(TypeError, match=r"Component: unexpected kye, unexpected nmae, no key, no name$"):
        models.Component(nmae="n", kye="k", version="1")  # type: ignore[call-arg] # that is what is tested
    with pytest.raises(TypeError):
        models.Account("apn_1")  # type: ignore[call-arg] # keywords only


def test_models_accept_no_new_attributes() -> None:
    account = models.Account(id="apn_1")
    for name in ("id", "brand_new", "to_dict"):
        with pytest.raises(AttributeError):
            setattr(account, name, "changed")
    assert not hasattr(account, "__dict__")


def test_a_union_is_a_type_at_run_time() -> None:
    prop = (models.Component.from_dict({"configurable_props": [{"type": "sql"}]}).configurable_props or [])[0]
    assert isinstance(prop, models.ConfigurableProp)
    assert not isinstance(prop, models.Emitter)


def test_variants_are_imported_on_first_use() -> None:
    """The test runs in a process of its own, where nothing else has imported them."""
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
