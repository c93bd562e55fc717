"""The recipes of docs/scale.md that need a server: gunicorn with --preload, and the pools of Celery."""

from __future__ import annotations

import os
from pathlib import Path

import httpx
import pytest
from celery import Celery

from pdconnect.sandbox import Sandbox
from tests import ROOT

from ...redis_server import redis_server
from ..examples.test_django_celery import process

pytestmark = pytest.mark.slow

WSGI = """
import json
import os

import pdconnect

client = pdconnect.Client(rate_limit_mode="wait")
client.accounts.list()  # before the fork


def app(environ, start_response):
    start_response("200 OK", [("content-type", "application/json")])
    return [json.dumps([os.getpid(), len(client.accounts.list().data)]).encode()]
"""

TASKS = """
import os
from functools import cache

import celery
import pdconnect

app = celery.Celery("tasks", broker=os.environ["BROKER"], backend=os.environ["BROKER"])


@cache
def client():
    store = os.environ["STORE"]
    return pdconnect.Client(rate_limit_mode="wait", rate_limit_storage=store, token_store=store)


@app.task(name="count")
def count():
    return [os.getpid(), len(client().accounts.list().data)]
"""


def test_gunicorn_workers_share_a_preloaded_token(tmp_path: Path) -> None:
    (tmp_path / "preloaded.py").write_text(WSGI)
    sandbox = Sandbox()
    with sandbox.serve() as served:
        env = {**os.environ, **served.environment_variables, "PYTHONPATH": str(ROOT)}
        line = ["preloaded:app", "--preload", "--workers", "2", "--bind", "127.0.0.1:0", "--chdir", str(tmp_path)]
        with process("gunicorn", *line, env=env, until="Listening at") as ready:
            results = [httpx.get(ready.split()[-2], timeout=60).json() for _ in range(8)]
    assert [count for _, count in results] == [0] * 8
    assert len(sandbox.calls("accounts.list")) == 9
    assert len(sandbox.calls("oauth_tokens.create")) == 1


@pytest.mark.parametrize("pool", ["prefork", "gevent"])
def test_each_celery_pool_shares_the_limit(pool: str, tmp_path: Path) -> None:
    (tmp_path / "fleet_tasks.py").write_text(TASKS)
    sandbox = Sandbox()
    with sandbox.serve() as served, redis_server(tmp_path) as redis:
        broker = redis.url.partition("?")[0]
        env = {
            **os.environ,
            **served.environment_variables,
            "STORE": redis.url,
            "BROKER": broker,
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        }
        line = ["--app", "fleet_tasks", "worker", "--pool", pool, "--concurrency", "2", "--loglevel", "info"]
        with process("celery", *line, env=env, until=r"ready\."):
            tasks = Celery(broker=broker, backend=broker)
            sent = [tasks.send_task("count") for _ in range(10)]
            results = [task.get(timeout=60) for task in sent]
            tasks.close()
    assert [count for _, count in results] == [0] * 10
    assert len(sandbox.calls("accounts.list")) == 10
    assert len(sandbox.calls("oauth_tokens.create")) == 1
