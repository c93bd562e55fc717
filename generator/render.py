"""Write the package from the simplified document: openapi-python-client parses it, our templates render it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser import openapi as parser
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.strings import PythonIdentifier

from .constants import rate_limit_names, sensitive_names
from .formatting import header
from .problems import Problem, SpecificationError, escape
from .simplify import FORMS, FREE_FORM, OPEN, VARIANTS, result_schemas
from .views.docs import prose
from .views.models import alias_view, enum_view, is_free_form, is_union, model_view, union_view
from .views.operations import OperationView, ResourceView, operation_view
from .views.types import ModelKinds, attribute_name

_HERE = Path(__file__).parent
_STANDARD_IMPORTS = """from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Literal"""
_RUNTIME_MODEL = [*("Field", "Model", "date_time", "list_reader", "model_reader", "multi_form_reader", "open_enum")]
_RUNTIME_ARGUMENTS = [
    *("UNSET", "Unset", "body_of", "boolean", "choice", "members", "number", "omit_none", "props"),
    *("project_path", "query_of", "scalar", "segment", "text", "texts"),
]
_RUNTIME_CALL = ["Call", "Listing", "Operation", "RateLimit"]
_RUNTIME_DECODING = ["read_enveloped", "read_list", "read_model", "read_nothing", "read_page"]


class ClientProject(Project):
    """The project of openapi-python-client, with our layout of files."""

    def __init__(
        self,
        document: dict[str, Any],
        simplified: dict[str, Any],
        origins: dict[str, tuple[str, str]],
        output: Path,
        compiled_templates: Path | None,
    ) -> None:
        config = Config.from_sources(ConfigFile(post_hooks=[]), MetaType.NONE, output, "utf-8", True, output)
        try:
            with _shallow_copies_of_endpoints():
                parsed = GeneratorData.from_dict(simplified, config=config)
        except ValueError as error:  # raised for two values of an enumeration with the same name
            found = re.search(r"in enum \w+\.(\w+)", str(error))
            file_and_pointer = origins.get(
                f"/components/schemas/{found[1]}" if found else "", ("spec/openapi.yaml", "")
            )
            raise SpecificationError([Problem(*file_and_pointer, str(error))]) from error
        if isinstance(parsed, GeneratorError):
            raise SpecificationError([_problem(parsed, origins)])
        super().__init__(openapi=parsed, config=config, custom_template_path=_HERE / "templates")
        if compiled_templates is not None:
            compiled_templates.mkdir(parents=True, exist_ok=True)
            self.env.bytecode_cache = FileSystemBytecodeCache(str(compiled_templates))
        self.document = document
        self.schemas: dict[str, Any] = simplified["components"]["schemas"]
        self.results = result_schemas(simplified)
        self.origins = origins
        self.kinds = ModelKinds(
            unions={name for name, schema in self.schemas.items() if VARIANTS in schema},
            free_form={name for name, schema in self.schemas.items() if FREE_FORM in schema},
            open_enums={name for name, schema in self.schemas.items() if OPEN in schema},
            forms={name: schema[FORMS] for name, schema in self.schemas.items() if FORMS in schema},
        )

    def write(self) -> None:
        """Write the package. Raises SpecificationError if openapi-python-client reports any warning."""
        warnings = self._get_errors()
        if warnings:
            raise SpecificationError([_problem(warning, self.origins) for warning in warnings])
        self._write_runtime()
        self._build_models()
        self._build_api()

    def _write_runtime(self) -> None:
        self.package_dir.mkdir(parents=True)
        (self.package_dir / "py.typed").write_text("")
        self._write("__init__.py", "package_init.py.jinja", source="spec/openapi.yaml")
        self._write(
            "constants.py",
            "constants.py.jinja",
            source="spec/",
            rate_limits=rate_limit_names(self.document),
            sensitive=sensitive_names(self.document),
        )
        for path in sorted((_HERE / "runtime").glob("*.py")):
            text = (
                header(f"generator/runtime/{path.name}").replace("change the specification", "change that file")
                + path.read_text()
            )
            (self.package_dir / path.name).write_text(text)

    def _build_models(self) -> None:
        """Write the models of responses, and the enumerations of requests."""
        (self.package_dir / "models").mkdir()
        modules: dict[str, str] = {}
        for model in self.openapi.models:
            name = str(model.name.get_untrusted_value()).rsplit("/", 1)[
                -1
            ]  # models of components are named by their pointer
            if name in self.results:
                modules[str(model.class_info.name)] = str(model.class_info.module_name)
                self._write_model(model, name, self.schemas[name])
        for enum in self.openapi.enums:
            name = str(enum.class_info.name)
            modules[name] = str(enum.class_info.module_name)
            view = enum_view(enum, self.schemas[name], self.kinds)  # type: ignore[arg-type]
            self._write(f"models/{view.module}.py", "enum.py.jinja", source=self._origin(name), enum=view)
        self._write("models/__init__.py", "models_init.py.jinja", source="spec/schemas/", modules=modules)

    def _write_model(self, model: ModelProperty, name: str, schema: dict[str, Any]) -> None:
        path = f"models/{model.class_info.module_name}.py"
        source = self._origin(name)
        if is_union(schema):
            self._write(path, "union.py.jinja", source=source, union=union_view(model, schema, self.schemas))
        elif is_free_form(schema):
            self._write(path, "alias.py.jinja", source=source, alias=alias_view(model, schema))
        else:
            view = model_view(model, schema, self.schemas, self.kinds)
            self._write(path, "model.py.jinja", source=source, model=view, runtime_names=_RUNTIME_MODEL)

    def _build_api(self) -> None:
        (self.package_dir / "api").mkdir()
        resources = self._resources()
        self._write("api/__init__.py", "api_init.py.jinja", source="spec/openapi.yaml", resources=resources)
        for resource in resources:
            (self.package_dir / "api" / resource.tag).mkdir()
            for op in resource.operations:
                self._write_operation(resource, op)
            self._write_resource(resource)

    def _resources(self) -> list[ResourceView]:
        described = {tag["name"]: tag for tag in self.document["tags"]}
        resources: list[ResourceView] = []
        for name, tag in described.items():
            collection = self.openapi.endpoint_collections_by_tag.get(PythonIdentifier(name, "tag"))
            if collection is None:
                continue
            class_name = "".join(part.capitalize() for part in name.split("_"))
            resource = ResourceView(name, class_name, prose(tag["description"], 4))
            for endpoint in collection.endpoints:
                item = self.document["paths"][endpoint.path.get_untrusted_value()]
                operation = item[endpoint.method]
                resource.operations.append(operation_view(self.document, endpoint, item, operation, self.kinds))
            # a method named `list` hides the built-in in the annotations after it, so it is last
            resource.operations.sort(key=lambda op: op.method_name == "list")
            resources.append(resource)
        return resources

    def _write_operation(self, resource: ResourceView, op: OperationView) -> None:
        self._write(
            f"api/{resource.tag}/{op.id}.py",
            "operation.py.jinja",
            source=self._path_origin(op.path),
            op=op,
            argument_names=_RUNTIME_ARGUMENTS,
            decoding_names=_RUNTIME_DECODING,
            call_names=_RUNTIME_CALL,
            model_names=[name for name in op.readers if not name.startswith("read_")],
            call_type=f"Listing[{op.returns}]" if op.is_page else op.returns,
            summary_lower=op.summary[0].lower() + op.summary[1:],
            imports=self._reader_imports(op),
            type_imports=self._model_imports([op]),
        )

    def _write_resource(self, resource: ResourceView) -> None:
        used = " ".join(
            f"{op.returns} {argument.annotation}" for op in resource.operations for argument in op.arguments
        )
        context: dict[str, Any] = {
            "source": self._path_origin(resource.operations[0].path),
            "resource": resource,
            "collections": [name for name in ("Mapping", "Sequence") if f"{name}[" in used],
            "typing_names": [name for name in ("Any", "Literal") if re.search(rf"\b{name}\b", used)],
            "warns": any(op.deprecated for op in resource.operations),
            "lists": any(op.result.kind == "list" for op in resource.operations),
            "checks": ["UNSET", "Unset"] * ("Unset" in used)
            + ["as_secret"] * any(op.hidden for op in resource.operations),
            "imports": self._model_imports(resource.operations),
        }
        paged = any(op.is_page for op in resource.operations)
        folder = f"api/{resource.tag}"
        self._write(
            f"{folder}/__init__.py",
            "resource.py.jinja",
            **context,
            sender_names=["AsyncPages", "AsyncSender", "Page", "Sender"] if paged else ["AsyncSender", "Sender"],
            sync_type=_sync_type,
            async_type=_async_type,
            returns_doc=_returns_doc,
        )
        self._write(
            f"{folder}/with_raw_response.py",
            "raw_resource.py.jinja",
            **context,
            sender_names=["AsyncPage", "AsyncSender", "Page", "Sender"] if paged else ["AsyncSender", "Sender"],
            raw_type=_raw_type,
            raw_returns_doc=_raw_returns_doc,
        )

    def _model_imports(self, operations: list[OperationView]) -> list[str]:
        """Return the imports of the names in annotations."""
        modules = {name: module for op in operations for name, module in op.modules.items()}
        annotations = [argument.annotation for op in operations for argument in op.arguments]
        lines = ["from ... import inputs"] if any("inputs." in text for text in annotations) else []
        return lines + [f"from ...models.{module} import {name}" for name, module in sorted(modules.items())]

    def _reader_imports(self, op: OperationView) -> list[str]:
        """Return the imports of the readers of unions in the result of an operation."""
        return [
            f"from ...models.{module} import read_{attribute_name(name)}"
            for name, module in sorted(op.modules.items())
            if name in self.kinds.unions
        ]

    def _write(self, path: str, template: str, *, source: str, **context: Any) -> None:
        text = self.env.get_template(template).render(
            header=header(source), standard_imports=_STANDARD_IMPORTS, **context
        )
        (self.package_dir / path).write_text(text, encoding="utf-8")

    def _origin(self, schema: str) -> str:
        return "{}#{}".format(*self.origins[f"/components/schemas/{schema}"])

    def _path_origin(self, path: str) -> str:
        return "{}#{}".format(*self.origins["/paths/" + path.replace("~", "~0").replace("/", "~1")])


def render(
    document: dict[str, Any],
    simplified: dict[str, Any],
    origins: dict[str, tuple[str, str]],
    output: Path,
    compiled_templates: Path | None,
) -> None:
    """Write the generated package to `output`. The folder `compiled_templates`, if any, keeps templates as bytecode between runs."""
    shutil.rmtree(output, ignore_errors=True)
    ClientProject(document, simplified, origins, output, compiled_templates).write()


@contextmanager
def _shallow_copies_of_endpoints() -> Iterator[None]:
    """Let openapi-python-client copy only the endpoint in each step of parsing it, without all schemas that it refers to.

    It uses no endpoint again after it has copied it. This saves a sixth of the processor time of a run.
    """
    original = parser.deepcopy
    parser.__dict__["deepcopy"] = copy
    try:
        yield
    finally:
        parser.__dict__["deepcopy"] = original


def _sync_type(op: OperationView) -> str:
    return f"Page[{op.returns}]" if op.is_page else _safe_type(op)


def _async_type(op: OperationView) -> str:
    return f"AsyncPages[{op.returns}]" if op.is_page else _safe_type(op)


def _raw_type(op: OperationView, prefix: str) -> str:
    return f"{prefix}Page[{op.returns}]" if op.is_page else _safe_type(op)


def _safe_type(op: OperationView) -> str:
    return re.sub(r"\blist\[", "builtins.list[", op.returns)


def _returns_doc(op: OperationView, half: str) -> str:
    match op.result.kind:
        case "none":
            return "None; the service responds with 204."
        case "page" if half == "sync":
            return f"The first page of `{op.returns}`; iterating over it yields the items of all pages."
        case "page":
            return f"Pages of `{op.returns}`: await it for the first page, or iterate over the items of all pages with `async for`."
        case "list":
            return f"A list of `{op.returns.removeprefix('list[').removesuffix(']')}`."
        case _ if op.returns.endswith(" | None"):
            return f"The `{op.returns.removesuffix(' | None')}`, or None if there is none."
        case _:
            return f"The `{op.returns}`."


def _raw_returns_doc(op: OperationView) -> str:
    match op.result.kind:
        case "none":
            return "The response; its `data` is None."
        case "page":
            return f"The response; its `data` is the first page of `{op.returns}`."
        case _:
            return f"The response; its `data` is the `{op.returns}`."


def _problem(error: GeneratorError, origins: dict[str, tuple[str, str]]) -> Problem:
    """Return the error of openapi-python-client, located at the first schema or path that it names."""
    text = " ".join(f"{error.header or ''} {error.detail or ''}".split())
    text = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>", "...", text)
    found = re.search(r"/components/schemas/[^ /:]+|[A-Z]+ (/\S*) within", text)
    pointer = "" if found is None else f"/paths/{escape(found[1])}" if found[1] else found[0]
    return Problem(*origins.get(pointer, ("spec/openapi.yaml", "")), text)
