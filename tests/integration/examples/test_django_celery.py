"""The application with Django and Celery: two web processes, two worker processes and a Redis server share one access token."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from pdconnect.sandbox import Sandbox
from tests import ROOT

from ...redis_server import redis_server

pytestmark = pytest.mark.slow


@contextmanager
def process(module: str, *arguments: str, env: dict[str, str], until: str) -> Iterator[str]:
    """Run a module; yield the line that says that it is ready. It is ended with SIGTERM."""
    line = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(
        line, cwd=ROOT, env=env, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        printed = []
        try:
            for text in running.stdout:
                printed.append(text)
                if re.search(until, text):
                    break
            else:
                raise RuntimeError("".join(printed))
            yield text
        finally:
            running.terminate()
            running.communicate()


def test_web_processes_and_workers_share_a_token(tmp_path: Path) -> None:
    sandbox = Sandbox()
    with ExitStack() as stack:
        served = stack.enter_context(sandbox.serve())
        redis = stack.enter_context(redis_server(tmp_path))
        env = {
            **os.environ,
            **served.environment_variables,
            "BROKER_URL": redis.url.partition("?")[0],
            "REDIS_URL": redis.url,
            "SECRET_KEY": "key-of-the-test",
            "DJANGO_SETTINGS_MODULE": "examples.django_celery.settings",
        }
        worker = ["--app", "examples.django_celery.tasks", "worker", "--concurrency", "2", "--loglevel", "info"]
        stack.enter_context(process("celery", *worker, env=env, until=r"ready\."))
        web = ["examples.django_celery.wsgi", "--bind", "127.0.0.1:0", "--workers", "2"]
        ready = stack.enter_context(process("gunicorn", *web, env=env, until="Listening at"))
        http = stack.enter_context(httpx.Client(base_url=ready.split()[-2], timeout=60))
        for _ in range(3):
            allowed = httpx.post(http.post("/connect").headers["location"], data={"decision": "allow"})
            assert allowed.headers["location"].startswith(str(http.base_url.join("/accounts")))
        assert len(http.get("/accounts").json()["accounts"]) == 3
        reports = http.post("/reports").json()["reports"]
        assert len(reports) == 3
        for report in reports:
            assert finished(http, report)
        assert len(sandbox.calls("actions.run")) == 3
        assert len(sandbox.calls("oauth_tokens.create")) == 1


def finished(http: httpx.Client, report: str) -> list[str]:
    """Return the commits of a report as soon as it is there."""
    while True:
        found = http.get(f"/reports/{report}").json()
        assert found["state"] in ("PENDING", "STARTED", "SUCCESS", "RETRY"), found
        if found["commits"] is not None:
            commits: list[str] = found["commits"]
            return commits
