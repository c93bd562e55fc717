"""The built wheel contains the four packages and nothing else, and works from an empty directory. The source distribution builds it."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import pdconnect
from generator.publishing import release
from tests import ROOT


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel and the source distribution as a release builds them, by suffix. Twine has accepted their metadata."""
    return {file.suffix: file for file in release.build(tmp_path_factory.mktemp("packages") / "built")}


@pytest.fixture(scope="module")
def wheel(packages: dict[str, Path]) -> Path:
    return packages[".whl"]


def test_the_wheel_contains_the_packages(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {
        "pdconnect",
        "pdconnect_api",
        "pdconnect_cli",
        "pdconnect_sandbox",
        f"pdconnect-{pdconnect.__version__}.dist-info",
    }
    assert {
        "pdconnect/py.typed",
        "pdconnect_api/py.typed",
        "pdconnect_api/openapi.json",
        "pdconnect_api/models/account.py",
    } <= set(names)
    assert {"pdconnect_cli/help.txt", "pdconnect/testing/plugin.py"} <= set(names)
    pages = {name for name in names if name.startswith("pdconnect_sandbox/") and name.endswith(".html.jinja")}
    assert {"pdconnect_sandbox/admin/requests.html.jinja", "pdconnect_sandbox/connect/consent.html.jinja"} <= pages
    assert {"pdconnect_sandbox/admin/page.css", "pdconnect_sandbox/connect/page.js"} <= set(names)
    assert not [
        name
        for name in names
        if "test_" in name.lower()
        or name.startswith("tests")
        or name.endswith((".yaml", ".pyc"))
        or (name.endswith(".jinja") and name not in pages)
    ]
    assert wheel.name == f"pdconnect-{pdconnect.__version__}-py3-none-any.whl"


def test_the_wheel_works_without_the_project_folder(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = (
        "import sys; sys.path.insert(0, '.'); import pdconnect\n"
        "client = pdconnect.Client(project_id='p', access_token='t', environment='production')\n"
        "print(pdconnect.__file__, client.accounts.list.__qualname__, pdconnect.models.Account(id='apn_1'))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert str(tmp_path) in run.stdout
    assert "Accounts.list Account(id='apn_1')" in run.stdout


def test_the_metadata_names_python_and_the_extras(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = [name for name in archive.namelist() if name.endswith("METADATA")]
    metadata = archive.read(name).decode()
    assert "Requires-Python: >=3.11" in metadata
    for extra in (
        "aiohttp",
        "cli",
        "http2",
        "httpx2",
        "jwt",
        "mcp",
        "opentelemetry",
        "orjson",
        "rate-limits",
        "redis",
        "sandbox",
        "testing",
        "tls",
    ):
        assert f"Provides-Extra: {extra}\n" in metadata
    entry_points = archive.read(name.replace("METADATA", "entry_points.txt")).decode()
    assert "pdconnect = pdconnect.cli:main" in entry_points
    assert "pdconnect = pdconnect.testing.plugin" in entry_points
    assert "Requires-Dist: httpx<0.29,>=0.28" in metadata
    for label in ("Repository", "Documentation", "Changelog", "Issues"):
        assert f"Project-URL: {label}, https://" in metadata
    links = re.findall(r"\]\(([^)]+)\)", metadata)
    assert links
    assert all(link.startswith(("https://", "#")) for link in links), "a package index does not know these files"


def test_the_source_distribution_has_every_file_and_builds_the_same_wheel(
    packages: dict[str, Path], wheel: Path, tmp_path: Path
) -> None:
    source = packages[".gz"]
    assert source.name == f"pdconnect-{pdconnect.__version__}.tar.gz"
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    project = tmp_path / source.name.removesuffix(".tar.gz")
    files = {str(file.relative_to(project)) for file in project.rglob("*") if file.is_file()}
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert files == {name for name in listed.split("\0") if (ROOT / name).is_file()} | {"PKG-INFO"}
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path / "wheel")]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    again = zipfile.ZipFile(tmp_path / "wheel" / wheel.name)
    first = zipfile.ZipFile(wheel)
    assert {name: again.read(name) for name in again.namelist()} == {
        name: first.read(name) for name in first.namelist()
    }


def test_the_packages_are_built_and_contain_no_caches(packages: dict[str, Path]) -> None:
    assert packages.keys() == {".gz", ".whl"}
    names = release.contents(packages[".gz"])
    assert {"spec", "generator", "overlays", "generated_client"} <= {
        name.split("/")[1] for name in names if "/" in name
    }
    assert not [name for name in names if "_cache" in name or "node_modules" in name or ".venv" in name]
