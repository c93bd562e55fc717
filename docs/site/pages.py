"""The pages of the docs site that have no file in docs/: those from other folders of the project, and the API reference.

MkDocs calls the functions `on_…` while it builds the site.
"""

from __future__ import annotations

import importlib
import inspect
import posixpath
import re
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import griffe
import yaml
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


def client_names() -> list[Name]:
    """Return the names of the package itself."""
    names = [name for name in pdconnect.__all__ if not name.startswith("_") and name not in PUBLIC_MODULES]
    return [Name(f"pdconnect.{name}", getattr(pdconnect, name), f"reference/{name}.md") for name in names]


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
    return {"Client": client_names(), "Resources": resource_names()} | {
        f"pdconnect.{module}": module_names(module) for module in PUBLIC_MODULES
    }


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the API reference to the navigation, and a link to the repository.

    `repo_url` is not set: with it, the theme would ask GitHub for figures on each page.
    """
    config.extra["social"] = [{"icon": "fontawesome/brands/github", "link": REPOSITORY, "name": "Source"}]
    sections = [
        {section: [{name.public.removeprefix(f"{section}."): name.page} for name in names]}
        for section, names in reference().items()
    ]
    assert config.nav is not None
    config.nav.insert(2, {"API reference": ["reference/index.md", {"Errors": "reference/errors.md"}, *sections]})
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that have no file in docs/."""
    for source, page in COPIED.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text()))
    sections = reference()
    files.append(File.generated(config, "reference/index.md", content=_overview(sections)))
    files.append(File.generated(config, "reference/errors.md", content=_error_tree()))
    files.append(File.generated(config, "specification/operations.md", content=_operations()))
    for name in (name for names in sections.values() for name in names):
        files.append(File.generated(config, name.page, content=_reference_page(name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links between files of the project lead to pages of the site, or to the repository where there is none."""
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
    source = Path(sys.modules[name.identifier.rpartition(".")[0]].__file__ or "").relative_to(ROOT)
    return f"# {name.public}\n\n::: {name.identifier}\n\n[Source]({REPOSITORY}/blob/main/{source.as_posix()})\n"


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
    document = yaml.safe_load((ROOT / "spec/bundled/openapi.yaml").read_text())
    lines = ["# Operations", "", f"Version {document['info']['version']} of the specification.", ""]
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in ("get", "put", "post", "delete", "options", "head", "patch", "trace"):
                lines += [f"## {operation['operationId']}", "", f"`{method.upper()} {path}`", ""]
                lines += [operation.get("description") or operation.get("summary") or "", ""]
                lines += _parameters(document, [*item.get("parameters", ()), *operation.get("parameters", ())])
                lines += ["Responses: " + ", ".join(f"`{status}`" for status in operation["responses"]), ""]
    return "\n".join(lines)


def _parameters(document: dict[str, Any], parameters: Iterable[dict[str, Any]]) -> list[str]:
    rows = []
    for parameter in parameters:
        while "$ref" in parameter:
            parameter = document["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
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


class ResourceProperties(griffe.Extension):
    """Shows what `resource_property` decorates as properties."""

    def on_function_instance(self, *, func: griffe.Function, **_: Any) -> None:
        """Label the function as a property."""
        if any("resource_property" in str(decorator.value) for decorator in func.decorators):
            func.labels.add("property")
