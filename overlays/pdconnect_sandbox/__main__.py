"""`python -m pdconnect.sandbox`: run the sandbox until it is interrupted."""

from __future__ import annotations

import argparse
import re
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from .sandbox import Sandbox
from .server.serve import Served
from .server.workflows import WORKFLOWS

_LAST_PORT = 65535


def main(argv: Sequence[str] | None = None) -> int:
    """Start, tell how to get in, and stop at Ctrl-C or SIGTERM.

    Args:
        argv: The arguments of the command; those of the process if it is None.

    Returns:
        The status to exit with: 1 if the sandbox cannot start.
    """
    options = _parser().parse_args(argv)
    try:
        sandbox = _sandbox(options)
    except (OSError, ValueError) as failure:
        print(failure, file=sys.stderr)
        return 1
    with sandbox:
        try:
            _serve(sandbox, options)
        except OSError as failure:
            print(f"cannot listen at {options.host}:{options.port}: {failure}", file=sys.stderr)
            return 1
    return 0


def _serve(sandbox: Sandbox, options: argparse.Namespace) -> None:
    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    with sandbox.serve(host=options.host, port=options.port, tls=options.tls) as served:
        print(welcome(sandbox, served), flush=True)
        stop.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pdconnect.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=0, help="0, the default, takes any free port")
    parser.add_argument("--tls", action="store_true", help="speaks HTTPS, with a certificate made on the spot")
    parser.add_argument("--state", metavar="FILE", help="keeps everything in this file from one run to the next")
    parser.add_argument(
        "--project",
        metavar="ID",
        action="append",
        type=_project_id,
        help="the id of the project, proj_sandbox by default; once more for each further project",
    )
    parser.add_argument("--seed", type=int, default=0, help="decides all made-up ids and data")
    parser.add_argument(
        "--rate-limits",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="whether the limits of the reference on requests hold (default: they do)",
    )
    parser.add_argument(
        "--development-users",
        metavar="N",
        type=_number_or_all,
        default=10,
        help="how many external users a development environment takes: 10, as that of the service; or all",
    )
    parser.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="whether each answer is checked against the description, which takes time (default: it is)",
    )
    return parser


def _sandbox(options: argparse.Namespace) -> Sandbox:
    home, *others = options.project or ["proj_sandbox"]
    return Sandbox(
        project_id=home,
        projects=others,
        seed=options.seed,
        state=options.state,
        rate_limits=options.rate_limits,
        development_users=options.development_users,
        strict=options.strict,
    )


def _project_id(text: str) -> str:
    if not re.fullmatch("proj_[a-zA-Z0-9]+", text):
        raise argparse.ArgumentTypeError("must be proj_ and letters or digits")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"must be a number up to {_LAST_PORT}")
    return int(text)


def _number_or_all(text: str) -> int | None:
    if text != "all" and not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a number, or all")
    return None if text == "all" else int(text)


def welcome(sandbox: Sandbox, served: Served) -> str:
    """Return the text that tells how to reach the sandbox; its credentials open nothing else."""
    project = sandbox.settings.project_id
    client_id, secret = sandbox.settings.client_id, sandbox.settings.client_secret
    trusting = f"--cacert {served.ca_file} " if served.ca_file else ""
    return f"""\
The sandbox listens at {served.base_url} (Ctrl-C stops it)
project {project}, client id {client_id}, client secret {secret}

export PIPEDREAM_BASE_URL={served.base_url}
export PIPEDREAM_WORKFLOW_DOMAIN={served.base_url}{WORKFLOWS}
export PIPEDREAM_PROJECT_ID={project}
export PIPEDREAM_PROJECT_ENVIRONMENT=development
export PIPEDREAM_CLIENT_ID={client_id}
export PIPEDREAM_CLIENT_SECRET={secret}
{_trust(served)}
{served.base_url}/_sandbox is a page to see what there is and what was asked, and to steer it: it lets events be
emitted, requests fail, tokens expire, accounts die and time pass. It needs no token. Programs do the same by JSON:
  POST /_sandbox/accounts                     connects an account: app, external_user_id or connect_token
  POST /_sandbox/accounts/<account_id>/revoke revokes one
  POST /_sandbox/triggers/<trigger_id>/emit   emits the body as an event and posts it to the webhooks
  POST /_sandbox/faults, throttle             lets requests fail: operation, times, status, delay, drop, truncate, garbage
  POST /_sandbox/tokens/expire, clock, reset  lets tokens expire or time pass, or starts afresh
  GET  /_sandbox/requests, deliveries         what was asked of it, and what it has posted

curl {trusting}-u {client_id}:{secret} -d grant_type=client_credentials {served.base_url}/v1/oauth/token
"""


def _trust(served: Served) -> str:
    if served.ca_file is None:
        return ""
    return f"""
# The sandbox's own authority: Python, Go and others will trust it alone, Node.js besides the known ones.
export SSL_CERT_FILE={served.ca_file}
export NODE_EXTRA_CA_CERTS={served.ca_file}
"""


if __name__ == "__main__":
    sys.exit(main())
