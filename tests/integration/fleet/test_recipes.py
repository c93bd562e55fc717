"""The recipes of docs/scale.md that need a server: multiprocessing, gunicorn with --preload, and the pools of Celery."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

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
import time

import pdconnect

client = pdconnect.Client(rate_limit_mode="wait")
client.accounts.list()  # before the fork


def app(environ, start_response):
    time.sleep(0.1)  # so that the other worker gets requests too
    start_response("200 OK", [("content-type", "application/json")])
    return [json.dumps([os.getpid(), len(client.accounts.list().data)]).encode()]
"""

TASKS = """
import os
import time
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
    time.sleep(0.1)  # so that the other worker process gets tasks too
    return [os.getpid(), len(client().accounts.list().data)]
"""


PROCESSES = """
import json
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache

import pdconnect


@cache
def client():
    store = os.environ["STORE"]
    return pdconnect.Client(rate_limit_mode="wait", rate_limit_storage=store, token_store=store)


def count(external_user_id):
    time.sleep(0.1)  # so that the other process gets work too
    return [os.getpid(), len(list(client().accounts.list(external_user_id=external_user_id)))]


if __name__ == "__main__":
    found = [[os.getpid(), client().accounts.list().data and 1]]
    for method in ("spawn", "forkserver", "fork"):
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
            found += pool.map(count, ["user-1"] * 6)
    print(json.dumps(found))
"""


def test_processes_of_each_start_method_share_the_token_and_the_limit(tmp_path: Path) -> None:
    program = tmp_path / "job.py"
    program.write_text(PROCESSES)
    sandbox = Sandbox()
    sandbox.add_account(app="slack", external_user_id="user-1")
    with sandbox.serve() as served, redis_server(tmp_path) as redis:
        env = {**os.environ, **served.environment_variables, "STORE": redis.url, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, program], env=env, capture_output=True, text=True, check=True, timeout=120
        )
        with redis.client() as store:
            (key,) = store.scan_iter("*limit*")
            counted: Any = store.hget(key, "last")
    found = json.loads(run.stdout)
    assert run.stderr == ""
    assert [accounts for _, accounts in found] == [1] * 19
    assert len({process for process, _ in found}) >= 4
    assert len(sandbox.calls("accounts.list")) == int(counted) == 19
    assert len(sandbox.calls("oauth_tokens.create")) == 1


def test_gunicorn_workers_share_a_preloaded_token(tmp_path: Path) -> None:
    (tmp_path / "preloaded.py").write_text(WSGI)
    sandbox = Sandbox()
    with sandbox.serve() as served:
        env = {**os.environ, **served.environment_variables, "PYTHONPATH": str(ROOT)}
        line = ["preloaded:app", "--preload", "--workers", "2", "--bind", "127.0.0.1:0", "--chdir", str(tmp_path)]
        with process("gunicorn", *line, env=env, until="Listening at") as ready:
            results: list[Any] = []
            while len({worker for worker, _ in results}) < 2 and len(results) < 1000:
                with ThreadPoolExecutor(4) as pool:
                    results += pool.map(lambda url: httpx.get(url, timeout=60).json(), [ready.split()[-2]] * 4)
    assert len({worker for worker, _ in results}) == 2
    assert {count for _, count in results} == {0}
    assert len(sandbox.calls("accounts.list")) == 1 + len(results)
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
    assert len({worker for worker, _ in results}) == (2 if pool == "prefork" else 1)
    assert [count for _, count in results] == [0] * 10
    assert len(sandbox.calls("accounts.list")) == 10
    assert len(sandbox.calls("oauth_tokens.create")) == 1
