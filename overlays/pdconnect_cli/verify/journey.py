"""The writing operations of `pdconnect verify --write`: a journey of a test user, whose data is deleted at the end."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import pdconnect

from .. import exit_codes
from ..errors import CommandError
from ..interrupts import defer_interrupt
from ..output.streams import Output
from .observations import Observer

USER_PREFIX = "pdconnect-verify-"
"""External ids of test users begin with this."""
OPERATIONS = frozenset(
    (
        "tokens_create",
        "triggers_deploy",
        "deployed_triggers_update",
        "deployed_triggers_update_webhooks",
        "deployed_triggers_update_workflows",
        "deployed_triggers_regenerate_webhook_signing_key",
        "deployed_triggers_reset_webhook_delivery_state",
        "deployed_triggers_delete",
        "users_delete_external_user",
    )
)
"""The writing operations of the journey. Others change what belongs to the project or to its users."""
NO_TRIGGER = "no trigger was found that needs no account; pass one with --trigger"
_WEBHOOK_URL = "https://example.com/pdconnect-verify"
_TIMER = {"intervalSeconds": 86_400}
_SEARCHES = ("schedule", "http", "timer")
"""Words of triggers that need no account of an app."""
_MAX_CANDIDATES = 5


class Journey:
    """A test user with a Connect token and a deployed trigger."""

    def __init__(self, client: pdconnect.Client, observer: Observer, output: Output, trigger: str | None) -> None:
        """Prepare a journey; nothing is sent. `trigger` is the key of the trigger to deploy."""
        self.user = USER_PREFIX + secrets.token_hex(6)
        self.not_called: dict[str, str] = {}
        self._client = client
        self._observer = observer
        self._output = output
        self._trigger = trigger
        self._trigger_id: str | None = None

    @contextmanager
    def running(self) -> Generator[Mapping[str, Any]]:
        """Create the data of the test user, yield values for parameters by name, and delete all data at the end."""
        try:
            yield self._create()
            self._update()
        finally:
            self._delete()

    def _create(self) -> Mapping[str, Any]:
        known: dict[str, Any] = {"external_user_id": self.user}
        token = self._send(lambda: self._client.tokens.create(external_user_id=self.user))
        if token is not None:
            known["ctok"] = token.token
        form = self._form()
        if form is None:
            self.not_called = {name: NO_TRIGGER for name in OPERATIONS if "trigger" in name}
            return known
        deployed = self._send(lambda: form.deploy(webhook_url=_WEBHOOK_URL, emit_on_deploy=False))
        if deployed is None:
            self.not_called = {
                name: "no trigger could be deployed" for name in OPERATIONS if name.startswith("deployed")
            }
        else:
            self._trigger_id = known["trigger_id"] = deployed.id
        return known

    def _form(self) -> pdconnect.TriggerForm | None:
        """Return the form of a trigger that can be deployed without an account."""
        if self._trigger is not None:
            form = self._filled_form(self._trigger)
            if form.missing:
                raise CommandError(
                    f"the trigger {self._trigger} needs values for {', '.join(form.missing)}",
                    exit_codes.USAGE,
                    "pass a --trigger that needs no values",
                )
            return form
        for search in _SEARCHES:
            page = self._observer.send(partial(self._client.triggers.list, q=search, limit=_MAX_CANDIDATES))
            for component in () if page is None else page.data:
                candidate = self._observer.send(partial(self._filled_form, component.key))
                if candidate is not None and not candidate.missing:
                    return candidate
        return None

    def _filled_form(self, key: str) -> pdconnect.TriggerForm:
        """Return the form of a trigger with its timers set. Other missing props stay missing."""
        form = self._client.triggers.form(key, external_user_id=self.user)
        for prop in form.props:
            if prop.name in form.missing and prop.type == "$.interface.timer":
                form.set(prop.name, _TIMER)
        return form

    def _update(self) -> None:
        if self._trigger_id is None:
            return
        trigger_id, triggers = self._trigger_id, self._client.deployed_triggers
        owner: dict[str, Any] = {"external_user_id": self.user}
        self._send(lambda: triggers.update(trigger_id, name="pdconnect verify", active=False, **owner))
        self._send(lambda: triggers.update_workflows(trigger_id, workflow_ids=[], **owner))
        self._send(lambda: triggers.update_webhooks(trigger_id, webhook_urls=[_WEBHOOK_URL], **owner))
        webhooks = self._send(lambda: triggers.list_webhooks(trigger_id, **owner))
        webhook = next(iter(webhooks.webhooks or ()), None) if webhooks is not None else None
        if webhook is None:
            reason = "the trigger has no webhook"
            self.not_called |= {name: reason for name in OPERATIONS if "webhook_" in name}
            return
        self._send(lambda: triggers.regenerate_webhook_signing_key(trigger_id, webhook.id, **owner))
        self._send(lambda: triggers.reset_webhook_delivery_state(trigger_id, webhook.id, **owner))

    def _delete(self) -> None:
        """Delete the trigger and the user, and with the user a trigger whose id is not known, since its deployment was interrupted."""
        trigger_id, is_deleted = self._trigger_id, False
        try:
            with defer_interrupt(self._output):
                if trigger_id is not None:
                    self._observer.send(
                        partial(self._client.deployed_triggers.delete, trigger_id, external_user_id=self.user)
                    )
                is_deleted = self._delete_user()
        finally:
            if not is_deleted:
                self._output.note(f"The test user was not deleted: pdconnect users delete {self.user}", style="yellow")

    def _delete_user(self) -> bool:
        """Delete the user, and return whether there is none any more."""
        errors_before = len(self._observer.errors)
        self._observer.send(partial(self._client.users.delete_external_user, self.user))
        return all(isinstance(error, pdconnect.NotFoundError) for error in self._observer.errors[errors_before:])

    def _send(self, call: Callable[[], Any]) -> Any:
        """Send a call that changes something. Ctrl-C waits for its response."""
        with defer_interrupt(self._output):
            return self._observer.send(call)
