"""`python -m pdconnect.sandbox`: run the sandbox until it is interrupted."""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType

from pdconnect.sandbox._sandbox import Sandbox
from pdconnect.sandbox._serving import Served


def main() -> None:
    """Start, tell how to get in, and stop at Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m pdconnect.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes any free port")
    parser.add_argument("--seed", type=int, default=0, help="decides all made-up ids and data")
    options = parser.parse_args()
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    sandbox = Sandbox(seed=options.seed)
    try:
        with sandbox.serve(host=options.host, port=options.port) as served:
            print(welcome(sandbox, served), flush=True)
            stop.wait()
    except OSError as failure:
        parser.exit(1, f"cannot listen at {options.host}:{options.port}: {failure}\n")


def welcome(sandbox: Sandbox, served: Served) -> str:
    """Return the text that tells how to reach the sandbox; its credentials open nothing else."""
    project = sandbox.settings.project_id
    client_id, secret = sandbox.settings.client_id, sandbox.settings.client_secret
    return f"""\
The sandbox listens at {served.base_url} (Ctrl-C stops it)
project {project}, client id {client_id}, client secret {secret}

export PIPEDREAM_BASE_URL={served.base_url}
export PIPEDREAM_PROJECT_ID={project}
export PIPEDREAM_PROJECT_ENVIRONMENT=development
export PIPEDREAM_CLIENT_ID={client_id}
export PIPEDREAM_CLIENT_SECRET={secret}

its own endpoints, which need no token:
  POST /_sandbox/accounts                     connects an account: app, external_user_id or connect_token
  POST /_sandbox/triggers/<trigger_id>/emit   emits the body as an event and posts it to the webhooks
  GET  /_sandbox/ledger, /_sandbox/deliveries what was asked of it, and what it has posted

curl -u {client_id}:{secret} -d grant_type=client_credentials {served.base_url}/v1/oauth/token
"""


if __name__ == "__main__":
    main()
