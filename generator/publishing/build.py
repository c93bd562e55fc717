"""Build the published files. The same specification gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from .. import yaml_io
from ..pipeline import BUNDLE
from . import redocly, reference_page
from .codegen import codegen_document
from .curl import curl_samples

PAGE = "reference.html"
CODEGEN = "openapi.codegen.yaml"
_CODEGEN_HEADER = "# For code generators; derived from openapi.yaml, which has more details.\n"
SUMS = "SHA256SUMS"


def build(root: Path, target: Path) -> None:
    """Replace the folder.

    It holds the specification as YAML and as JSON, the same for code generators, its reference page, curl samples, the documents about
    it, licenses and checksums.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".publishing-") as folder:
        staging = Path(folder) / target.name
        staging.mkdir()
        document = yaml_io.load(root / BUNDLE)
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        shutil.copyfile(root / BUNDLE, staging / "openapi.yaml")
        (staging / "openapi.json").write_text(text, encoding="utf-8")
        reference_page.build(root / BUNDLE, staging / PAGE)
        codegen = codegen_document(document)
        (staging / CODEGEN).write_text(_CODEGEN_HEADER + yaml_io.dump(codegen), encoding="utf-8")
        (staging / CODEGEN).with_suffix(".json").write_text(
            json.dumps(codegen, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        (staging / "CURL.md").write_text(curl_samples(document), encoding="utf-8")
        for name in ("CHANGELOG.md", "DECISIONS.md", "EXTENSIONS.md"):
            shutil.copyfile(root / "spec" / name, staging / name)
        shutil.copyfile(root / "spec/PUBLISHED.md", staging / "README.md")
        shutil.copyfile(root / "LICENSE", staging / "LICENSE")
        shutil.copyfile(redocly.NOTICES, staging / "THIRD_PARTY_NOTICES")  # for the code inside the page
        (staging / SUMS).write_text(_sums(staging))
        if target.exists():
            shutil.rmtree(target)
        staging.rename(target)


def _sums(folder: Path) -> str:
    """Return the input of `sha256sum --check`."""
    files = sorted(path for path in folder.iterdir())
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
