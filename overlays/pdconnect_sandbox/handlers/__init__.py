"""One handler for each operation id. To serve another operation, write its handler and list it here.
The path, the parameters and the body are read from the specification. An operation that is specified but not listed
responds with 501.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..service.call import Handler
from . import (
    account_keys,
    accounts,
    actions,
    app_overrides,
    apps,
    components,
    deployed_triggers,
    file_stash,
    metering,
    oauth_apps,
    oauth_tokens,
    project_environment,
    projects,
    proxy,
    token_validation,
    tokens,
    trigger_targets,
    triggers,
    users,
)


def _component_handlers(tag: str, kind: str | None) -> Mapping[str, Handler]:
    return {
        f"{tag}_list": components.lister(kind),
        f"{tag}_retrieve": components.retriever(kind),
        f"{tag}_configure_prop": components.configurer(kind),
        f"{tag}_reload_props": components.reloader(kind),
    }


HANDLERS: Mapping[str, Handler] = {
    "oauth_tokens_create": oauth_tokens.create,
    "tokens_create": tokens.create,
    "tokens_validate": token_validation.validate,
    "accounts_list": accounts.list_,
    "accounts_create": account_keys.create,
    "accounts_retrieve": accounts.retrieve,
    "accounts_delete": accounts.delete,
    "accounts_delete_by_app": accounts.delete_by_app,
    "accounts_list_by_external_user": accounts.list_by_external_user,
    "users_list": users.list_,
    "users_delete_external_user": users.delete_external_user,
    **_component_handlers("components", None),
    **_component_handlers("actions", "action"),
    **_component_handlers("triggers", "trigger"),
    "actions_run": actions.run,
    "triggers_deploy": triggers.deploy,
    "deployed_triggers_list": deployed_triggers.list_,
    "deployed_triggers_retrieve": deployed_triggers.retrieve,
    "deployed_triggers_update": deployed_triggers.update,
    "deployed_triggers_delete": deployed_triggers.delete,
    "deployed_triggers_list_events": trigger_targets.list_events,
    "deployed_triggers_list_workflows": trigger_targets.list_workflows,
    "deployed_triggers_update_workflows": trigger_targets.update_workflows,
    "deployed_triggers_list_webhooks": trigger_targets.list_webhooks,
    "deployed_triggers_update_webhooks": trigger_targets.update_webhooks,
    "deployed_triggers_retrieve_webhook": trigger_targets.retrieve_webhook,
    "deployed_triggers_regenerate_webhook_signing_key": trigger_targets.regenerate_webhook_signing_key,
    "deployed_triggers_reset_webhook_delivery_state": trigger_targets.reset_webhook_delivery_state,
    "project_environment_retrieve_webhook": project_environment.retrieve_webhook,
    "project_environment_update_webhook": project_environment.update_webhook,
    "project_environment_delete_webhook": project_environment.delete_webhook,
    "project_environment_regenerate_webhook_signing_key": project_environment.regenerate_webhook_signing_key,
    "proxy_get": proxy.forward,
    "proxy_post": proxy.forward,
    "proxy_put": proxy.forward,
    "proxy_patch": proxy.forward,
    "proxy_delete": proxy.forward,
    "file_stash_download_file": file_stash.download_file,
    "apps_list": apps.list_,
    "apps_retrieve": apps.retrieve,
    "app_categories_list": apps.list_categories,
    "app_categories_retrieve": apps.retrieve_category,
    "oauth_apps_list": oauth_apps.list_,
    "oauth_apps_create": oauth_apps.create,
    "oauth_apps_retrieve": oauth_apps.retrieve,
    "oauth_apps_update": oauth_apps.update,
    "oauth_apps_delete": oauth_apps.delete,
    "app_overrides_list": app_overrides.list_,
    "app_overrides_create": app_overrides.create,
    "app_overrides_retrieve": app_overrides.retrieve,
    "app_overrides_update": app_overrides.update,
    "app_overrides_delete": app_overrides.delete,
    "projects_list": projects.list_,
    "projects_create": projects.create,
    "projects_retrieve": projects.retrieve,
    "projects_update": projects.update,
    "projects_delete": projects.delete,
    "projects_update_logo": projects.update_logo,
    "projects_retrieve_info": projects.retrieve_info,
    "usage_list": metering.list_usage,
    "rate_limits_create": metering.create_rate_limit,
}
