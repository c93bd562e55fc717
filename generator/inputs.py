"""TypedDicts of the request bodies, which callers can pass in."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment

from .cache import StepResults
from .formatting import header
from .simplify import FREE_FORM, OPEN, body_schemas
from .views.docs import description_of

_HERE = Path(__file__).parent


@contextmanager
def generate_inputs(simplified: dict[str, Any], generated: StepResults) -> Iterator[Callable[[], str]]:
    """Generate the types of the request bodies in another process. The value is a function that waits for it and returns their module.

    If the schemas are in `generated`, no process runs.
    """
    schemas = {name: _plain(schema) for name, schema in body_schemas(simplified).items()}
    document = json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "inputs", "version": "1"},
            "paths": {},
            "components": {"schemas": schemas},
        }
    )
    known = generated.get(document)
    if known is not None:
        yield lambda: str(known)
        return
    with tempfile.TemporaryDirectory(prefix="generator-inputs-") as folder:
        source, module = Path(folder) / "schemas.json", Path(folder) / "input_types.py"
        source.write_text(document, "utf-8")
        with _start(source, module) as process:

            def result() -> str:
                _, errors = process.communicate()
                if process.returncode:
                    raise RuntimeError(f"datamodel-code-generator failed:\n{errors}")
                text = module.read_text("utf-8")
                generated.put(document, result=text)
                return text

            yield result


def _start(source: Path, module: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"{__package__}.typed_dicts", str(source), str(module)]
    return subprocess.Popen(command, cwd=_HERE.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def write_inputs(text: str, output: Path) -> None:
    """Write `input_types.py`, which contains `text`, and `inputs.py`, which imports it on first use, into the generated package."""
    (output / "input_types.py").write_text(text, "utf-8")
    names = sorted(re.findall(r"^(?:class (?=\w+\()|(?=\w+(?:: TypeAlias)? = ))(\w+)", text, re.MULTILINE))
    template = Environment(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True).from_string(
        (_HERE / "templates" / "inputs.py.jinja").read_text("utf-8")
    )
    (output / "inputs.py").write_text(template.render(header=header("spec/schemas/"), names=names), "utf-8")


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
