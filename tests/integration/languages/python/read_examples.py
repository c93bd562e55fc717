"""Read examples of the specification with a client by openapi-generator: `read_examples.py FOLDER_OF_CLIENT SPECIFICATION`."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml


def main(client: str, specification: str) -> None:
    """Read accounts, props and deployed triggers; fail if a value or a kind is wrong."""
    sys.path.insert(0, client)
    models: Any = import_module("openapi_client.models")
    document = yaml.load(Path(specification).read_text("utf-8"), yaml.CSafeLoader)
    examples = {name: example["value"] for name, example in document["components"]["examples"].items()}
    page = examples["accounts_page"]
    assert [account.id for account in models.AccountPage.from_dict(page).data] == [item["id"] for item in page["data"]]
    account = examples["accounts_bare"]
    assert models.Account.from_dict(account).app.name_slug == account["app"]["name_slug"]
    component = models.ComponentEnvelope.from_dict(examples["components_reference_retrieve"]).data
    kinds = [type(prop.actual_instance).__name__ for prop in component.configurable_props]
    assert kinds[0] == "ConfigurablePropApp", kinds
    assert component.configurable_props[0].actual_instance.app == "gitlab"
    deployed = models.Emitter.from_dict(examples["deployed_triggers_wrapped"]["data"]).actual_instance
    assert type(deployed).__name__ == "DeployedComponent"


if __name__ == "__main__":
    main(*sys.argv[1:])
