# Generated from spec/schemas/props.yaml#/ConfiguredProps. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, TypeAlias

ConfiguredProps: TypeAlias = dict[str, Any]
"""Values by the name of the prop (not the app's slug). By kind of prop:

- `app`: `{"authProvisionId": "apn_..."}`; nearly every other prop depends on it.
- strings, numbers, lists, objects: unchanged.
- props with `remoteOptions` or `withLabel`: preferably `{"__lv": {"label": ..., "value": ...}}`, which keeps
  the label.
- `sql`: an object with `query`.
- timer: `{"intervalSeconds": 900}` or `{"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}`.

A deployed trigger returns the values that were sent and adds those that the service created: `{"endpoint_url":
...}` for HTTP interfaces, `{"cron": ..., "interval_seconds": ...}` (snake case here) for timers."""
