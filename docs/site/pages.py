"""The pages of the docs site that have no file in docs/: those from other folders of the project, and the API reference.

MkDocs calls the functions `on_…` while it builds the site.
"""

from __future__ import annotations

import gc
import importlib
import inspect
import json
import posixpath
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import griffe
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import pdconnect

ROOT = Path(__file__).parents[2]

REPOSITORY: str = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Repository"]

COPIED = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "spec/README.md": "specification/index.md",
    "spec/DECISIONS.md": "specification/decisions.md",
    "spec/EXTENSIONS.md": "specification/extensions.md",
    "spec/CHANGELOG.md": "specification/changelog.md",
}
"""Files outside docs/, and their pages."""

GENERATED_FROM = {
    "reference/index.md": "overlays/pdconnect/__init__.py",
    "reference/errors.md": "overlays/pdconnect/_exceptions.py",
    "specification/operations.md": "spec/openapi.yaml",
}
"""Pages that are generated from code or data, and the main source of each."""

PUBLIC_MODULES = ("webhooks", "concurrency", "models", "inputs", "testing", "sandbox", "mcp", "opentelemetry")


@dataclass(frozen=True)
class Name:
    """A public name, and its page in the API reference."""

    public: str
    """As users write it: `pdconnect.models.Account`, or `client.accounts` for a resource."""
    value: Any
    page: str

    @property
    def identifier(self) -> str:
        """The module and name where it is defined, which is where its source is read."""
        if isinstance(self.value, type) or inspect.isroutine(self.value):
            return f"{self.value.__module__}.{self.value.__qualname__}"
        name = self.public.rpartition(".")[2]
        definition = re.compile(rf"^ *{name}: (TypeAlias|Final) = ", re.MULTILINE)
        modules = sorted((module, found) for module, found in sys.modules.items() if module.startswith("pdconnect"))
        return next(f"{module}.{name}" for module, found in modules if definition.search(inspect.getsource(found)))

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        lines = (inspect.getdoc(self.value) or "").splitlines()
        return lines[0] if lines else ""


def package_names() -> list[Name]:
    """Return the names of the package itself, the two clients first."""
    names = [name for name in pdconnect.__all__ if not name.startswith("_") and name not in PUBLIC_MODULES]
    names.sort(key=lambda name: {"Client": 0, "AsyncClient": 1}.get(name, 2))
    return [Name(f"pdconnect.{name}", getattr(pdconnect, name), f"reference/{name}.md") for name in names]


def is_error(name: Name) -> bool:
    """Return whether a name is one of the exceptions."""
    return isinstance(name.value, type) and issubclass(name.value, BaseException)


def resource_names() -> list[Name]:
    """Return the resources of a client."""
    client = pdconnect.Client(project_id="proj_docs", access_token="docs", environment="development")
    names = [name for name in dir(type(client)) if _is_resource(type(client), name)]
    return [Name(f"client.{name}", type(getattr(client, name)), f"reference/client/{name}.md") for name in names]


def module_names(module: str) -> list[Name]:
    """Return the names of a public module."""
    found = importlib.import_module(f"pdconnect.{module}")
    names = getattr(found, "__all__", None) or [name for name, value in vars(found).items() if _is_ours(name, value)]
    return [Name(f"pdconnect.{module}.{name}", getattr(found, name), f"reference/{module}/{name}.md") for name in names]


