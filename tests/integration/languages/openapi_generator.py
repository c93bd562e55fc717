"""The languages for which openapi-generator is proven: its options, and how its client is compiled and run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from attrs import define, field

from .service import run, search_path

FOLDER = Path(__file__).parent
PROGRAMS = FOLDER / "programs"
_ANNOTATIONS = "/usr/share/java/geronimo-annotation-1.3-spec.jar"
_GSON = "/usr/share/java/gson.jar"


@define(slots=False)
class Workspace:
    """A folder with a generated client in `generated`, and the tools that scripts/languages installs."""

    folder: Path
    tools: Path
    variables: Mapping[str, str]
    """Environment variables of the program: the address of the sandbox and its credentials."""

    @property
    def generated(self) -> Path:
        return self.folder / "generated"

    @cached_property
    def generator_jar(self) -> Path:
        """The generator, which contains the JSON library of generated clients in Java."""
        return next(self.tools.glob("lib/python*/site-packages/openapi_generator_cli/openapi-generator.jar"))

    def package(self, name: str) -> Path:
        """Return the folder of an npm package."""
        return self.tools / "node_modules" / name

    def run(self, *command: str | Path, variables: Mapping[str, str] | None = None) -> str:
        """Run a command in the folder and return its output."""
        return run(*command, folder=self.folder, variables={**self.variables, **(variables or {})})


def _go(workspace: Workspace) -> str:
    # The folder is a GOPATH, so that the packages of Debian are found beside it.
    program = workspace.folder / "src/connect"
    shutil.copytree(workspace.generated, program / "client", ignore=shutil.ignore_patterns("go.mod", "test"))
    shutil.copy(PROGRAMS / "openapi_generator.go", program / "main.go")
    variables = {
        **search_path(workspace.tools / "bin"),
        "GO111MODULE": "off",
        "GOPATH": f"{workspace.folder}:/usr/share/gocode",
        "GOTOOLCHAIN": "local",
    }
    workspace.run("go", "build", "-o", "program", "connect", variables=variables)
    return workspace.run(workspace.folder / "program")


def _java(workspace: Workspace) -> str:
    libraries = f"{workspace.generator_jar}:{_ANNOTATIONS}"
    sources = (workspace.generated / "src/main").rglob("*.java")
    workspace.run("javac", "-nowarn", "-cp", libraries, "-d", "classes", *sources, PROGRAMS / "OpenApiGenerator.java")
    return workspace.run("java", "-cp", f"classes:{libraries}", "OpenApiGenerator")


def _kotlin(workspace: Workspace) -> str:
    # Only the models and their JSON adapters: Debian 12 does not have the HTTP library of the rest.
    sources = workspace.generated / "src/main/kotlin/org/openapitools/client"
    compiler = workspace.package("kotlin-compiler") / "lib"
    command = ["java", "-cp", f"{compiler}/*", "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "-no-reflect", "-nowarn"]
    workspace.run(
        *(*command, "-cp", _GSON, "-d", "classes"),
        sources / "models",
        sources / "infrastructure/Serializer.kt",
        *(sources / "infrastructure").glob("*Adapter.kt"),
        PROGRAMS / "OpenApiGenerator.kt",
    )
    libraries = f"classes:{_GSON}:{compiler / 'kotlin-stdlib.jar'}"
    return workspace.run("java", "-cp", libraries, "OpenApiGeneratorKt")


def _rust(workspace: Workspace) -> str:
    shutil.copytree(FOLDER / "rust", workspace.generated, dirs_exist_ok=True)
    (workspace.generated / "main.rs").rename(workspace.generated / "src/main.rs")
    debian = [
        *("--config", 'source.crates-io.replace-with="debian"'),
        *("--config", 'source.debian.directory="/usr/share/cargo/registry"'),
    ]
    # The libraries are compiled once.
    target = workspace.tools / "rust"
    manifest: list[str | Path] = ["--manifest-path", workspace.generated / "Cargo.toml", "--target-dir", target]
    return workspace.run(
        *("cargo", "run", "--quiet", "--offline"), *manifest, *debian, variables={"RUSTFLAGS": "-Awarnings"}
    )


def _csharp(workspace: Workspace) -> str:
    # Only the models and what they use: Debian 12 does not have Polly, which the requests use.
    json_library = workspace.package("jillejr.newtonsoft.json-for-unity") / "Plugins/Newtonsoft.Json Editor"
    shutil.copy(json_library / "Newtonsoft.Json.dll", workspace.folder)
    sources = workspace.generated / "src/Org.OpenAPITools"
    without_polly = [
        path for path in (sources / "Client").glob("*.cs") if path.stem not in {"ApiClient", "RetryConfiguration"}
    ]
    assemblies = (
        "System.ComponentModel.DataAnnotations",
        "System.Net.Http",
        "System.Runtime.Serialization",
        "System.Web",
    )
    workspace.run(
        *("mcs", "-langversion:latest", "-out:program.exe"),
        *(f"-r:{name}" for name in (*assemblies, "Newtonsoft.Json.dll")),
        PROGRAMS / "OpenApiGenerator.cs",
        *(sources / "Model").glob("*.cs"),
        *without_polly,
    )
    return workspace.run("mono", "program.exe")


def _php(workspace: Workspace) -> str:
    return workspace.run("php", PROGRAMS / "openapi_generator.php", workspace.generated)


def _python(workspace: Workspace) -> str:
    return workspace.run(sys.executable, PROGRAMS / "openapi_generator.py", workspace.generated)


def _ruby(workspace: Workspace) -> str:
    return workspace.run("ruby", "-I", workspace.generated / "lib", PROGRAMS / "openapi_generator.rb")


@define
class Language:
    """A language, the options with which its client is generated, and how it is run."""

    name: str
    generator: str
    build_and_run: Callable[[Workspace], str]
    needs: tuple[str, ...] = ()
    """Programs, and files of Debian's packages, that must be installed."""
    library: str | None = None
    options: tuple[str, ...] = field(factory=tuple[str, ...])

    @property
    def arguments(self) -> list[str]:
        """The arguments of `openapi-generator-cli generate`, without the files."""
        library = ["--library", self.library] if self.library else []
        options = ["--additional-properties", ",".join(self.options)] if self.options else []
        return ["--generator-name", self.generator, *library, *options]


