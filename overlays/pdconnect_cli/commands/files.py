"""`pdconnect files`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from ..framework.command import command, new_group
from ..output.progress import byte_progress
from ..session import Session

group = new_group("Files that actions have stored; they are kept for a day.")

Key = Annotated[
    str, typer.Argument(metavar="S3_KEY", help="Key of the file, from $filestash_uploads of the action's exports.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="File to write. Default: the name of the file, in this folder."
    ),
]


@command(group, "download", examples=["pdconnect files download 2f1c.../report.pdf -o report.pdf"])
def download(session: Session, key: Key, output: Output = None) -> None:
    """Download a file. It appears when it is complete."""
    path = output or Path(PurePosixPath(key).name)
    with byte_progress(session.output, path.name) as progress:
        size = session.client.file_stash.download_file(key, path, progress=progress)
    session.output.success(f"Wrote {path}, {size} bytes.")
