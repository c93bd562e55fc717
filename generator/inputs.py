"""TypedDicts of the request bodies, which callers can pass in. Written by datamodel-code-generator."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import Environment

from .cache import StepResults
from .render import header
from .simplify import FREE_FORM, OPEN, body_schemas
from .views.docs import description_of

_TYPED_DICT = """
if not TYPE_CHECKING and sys.version_info < (3, 12):
    try:  # before Python 3.12, pydantic accepts no other TypedDict
        from typing_extensions import TypedDict
    except ImportError:
        pass

"""


def write_inputs(simplified: dict[str, Any], output: Path, generated: StepResults) -> None:
    """Write `input_types.py` and `inputs.py`, which imports it on first use, into the generated package.

    If the schemas are in `generated`, datamodel-code-generator does not run.
    """
    schemas = {name: _plain(schema) for name, schema in body_schemas(simplified).items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "inputs", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    text = generated.get(json.dumps(document))
    if text is None:
        text = _typed_dicts(document)
        generated.put(json.dumps(document), result=text)
    (output / "input_types.py").write_text(text, "utf-8")
    names = sorted(re.findall(r"^(?:class (?=\w+\()|(?=\w+(?:: TypeAlias)? = ))(\w+)", text, re.MULTILINE))
    template = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True).from_string(
        (Path(__file__).parent / "templates" / "inputs.py.jinja").read_text("utf-8")
    )
    (output / "inputs.py").write_text(template.render(header=header("spec/schemas/"), names=names), "utf-8")


def _typed_dicts(document: dict[str, Any]) -> str:
    """Return the module with the types."""
    # slow imports; not needed if the schemas have not changed
    from datamodel_code_generator import (
        DataModelType,
        InputFileType,
        LiteralType,
        OpenAPIScope,
        PythonVersion,
        generate,
    )
    from datamodel_code_generator.format import Formatter

    with tempfile.TemporaryDirectory(prefix="generator-inputs-") as folder:
        path = Path(folder) / "input_types.py"
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
        text = path.read_text("utf-8")
    first = re.search(r"^from typing import .*\bTypedDict\b.*\n", text, re.MULTILINE)
    if first is None:
        return text
    imports = f"import sys\nfrom typing import TYPE_CHECKING\n{first[0]}{_TYPED_DICT}"
    return text[: first.start()] + imports + text[first.end() :]


def _plain(schema: Any) -> Any:
    """Return a schema without our extensions: an open enumeration accepts any string, a free-form object any members."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get(FREE_FORM):
        return {"type": "object", "description": schema["description"], "additionalProperties": {}}
    if schema.get(OPEN):
        return {"type": "string", "description": schema["description"]}
    plain = {key: _plain(value) for key, value in schema.items() if not key.startswith("x-")}
    return plain | {"description": description_of(schema)} if schema.get("deprecated") is True else plain
