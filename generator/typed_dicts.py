"""The module of TypedDicts, written by datamodel-code-generator: `python -m generator.typed_dicts SCHEMAS MODULE`.

It is a process of its own, so that it can run at the same time as the other generator, and since its import is slow.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from datamodel_code_generator import DataModelType, InputFileType, LiteralType, OpenAPIScope, PythonVersion, generate
from datamodel_code_generator.format import Formatter

from .formatting import header

_TYPED_DICT = """
if not TYPE_CHECKING and sys.version_info < (3, 12):
    try:  # before Python 3.12, pydantic accepts no other TypedDict
        from typing_extensions import TypedDict
    except ImportError:
        pass

"""


def write(schemas: Path, module: Path) -> None:
    """Write the module with the types of the schemas of an OpenAPI document."""
    generate(
        schemas,
        input_file_type=InputFileType.OpenAPI,
        output=module,
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
    text = module.read_text("utf-8")
    first = re.search(r"^from typing import .*\bTypedDict\b.*\n", text, re.MULTILINE)
    if first is not None:
        imports = f"import sys\nfrom typing import TYPE_CHECKING\n{first[0]}{_TYPED_DICT}"
        module.write_text(text[: first.start()] + imports + text[first.end() :], "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
