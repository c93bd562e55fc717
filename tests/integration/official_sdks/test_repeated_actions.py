"""What happens to an action whose response is lost: README.md states it."""

from __future__ import annotations

import pytest

import pdconnect
from pdconnect.sandbox import Sandbox

from .calls import USER, Call
from .sdk_programs import outcomes, python

RUN = {"id": "gitlab-list-commits", "external_user_id": USER}


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox()
    sandbox.faults(status=502, operation="actions.run", executed=True)
    return sandbox


def test_the_official_sdk_runs_it_three_times(sandbox: Sandbox) -> None:
    [outcome] = outcomes(python(), sandbox, [Call("actions.run", arguments=RUN)], {}, options={})
    assert not outcome["ok"]
    assert len(sandbox.calls("actions.run")) == 3


def test_this_client_runs_it_once(sandbox: Sandbox) -> None:
    with sandbox.client() as client, pytest.raises(pdconnect.ServerError):
        client.actions.run(id=RUN["id"], external_user_id=RUN["external_user_id"])
    assert len(sandbox.calls("actions.run")) == 1
