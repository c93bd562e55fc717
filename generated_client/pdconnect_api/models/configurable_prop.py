# Generated from spec/schemas/props.yaml#/ConfigurableProp. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..model import Reader, union, union_reader

if TYPE_CHECKING:
    from .configurable_prop_airtable_base_id import ConfigurablePropAirtableBaseId
    from .configurable_prop_airtable_field_id import ConfigurablePropAirtableFieldId
    from .configurable_prop_airtable_table_id import ConfigurablePropAirtableTableId
    from .configurable_prop_airtable_view_id import ConfigurablePropAirtableViewId
    from .configurable_prop_alert import ConfigurablePropAlert
    from .configurable_prop_any import ConfigurablePropAny
    from .configurable_prop_app import ConfigurablePropApp
    from .configurable_prop_apphook import ConfigurablePropApphook
    from .configurable_prop_boolean import ConfigurablePropBoolean
    from .configurable_prop_data_store import ConfigurablePropDataStore
    from .configurable_prop_db import ConfigurablePropDb
    from .configurable_prop_dir import ConfigurablePropDir
    from .configurable_prop_discord_channel import ConfigurablePropDiscordChannel
    from .configurable_prop_discord_channel_array import ConfigurablePropDiscordChannelArray
    from .configurable_prop_http import ConfigurablePropHttp
    from .configurable_prop_http_request import ConfigurablePropHttpRequest
    from .configurable_prop_integer import ConfigurablePropInteger
    from .configurable_prop_integer_array import ConfigurablePropIntegerArray
    from .configurable_prop_object import ConfigurablePropObject
    from .configurable_prop_sql import ConfigurablePropSql
    from .configurable_prop_string import ConfigurablePropString
    from .configurable_prop_string_array import ConfigurablePropStringArray
    from .configurable_prop_timer import ConfigurablePropTimer
    from .configurable_prop_unknown import ConfigurablePropUnknown

    ConfigurableProp: TypeAlias = (
        ConfigurablePropAlert
        | ConfigurablePropAny
        | ConfigurablePropApp
        | ConfigurablePropBoolean
        | ConfigurablePropInteger
        | ConfigurablePropIntegerArray
        | ConfigurablePropString
        | ConfigurablePropStringArray
        | ConfigurablePropObject
        | ConfigurablePropTimer
        | ConfigurablePropHttp
        | ConfigurablePropApphook
        | ConfigurablePropDb
        | ConfigurablePropSql
        | ConfigurablePropAirtableBaseId
        | ConfigurablePropAirtableTableId
        | ConfigurablePropAirtableViewId
        | ConfigurablePropAirtableFieldId
        | ConfigurablePropDiscordChannel
        | ConfigurablePropDiscordChannelArray
        | ConfigurablePropDataStore
        | ConfigurablePropDir
        | ConfigurablePropHttpRequest
        | ConfigurablePropUnknown
    )
    """One setting of a component; `type` is its kind."""
else:

    def __getattr__(name: str) -> object:
        """Return the union at run time. Building it imports every variant (PEP 562)."""
        if name == "ConfigurableProp":
            return union(
                "ConfigurablePropAlert",
                "ConfigurablePropAny",
                "ConfigurablePropApp",
                "ConfigurablePropBoolean",
                "ConfigurablePropInteger",
                "ConfigurablePropIntegerArray",
                "ConfigurablePropString",
                "ConfigurablePropStringArray",
                "ConfigurablePropObject",
                "ConfigurablePropTimer",
                "ConfigurablePropHttp",
                "ConfigurablePropApphook",
                "ConfigurablePropDb",
                "ConfigurablePropSql",
                "ConfigurablePropAirtableBaseId",
                "ConfigurablePropAirtableTableId",
                "ConfigurablePropAirtableViewId",
                "ConfigurablePropAirtableFieldId",
                "ConfigurablePropDiscordChannel",
                "ConfigurablePropDiscordChannelArray",
                "ConfigurablePropDataStore",
                "ConfigurablePropDir",
                "ConfigurablePropHttpRequest",
                "ConfigurablePropUnknown",
            )
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


read_configurable_prop: Reader = union_reader(
    {
        "alert": "ConfigurablePropAlert",
        "any": "ConfigurablePropAny",
        "app": "ConfigurablePropApp",
        "boolean": "ConfigurablePropBoolean",
        "integer": "ConfigurablePropInteger",
        "integer[]": "ConfigurablePropIntegerArray",
        "string": "ConfigurablePropString",
        "string[]": "ConfigurablePropStringArray",
        "object": "ConfigurablePropObject",
        "$.interface.timer": "ConfigurablePropTimer",
        "$.interface.http": "ConfigurablePropHttp",
        "$.interface.apphook": "ConfigurablePropApphook",
        "$.service.db": "ConfigurablePropDb",
        "sql": "ConfigurablePropSql",
        "$.airtable.baseId": "ConfigurablePropAirtableBaseId",
        "$.airtable.tableId": "ConfigurablePropAirtableTableId",
        "$.airtable.viewId": "ConfigurablePropAirtableViewId",
        "$.airtable.fieldId": "ConfigurablePropAirtableFieldId",
        "$.discord.channel": "ConfigurablePropDiscordChannel",
        "$.discord.channel[]": "ConfigurablePropDiscordChannelArray",
        "data_store": "ConfigurablePropDataStore",
        "dir": "ConfigurablePropDir",
        "http_request": "ConfigurablePropHttpRequest",
    },
    tag="type",
    prefixes={},
    fallback="ConfigurablePropUnknown",
)
"""Reads a JSON object as the variant that its `type` names."""
