# Generated from spec/schemas/props.yaml#/ConfiguredProps. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, TypeAlias

ConfiguredProps: TypeAlias = dict[str, Any]
"""Values by the name of the prop (not the app's slug). By kind of prop:

- `app`: `{"authProvisionId": "apn_..."}`; nearly every other prop depends on it.
- texts, numbers, lists, objects: as they are.
- props with `remoteOptions` or `withLabel`: preferably `{"__lv": {"label": ..., "value": ...}}`, which keeps
  the label.
- `sql`: an object with `query`.
- timer: `{"intervalSeconds": 900}` or `{"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}`.

A deployed trigger gives back what was sent and adds what the service made: `{"endpoint_url": ...}` for HTTP
interfaces, `{"cron": ..., "interval_seconds": ...}` (snake case here) for timers."""
