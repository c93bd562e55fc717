# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .account import Account as Account
    from .account_credentials import AccountCredentials as AccountCredentials
    from .app import App as App
    from .app_auth_type import AppAuthType as AppAuthType
    from .app_category import AppCategory as AppCategory
    from .app_connect import AppConnect as AppConnect
    from .app_override import AppOverride as AppOverride
    from .app_scope_profile import AppScopeProfile as AppScopeProfile
    from .app_scope_profile_name import AppScopeProfileName as AppScopeProfileName
    from .app_sort_direction import AppSortDirection as AppSortDirection
    from .app_sort_key import AppSortKey as AppSortKey
    from .component import Component as Component
    from .component_annotations import ComponentAnnotations as ComponentAnnotations
    from .component_registry import ComponentRegistry as ComponentRegistry
    from .component_stash import ComponentStash as ComponentStash
    from .component_type import ComponentType as ComponentType
    from .component_type_filter import ComponentTypeFilter as ComponentTypeFilter
    from .configurable_prop import ConfigurableProp as ConfigurableProp
    from .configurable_prop_airtable_base_id import ConfigurablePropAirtableBaseId as ConfigurablePropAirtableBaseId
    from .configurable_prop_airtable_field_id import ConfigurablePropAirtableFieldId as ConfigurablePropAirtableFieldId
    from .configurable_prop_airtable_table_id import ConfigurablePropAirtableTableId as ConfigurablePropAirtableTableId
    from .configurable_prop_airtable_view_id import ConfigurablePropAirtableViewId as ConfigurablePropAirtableViewId
    from .configurable_prop_alert import ConfigurablePropAlert as ConfigurablePropAlert
    from .configurable_prop_any import ConfigurablePropAny as ConfigurablePropAny
    from .configurable_prop_app import ConfigurablePropApp as ConfigurablePropApp
    from .configurable_prop_apphook import ConfigurablePropApphook as ConfigurablePropApphook
    from .configurable_prop_boolean import ConfigurablePropBoolean as ConfigurablePropBoolean
    from .configurable_prop_data_store import ConfigurablePropDataStore as ConfigurablePropDataStore
    from .configurable_prop_db import ConfigurablePropDb as ConfigurablePropDb
    from .configurable_prop_dir import ConfigurablePropDir as ConfigurablePropDir
    from .configurable_prop_discord_channel import ConfigurablePropDiscordChannel as ConfigurablePropDiscordChannel
    from .configurable_prop_discord_channel_array import (
        ConfigurablePropDiscordChannelArray as ConfigurablePropDiscordChannelArray,
    )
    from .configurable_prop_http import ConfigurablePropHttp as ConfigurablePropHttp
    from .configurable_prop_http_request import ConfigurablePropHttpRequest as ConfigurablePropHttpRequest
    from .configurable_prop_integer import ConfigurablePropInteger as ConfigurablePropInteger
    from .configurable_prop_integer_array import ConfigurablePropIntegerArray as ConfigurablePropIntegerArray
    from .configurable_prop_object import ConfigurablePropObject as ConfigurablePropObject
    from .configurable_prop_sql import ConfigurablePropSql as ConfigurablePropSql
    from .configurable_prop_string import ConfigurablePropString as ConfigurablePropString
    from .configurable_prop_string_array import ConfigurablePropStringArray as ConfigurablePropStringArray
    from .configurable_prop_timer import ConfigurablePropTimer as ConfigurablePropTimer
    from .configurable_prop_unknown import ConfigurablePropUnknown as ConfigurablePropUnknown
    from .configure_prop_result import ConfigurePropResult as ConfigurePropResult
    from .configure_prop_timings import ConfigurePropTimings as ConfigurePropTimings
    from .configured_props import ConfiguredProps as ConfiguredProps
    from .connect_token import ConnectToken as ConnectToken
    from .connect_usage import ConnectUsage as ConnectUsage
    from .connected_account import ConnectedAccount as ConnectedAccount
    from .connected_app import ConnectedApp as ConnectedApp
    from .connection_failure import ConnectionFailure as ConnectionFailure
    from .connection_success import ConnectionSuccess as ConnectionSuccess
    from .deployed_component import DeployedComponent as DeployedComponent
    from .dynamic_props import DynamicProps as DynamicProps
    from .email_interface import EmailInterface as EmailInterface
    from .emitted_event import EmittedEvent as EmittedEvent
    from .emitter import Emitter as Emitter
    from .emitter_type import EmitterType as EmitterType
    from .environment_name import EnvironmentName as EnvironmentName
    from .external_user import ExternalUser as ExternalUser
    from .http_interface import HttpInterface as HttpInterface
    from .http_request_auth import HttpRequestAuth as HttpRequestAuth
    from .http_request_auth_type import HttpRequestAuthType as HttpRequestAuthType
    from .http_request_body import HttpRequestBody as HttpRequestBody
    from .http_request_body_mode import HttpRequestBodyMode as HttpRequestBodyMode
    from .http_request_config import HttpRequestConfig as HttpRequestConfig
    from .http_request_field import HttpRequestField as HttpRequestField
    from .json_object import JsonObject as JsonObject
    from .o_auth_app import OAuthApp as OAuthApp
    from .o_auth_token import OAuthToken as OAuthToken
    from .observation import Observation as Observation
    from .observation_error import ObservationError as ObservationError
    from .page_info import PageInfo as PageInfo
    from .project import Project as Project
    from .project_app import ProjectApp as ProjectApp
    from .project_info import ProjectInfo as ProjectInfo
    from .prop_alert_type import PropAlertType as PropAlertType
    from .prop_dir_access_mode import PropDirAccessMode as PropDirAccessMode
    from .prop_option import PropOption as PropOption
    from .prop_sql_auth import PropSqlAuth as PropSqlAuth
    from .rate_limit_token import RateLimitToken as RateLimitToken
    from .reload_props_result import ReloadPropsResult as ReloadPropsResult
    from .run_action_result import RunActionResult as RunActionResult
    from .timer_interface import TimerInterface as TimerInterface
    from .timer_schedule import TimerSchedule as TimerSchedule
    from .token_validation import TokenValidation as TokenValidation
    from .trigger_webhooks import TriggerWebhooks as TriggerWebhooks
    from .trigger_workflows import TriggerWorkflows as TriggerWorkflows
    from .unknown_emitter import UnknownEmitter as UnknownEmitter
    from .webhook import Webhook as Webhook
    from .webhook_delivery_backend import WebhookDeliveryBackend as WebhookDeliveryBackend
    from .webhook_delivery_stage import WebhookDeliveryStage as WebhookDeliveryStage
    from .webhook_delivery_state import WebhookDeliveryState as WebhookDeliveryState