def reference() -> dict[str, list[Name]]:
    """Return the public names by the section of the reference that shows them."""
    names = package_names()
    return {
        "pdconnect": [name for name in names if not is_error(name)],
        "Errors": [name for name in names if is_error(name)],
        "Resources": resource_names(),
    } | {f"pdconnect.{module}": module_names(module) for module in PUBLIC_MODULES}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the API reference to the navigation, and a link to the repository.

    `repo_url` is not set: with it, the theme would ask GitHub for figures on each page.
    """
    config.extra["social"] = [{"icon": "fontawesome/brands/github", "link": REPOSITORY, "name": "Source"}]
    sections: dict[str, list[Any]] = {
        section: [{name.public.removeprefix(f"{section}.").removeprefix("pdconnect."): name.page} for name in names]
        for section, names in reference().items()
    }
    sections["Errors"].insert(0, "reference/errors.md")
    # A build keeps nearly every object until its end. With the usual threshold, a fifth of its time is garbage collection.
    gc.set_threshold(100_000)
    assert config.nav is not None
    config.nav.insert(
        2, {"API reference": ["reference/index.md", *({name: pages} for name, pages in sections.items())]}
    )
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that have no file in docs/."""
    for source, page in COPIED.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text()))
    sections = reference()
    generated = {"reference/index.md": _overview(sections), "reference/errors.md": _error_tree()}
    generated["specification/operations.md"] = _operations()
    for page, content in generated.items():
        files.append(File.generated(config, page, content=content + _source_link(GENERATED_FROM[page])))
    for name in (name for names in sections.values() for name in names):
        files.append(File.generated(config, name.page, content=_reference_page(name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Rewrite links between files of the project: they lead to pages of the site, or to the repository where there is no page."""
    uri = page.file.src_uri
    source = next((source for source, copy in COPIED.items() if copy == uri), f"docs/{uri}")
    if not (ROOT / source).exists():
        page.edit_url = None
        return markdown
    page.edit_url = f"{REPOSITORY}/edit/main/{source}"
    return re.sub(r"(?<=\]\()[^)\s]+(?=\))", lambda match: _link(match[0], source, uri, REPOSITORY), markdown)


def _link(target: str, source: str, page: str, repository: str) -> str:
    if "://" in target or target.startswith(("#", "mailto:")):
        return target
    path, separator, fragment = target.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    if file in COPIED:
        path = posixpath.relpath(COPIED[file], posixpath.dirname(page) or ".")
    elif file.startswith("docs/"):
        path = posixpath.relpath(file.removeprefix("docs/"), posixpath.dirname(page) or ".")
    else:
        path = f"{repository}/{'tree' if (ROOT / file).is_dir() else 'blob'}/main/{file}"
    return path + separator + fragment


def _reference_page(name: Name) -> str:
    """Return the page of a name. The id of its heading is what the types in signatures link to."""
    source = Path(sys.modules[name.identifier.rpartition(".")[0]].__file__ or "").relative_to(ROOT)
    heading = f"# {name.public} {{: #{name.identifier} }}"
    return f"{heading}\n\n::: {name.identifier}\n{_source_link(source.as_posix())}"


def _source_link(file: str) -> str:
    return f"\n[Source]({REPOSITORY}/blob/main/{file})\n"


def _overview(sections: dict[str, list[Name]]) -> str:
    """Return the page that lists every public name."""
    lines = ["# API reference", ""]
    for section, names in sections.items():
        lines += [f"## {section}", "", "| name | |", "|---|---|"]
        lines += [
            f"| [{name.public}]({name.page.removeprefix('reference/')}) | {_cell(name.summary)} |" for name in names
        ]
        lines.append("")
    return "\n".join(lines)


def _error_tree() -> str:
    """Return the page of the exceptions, each below the one that it derives from."""
    lines = ["# Errors", "", "`except` with a name catches everything below it.", ""]

    def add(kind: type[BaseException], depth: int) -> None:
        summary = (inspect.getdoc(kind) or "").splitlines()[0]
        lines.append(f"{'    ' * depth}- [{kind.__name__}]({kind.__name__}.md): {summary}")
        for derived in sorted(kind.__subclasses__(), key=lambda kind: kind.__name__):
            if derived.__name__ in pdconnect.__all__:
                add(derived, depth + 1)

    for name in pdconnect.__all__:
        getattr(pdconnect, name, None)  # defines its class, so that it is among the subclasses
    add(pdconnect.PdconnectError, 0)
    return "\n".join(lines) + "\n"


def _operations() -> str:
    """Return the page of the specification's operations."""
    document = json.loads((ROOT / "generated_client/pdconnect_api/openapi.json").read_text())
    lines = ["# Operations", "", f"Version {document['info']['version']} of the specification.", ""]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in ("get", "put", "post", "delete", "options", "head", "patch", "trace"):
                lines += [f"## {operation['operationId']}", "", f"`{method.upper()} {path}`", ""]
                lines += [operation.get("description") or operation.get("summary") or "", ""]
                lines += _parameters(document, [*item.get("parameters", ()), *operation.get("parameters", ())])
                lines += _body(document, operation) + _responses(document, operation)
    return "\n".join(lines)


def _body(document: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """Return the fields of the JSON request body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return []
    schema = _resolve(document, content["schema"])
    rows = [
        f"| `{name}` | {'required' if name in schema.get('required', ()) else ''} | {_cell(field.get('description', ''))} |"
        for name, field in schema.get("properties", {}).items()
    ]
    return ["| field of the body | | |", "|---|---|---|", *rows, ""] if rows else ["The body is any JSON.", ""]


def _responses(document: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """Return the statuses of the responses, and what each of them means."""
    rows = [
        f"| `{status}` | {_cell(_resolve(document, response).get('description', ''))} |"
        for status, response in operation["responses"].items()
    ]
    return ["| response | |", "|---|---|", *rows, ""]


def _resolve(document: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference leads to."""
    while "$ref" in value:
        *_, section, name = value["$ref"].split("/")
        value = document["components"][section][name]
    return value


def _parameters(document: dict[str, Any], parameters: Iterable[dict[str, Any]]) -> list[str]:
    rows = []
    for parameter in parameters:
        parameter = _resolve(document, parameter)
        required = "required" if parameter.get("required") else ""
        rows.append(
            f"| `{parameter['name']}` | {parameter['in']} | {required} | {_cell(parameter.get('description', ''))} |"
        )
    return ["| parameter | in | | |", "|---|---|---|---|", *rows, ""] if rows else []


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _is_resource(kind: type, name: str) -> bool:
    return type(inspect.getattr_static(kind, name)).__name__ == "resource_property"


def _is_ours(name: str, value: Any) -> bool:
    return not name.startswith("_") and str(getattr(value, "__module__", "")).startswith("pdconnect")


class Presentation(griffe.Extension):
    """Shows `resource_property` as a property, leaves out labels that say nothing to users, and finds the errors that docstrings name."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Convert functions with the decorator `resource_property` to properties."""
        if func.parent and any("resource_property" in str(decorator.value) for decorator in func.decorators):
            attribute = griffe.Attribute(
                func.name, annotation=func.returns, docstring=func.docstring, lineno=func.lineno
            )
            attribute.labels.add("property")
            func.parent.set_member(func.name, attribute)

    def on_attribute_instance(self, *, attr: griffe.Attribute, **_: Any) -> None:
        """Remove the labels of fields."""
        attr.labels -= {"class-attribute", "instance-attribute"}

    def on_module_members(self, *, mod: griffe.Module, **_: Any) -> None:
        """Link the errors that docstrings name to their pages, also in modules that do not import them."""
        for name, identifier in self.errors.items():
            if name not in mod.members:
                mod.set_member(name, griffe.Alias(name, identifier))

    errors: ClassVar = {
        name.public.removeprefix("pdconnect."): name.identifier for name in package_names() if is_error(name)
    }
