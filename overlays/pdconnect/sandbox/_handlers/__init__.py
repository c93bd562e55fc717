"""One handler per operation id. To serve a further operation, write its handler and list it here;
the path, the parameters and the body it takes are read from the description. An operation that is
described but not listed answers 501.
"""

from __future__ import annotations

from collections.abc import Mapping

from pdconnect.sandbox._calls import Handler
from pdconnect.sandbox._handlers import (
    accounts,
    actions,
    components,
    deployed_triggers,
    oauth_tokens,
    tokens,
    triggers,
    users,
)


def _of_kind(tag: str, kind: str | None) -> Mapping[str, Handler]:
    return {
        f"{tag}_list": components.lister(kind),
        f"{tag}_retrieve": components.retriever(kind),
        f"{tag}_configure_prop": components.configurer(kind),
        f"{tag}_reload_props": components.reloader(kind),
    }


HANDLERS: Mapping[str, Handler] = {
    "oauth_tokens_create": oauth_tokens.create,
    "tokens_create": tokens.create,
    "accounts_list": accounts.list_,
    "accounts_retrieve": accounts.retrieve,
    "accounts_delete": accounts.delete,
    "accounts_delete_by_app": accounts.delete_by_app,
    "users_delete_external_user": users.delete_external_user,
    **_of_kind("components", None),
    **_of_kind("actions", "action"),
    **_of_kind("triggers", "trigger"),
    "actions_run": actions.run,
    "triggers_deploy": triggers.deploy,
    "deployed_triggers_list": deployed_triggers.list_,
    "deployed_triggers_retrieve": deployed_triggers.retrieve,
    "deployed_triggers_delete": deployed_triggers.delete,
}