_MODULES = {
    "Account": "account",
    "AccountCredentials": "account_credentials",
    "App": "app",
    "AppAuthType": "app_auth_type",
    "AppCategory": "app_category",
    "AppConnect": "app_connect",
    "AppOverride": "app_override",
    "AppScopeProfile": "app_scope_profile",
    "AppScopeProfileName": "app_scope_profile_name",
    "AppSortDirection": "app_sort_direction",
    "AppSortKey": "app_sort_key",
    "Component": "component",
    "ComponentAnnotations": "component_annotations",
    "ComponentRegistry": "component_registry",
    "ComponentStash": "component_stash",
    "ComponentType": "component_type",
    "ComponentTypeFilter": "component_type_filter",
    "ConfigurableProp": "configurable_prop",
    "ConfigurablePropAirtableBaseId": "configurable_prop_airtable_base_id",
    "ConfigurablePropAirtableFieldId": "configurable_prop_airtable_field_id",
    "ConfigurablePropAirtableTableId": "configurable_prop_airtable_table_id",
    "ConfigurablePropAirtableViewId": "configurable_prop_airtable_view_id",
    "ConfigurablePropAlert": "configurable_prop_alert",
    "ConfigurablePropAny": "configurable_prop_any",
    "ConfigurablePropApp": "configurable_prop_app",
    "ConfigurablePropApphook": "configurable_prop_apphook",
    "ConfigurablePropBoolean": "configurable_prop_boolean",
    "ConfigurablePropDataStore": "configurable_prop_data_store",
    "ConfigurablePropDb": "configurable_prop_db",
    "ConfigurablePropDir": "configurable_prop_dir",
    "ConfigurablePropDiscordChannel": "configurable_prop_discord_channel",
    "ConfigurablePropDiscordChannelArray": "configurable_prop_discord_channel_array",
    "ConfigurablePropHttp": "configurable_prop_http",
    "ConfigurablePropHttpRequest": "configurable_prop_http_request",
    "ConfigurablePropInteger": "configurable_prop_integer",
    "ConfigurablePropIntegerArray": "configurable_prop_integer_array",
    "ConfigurablePropObject": "configurable_prop_object",
    "ConfigurablePropSql": "configurable_prop_sql",
    "ConfigurablePropString": "configurable_prop_string",
    "ConfigurablePropStringArray": "configurable_prop_string_array",
    "ConfigurablePropTimer": "configurable_prop_timer",
    "ConfigurablePropUnknown": "configurable_prop_unknown",
    "ConfiguredProps": "configured_props",
    "ConfigurePropResult": "configure_prop_result",
    "ConfigurePropTimings": "configure_prop_timings",
    "ConnectedAccount": "connected_account",
    "ConnectedApp": "connected_app",
    "ConnectionFailure": "connection_failure",
    "ConnectionSuccess": "connection_success",
    "ConnectToken": "connect_token",
    "ConnectUsage": "connect_usage",
    "DeployedComponent": "deployed_component",
    "DynamicProps": "dynamic_props",
    "EmailInterface": "email_interface",
    "EmittedEvent": "emitted_event",
    "Emitter": "emitter",
    "EmitterType": "emitter_type",
    "EnvironmentName": "environment_name",
    "ExternalUser": "external_user",
    "HttpInterface": "http_interface",
    "HttpRequestAuth": "http_request_auth",
    "HttpRequestAuthType": "http_request_auth_type",
    "HttpRequestBody": "http_request_body",
    "HttpRequestBodyMode": "http_request_body_mode",
    "HttpRequestConfig": "http_request_config",
    "HttpRequestField": "http_request_field",
    "JsonObject": "json_object",
    "OAuthApp": "o_auth_app",
    "OAuthToken": "o_auth_token",
    "Observation": "observation",
    "ObservationError": "observation_error",
    "PageInfo": "page_info",
    "Project": "project",
    "ProjectApp": "project_app",
    "ProjectInfo": "project_info",
    "PropAlertType": "prop_alert_type",
    "PropDirAccessMode": "prop_dir_access_mode",
    "PropOption": "prop_option",
    "PropSqlAuth": "prop_sql_auth",
    "RateLimitToken": "rate_limit_token",
    "ReloadPropsResult": "reload_props_result",
    "RunActionResult": "run_action_result",
    "TimerInterface": "timer_interface",
    "TimerSchedule": "timer_schedule",
    "TokenValidation": "token_validation",
    "TriggerWebhooks": "trigger_webhooks",
    "TriggerWorkflows": "trigger_workflows",
    "UnknownEmitter": "unknown_emitter",
    "Webhook": "webhook",
    "WebhookDeliveryBackend": "webhook_delivery_backend",
    "WebhookDeliveryStage": "webhook_delivery_stage",
    "WebhookDeliveryState": "webhook_delivery_state",
}

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll] - imported on first use, see __getattr__
    "Account",
    "AccountCredentials",
    "App",
    "AppAuthType",
    "AppCategory",
    "AppConnect",
    "AppOverride",
    "AppScopeProfile",
    "AppScopeProfileName",
    "AppSortDirection",
    "AppSortKey",
    "Component",
    "ComponentAnnotations",
    "ComponentRegistry",
    "ComponentStash",
    "ComponentType",
    "ComponentTypeFilter",
    "ConfigurableProp",
    "ConfigurablePropAirtableBaseId",
    "ConfigurablePropAirtableFieldId",
    "ConfigurablePropAirtableTableId",
    "ConfigurablePropAirtableViewId",
    "ConfigurablePropAlert",
    "ConfigurablePropAny",
    "ConfigurablePropApp",
    "ConfigurablePropApphook",
    "ConfigurablePropBoolean",
    "ConfigurablePropDataStore",
    "ConfigurablePropDb",
    "ConfigurablePropDir",
    "ConfigurablePropDiscordChannel",
    "ConfigurablePropDiscordChannelArray",
    "ConfigurablePropHttp",
    "ConfigurablePropHttpRequest",
    "ConfigurablePropInteger",
    "ConfigurablePropIntegerArray",
    "ConfigurablePropObject",
    "ConfigurablePropSql",
    "ConfigurablePropString",
    "ConfigurablePropStringArray",
    "ConfigurablePropTimer",
    "ConfigurablePropUnknown",
    "ConfiguredProps",
    "ConfigurePropResult",
    "ConfigurePropTimings",
    "ConnectedAccount",
    "ConnectedApp",
    "ConnectionFailure",
    "ConnectionSuccess",
    "ConnectToken",
    "ConnectUsage",
    "DeployedComponent",
    "DynamicProps",
    "EmailInterface",
    "EmittedEvent",
    "Emitter",
    "EmitterType",
    "EnvironmentName",
    "ExternalUser",
    "HttpInterface",
    "HttpRequestAuth",
    "HttpRequestAuthType",
    "HttpRequestBody",
    "HttpRequestBodyMode",
    "HttpRequestConfig",
    "HttpRequestField",
    "JsonObject",
    "OAuthApp",
    "OAuthToken",
    "Observation",
    "ObservationError",
    "PageInfo",
    "Project",
    "ProjectApp",
    "ProjectInfo",
    "PropAlertType",
    "PropDirAccessMode",
    "PropOption",
    "PropSqlAuth",
    "RateLimitToken",
    "ReloadPropsResult",
    "RunActionResult",
    "TimerInterface",
    "TimerSchedule",
    "TokenValidation",
    "TriggerWebhooks",
    "TriggerWorkflows",
    "UnknownEmitter",
    "Webhook",
    "WebhookDeliveryBackend",
    "WebhookDeliveryStage",
    "WebhookDeliveryState",
]


def __getattr__(name: str) -> object:
    """Import a model on first use (PEP 562): importing all of them would take longer than importing the rest of the client."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{module}", __name__), name)


def __dir__() -> list[str]:
    return list(_MODULES)
