"""The TypedDicts that callers may pass in, written by datamodel-code-generator from the request bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datamodel_code_generator import DataModelType, InputFileType, LiteralType, OpenAPIScope, PythonVersion, generate
from datamodel_code_generator.format import Formatter

from .render import header
from .simplify import FREE_FORM, OPEN, body_schemas


def write_inputs(simplified: dict[str, Any], output: Path) -> None:
    """Write `inputs.py` into the generated package."""
    schemas = {name: _plain(schema) for name, schema in body_schemas(simplified).items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "inputs", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    path = output / "inputs.py"
    generate(
        json.dumps(document),
        input_file_type=InputFileType.OpenAPI,
        output=path,
        output_model_type=DataModelType.TypingTypedDict,
        openapi_scopes=[OpenAPIScope.Schemas],
        target_python_version=PythonVersion.PY_311,
        enum_field_as_literal=LiteralType.All,
        use_standard_collections=True,
        use_union_operator=True,
        use_schema_description=True,
        use_field_description=True,
        use_double_quotes=True,
        disable_timestamp=True,
        custom_file_header=header("spec/schemas/"),
        formatters=[Formatter.BUILTIN],
    )


def _plain(schema: Any) -> Any:
    """A schema without our marks: an open enumeration takes any string, a free-form object any members."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get(FREE_FORM):
        return {"type": "object", "description": schema["description"], "additionalProperties": {}}
    if schema.get(OPEN):
        return {"type": "string", "description": schema["description"]}
    return {key: _plain(value) for key, value in schema.items() if not key.startswith("x-")}
