"""Resources, methods and keywords are called as in the official Python SDK, so that moving over is a change of import."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from ..cases import for_each
from .harness import Harness, generated_class
from .spec import ALL_OPERATIONS, OPERATIONS, Operation

# The arguments of the official SDK's methods. `*` marks required ones; the ids before the bar can be passed by position.
TABLE = """
accounts.create: | app_slug* cfmap_json* connect_token* external_user_id oauth_app_id name account_id app_override_id
accounts.delete: account_id* |
accounts.delete_by_app: app_id* |
accounts.list: | external_user_id oauth_app_id after before limit app include_credentials
accounts.list_by_external_user: external_user_id* | include_credentials app
accounts.retrieve: account_id* | include_credentials
actions.configure_prop: | id* external_user_id* prop_name* version blocking configured_props dynamic_props_id page
  prev_context query
actions.list: | after before limit q app registry
actions.reload_props: | id* external_user_id* version blocking configured_props dynamic_props_id
actions.retrieve: component_id* | version
actions.run: | id* external_user_id* version configured_props dynamic_props_id stash_id
app_categories.list: |
app_categories.retrieve: id* |
app_overrides.create: | app* name* oauth_app_id cfmap
app_overrides.delete: id* |
app_overrides.list: | after before limit app
app_overrides.retrieve: id* |
app_overrides.update: id* | name oauth_app_id cfmap
apps.list: | after before limit q sort_key sort_direction category_ids has_components has_actions has_triggers
apps.retrieve: app_id* |
components.configure_prop: | id* external_user_id* prop_name* version blocking configured_props dynamic_props_id
  page prev_context query
components.list: | after before limit q app registry component_type
components.reload_props: | id* external_user_id* version blocking configured_props dynamic_props_id
components.retrieve: component_id* | version
deployed_triggers.delete: trigger_id* | external_user_id* ignore_hook_errors
deployed_triggers.list: | external_user_id* after before limit emitter_type
deployed_triggers.list_events: trigger_id* | external_user_id* n
deployed_triggers.list_webhooks: trigger_id* | external_user_id*
deployed_triggers.list_workflows: trigger_id* | external_user_id*
deployed_triggers.regenerate_webhook_signing_key: trigger_id* webhook_id* | external_user_id*
deployed_triggers.reset_webhook_delivery_state: trigger_id* webhook_id* | external_user_id*
deployed_triggers.retrieve: trigger_id* | external_user_id*
deployed_triggers.retrieve_webhook: trigger_id* webhook_id* | external_user_id*
deployed_triggers.update: trigger_id* | external_user_id* active configured_props name emit_on_deploy
deployed_triggers.update_webhooks: trigger_id* | external_user_id* webhook_urls*
deployed_triggers.update_workflows: trigger_id* | external_user_id* workflow_ids*
oauth_apps.create: | app* client_id client_secret name description scopes additional_scopes
oauth_apps.delete: id* |
oauth_apps.list: | after before limit app q
oauth_apps.retrieve: id* |
oauth_apps.update: id* | name description client_id client_secret scopes additional_scopes
oauth_tokens.create: | client_id* client_secret client_assertion_type client_assertion scope
project_environment.delete_webhook: |
project_environment.regenerate_webhook_signing_key: |
project_environment.retrieve_webhook: |
project_environment.update_webhook: | url*
projects.create: | name* app_name support_email connect_require_key_auth_test
projects.delete: project_id* |
projects.list: | after before limit q
projects.retrieve: project_id* |
projects.retrieve_info: |
projects.update: project_id* | name app_name support_email connect_require_key_auth_test
projects.update_logo: project_id* | logo*
tokens.create: | external_user_id* allowed_origins error_redirect_uri expires_in scope success_redirect_uri
  webhook_uri allow_progressive_scopes app_id oauth_app_id
tokens.validate: ctok* | app_id account_id oauth_app_id app_override_id
triggers.configure_prop: | id* external_user_id* prop_name* version blocking configured_props dynamic_props_id page
  prev_context query
triggers.deploy: | id* external_user_id* version configured_props dynamic_props_id workflow_id webhook_url
  emit_on_deploy
triggers.list: | after before limit q app registry
triggers.reload_props: | id* external_user_id* version blocking configured_props dynamic_props_id
triggers.retrieve: component_id* | version
usage.list: | start_ts* end_ts*
users.delete_external_user: external_user_id* |
users.list: | after before limit q
"""
OFFICIAL = dict(line.split(": ") for line in TABLE.replace("\n  ", " ").strip().splitlines())


def _method(harness: Harness, tag: str, name: str) -> Callable[..., Any]:
    method: Callable[..., Any] = getattr(getattr(harness.client, tag), name)
    return method


@for_each("operation", ALL_OPERATIONS, ids=str)
def test_every_operation_is_a_method_of_its_resource(harness: Harness, operation: Operation) -> None:
    assert operation.id.startswith(f"{operation.tag}_")
    assert callable(_method(harness, operation.tag, operation.method_name))


@for_each("operation", OPERATIONS, ids=str)
def test_arguments_are_those_of_the_specification(harness: Harness, operation: Operation) -> None:
    parameters = inspect.signature(_method(harness, operation.tag, operation.method_name)).parameters
    added = {"check"} if operation.id == "actions_run" else set[str]()  # hand-written: whether a failed action raises
    assert set(parameters) == {argument.name for argument in operation.arguments} | added
    for argument in operation.arguments:
        parameter = parameters[argument.name]
        assert (parameter.default is parameter.empty) == argument.required
        assert (parameter.kind is parameter.KEYWORD_ONLY) == (argument.location != "path")


def test_every_method_is_an_operation(harness: Harness) -> None:
    """The generated resources have no public method that the specification doesn't know."""
    for tag in {operation.tag for operation in OPERATIONS}:
        resource = generated_class(getattr(harness.client, tag))
        methods = {name for name in dir(resource) if not name.startswith("_")} - {"with_raw_response"}
        assert methods == {operation.method_name for operation in OPERATIONS if operation.tag == tag}


@for_each(("method", "keywords"), OFFICIAL.items(), ids=list(OFFICIAL))
def test_official_keywords_are_accepted(harness: Harness, method: str, keywords: str) -> None:
    parameters = inspect.signature(_method(harness, *method.split("."))).parameters
    by_position, by_name = (part.split() for part in keywords.split("|"))
    for name in (*by_position, *by_name):
        parameter = parameters[name.rstrip("*")]
        assert (parameter.default is parameter.empty) == name.endswith("*")
    assert list(parameters)[: len(by_position)] == [name.rstrip("*") for name in by_position]
    assert all(parameters[name.rstrip("*")].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD for name in by_position)
    assert all(parameters[name.rstrip("*")].kind is inspect.Parameter.KEYWORD_ONLY for name in by_name)


def test_the_official_table_names_operations() -> None:
    assert set(OFFICIAL) <= {f"{operation.tag}.{operation.method_name}" for operation in ALL_OPERATIONS}