LANGUAGES = [
    Language(
        *("C#", "csharp", _csharp, ("mcs", "mono")),
        library="httpclient",
        options=("targetFramework=netstandard2.0", "nullableReferenceTypes=false", "useOneOfDiscriminatorLookup=true"),
    ),
    Language(
        *("Go", "go", _go, ("/usr/share/gocode/src/golang.org/x/oauth2",)),
        options=(
            "packageName=client",
            "useOneOfDiscriminatorLookup=true",
            "disallowAdditionalPropertiesIfNotPresent=false",
        ),
    ),
    Language("Java", "java", _java, ("javac", _ANNOTATIONS), library="native", options=("openApiNullable=false",)),
    Language(
        *("Kotlin", "kotlin", _kotlin, ("java", _GSON)),
        options=("serializationLibrary=gson", "generateOneOfAnyOfWrappers=true", "enumPropertyNaming=UPPERCASE"),
    ),
    Language("PHP", "php", _php, ("php", "/usr/share/php/GuzzleHttp")),
    Language("Python", "python", _python),
    Language("Ruby", "ruby", _ruby, ("ruby",)),
    Language("Rust", "rust", _rust, ("cargo", "/usr/share/cargo/registry")),
]

# No compiler for Swift can be installed from Debian, PyPI or npm, so a test reads the generated types.
SWIFT = ["--generator-name", "swift6", "--additional-properties", "identifiableModels=false"]
