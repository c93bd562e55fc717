"""`python -m pdconnect.sandbox`: run the sandbox until it is interrupted."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from .environment_variables import environment_variables, export_lines
from .options import option_parser
from .persistence.persister import stored_seed
from .persistence.sqlite_file import StateNotSavedError
from .sandbox import Sandbox
from .server.serve import Served
from .wire.ids import credentials_of, new_seed

_WAIT = 0.2 if os.name == "nt" else None
"""Seconds of one wait for the signal that ends the command. On Windows, Ctrl-C does not interrupt a wait."""


def main(argv: Sequence[str] | None = None, *, command: str = "python -m pdconnect.sandbox") -> int:
    """Run the sandbox, print how to use it, and stop at Ctrl-C or SIGTERM.

    Args:
        argv: The arguments of the command; those of the process if it is None.
        command: The command as it was typed, for its help and its error messages.

    Returns:
        The status to exit with: 1 if the sandbox cannot start.
    """
    options = option_parser(command).parse_args(argv)
    try:
        sandbox = _sandbox(options)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    try:
        with sandbox:
            _serve(sandbox, options)
    except StateNotSavedError as error:
        print(f"{error}; what has changed since the first such error is lost", file=sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"cannot listen at {options.host}:{options.port}: {error}", file=sys.stderr)
        return 1
    return 0


def _serve(sandbox: Sandbox, options: argparse.Namespace) -> None:
    stop = threading.Event()

    def request_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, request_stop)
    with sandbox.serve(host=options.host, port=options.port, tls=options.tls) as served:
        print(welcome(sandbox, served), flush=True)
        while not stop.wait(_WAIT):
            pass
    gc.freeze()  # the process ends: without this, collecting all its objects takes longer than stopping the server


def _sandbox(options: argparse.Namespace) -> Sandbox:
    home, *others = options.project or ["proj_sandbox"]
    seed = _seed(options)
    client_id, client_secret = credentials_of(seed)
    return Sandbox(
        project_id=home,
        projects=others,
        client_id=client_id,
        client_secret=client_secret,
        seed=seed,
        allow_hosts=options.allow_host,
        allow_delivery=options.allow_delivery,
        state=options.state,
        rate_limits=options.rate_limits,
        development_users=options.development_users,
        strict=options.strict,
        check_responses=options.check_responses,
        redirect_downloads=options.redirect_downloads,
        unknown_prop_type=options.unknown_prop_type,
    )


def _seed(options: argparse.Namespace) -> int:
    """Return the seed that is given, else that of the state file, else a new one that cannot be guessed."""
    if options.seed is not None:
        seed: int = options.seed
        return seed
    stored = None if options.state is None else stored_seed(Path(options.state))
    return new_seed() if stored is None else stored


def welcome(sandbox: Sandbox, served: Served) -> str:
    """Return the text with the addresses and credentials of the sandbox. The credentials are valid only for this sandbox."""
    project = sandbox.settings.project_id
    client_id, secret = sandbox.settings.client_id, sandbox.settings.client_secret
    ca_option = f"--cacert {served.ca_file} " if served.ca_file else ""
    return f"""\
The sandbox listens on {served.base_url} (Ctrl-C stops it)
project {project}, client id {client_id}, client secret {secret}

{export_lines(environment_variables(sandbox.settings, served.base_url, secret))}
{_trust(served)}
{served.base_url}/_sandbox is a page that shows the contents and the requests of the sandbox. It can emit events, make
requests fail, expire tokens, revoke accounts and advance the clock. It needs no token. Programs use JSON:
  POST /_sandbox/accounts                     connects an account: app, external_user_id or connect_token
  POST /_sandbox/accounts/<account_id>/revoke revokes one
  POST /_sandbox/triggers/<trigger_id>/emit   emits the body as an event and posts it to the webhooks
  POST /_sandbox/faults, throttle             makes requests fail: operation, times, status, delay, drop, truncate, garbage,
                                              deviation
  POST /_sandbox/tokens/expire, clock, reset  expires tokens, advances the clock, or deletes everything
  GET  /_sandbox/requests, deliveries         its requests, and the webhook requests it has sent

Webhook requests are sent to loopback only; --allow-delivery HOST adds a host. MCP clients use {served.base_url}/mcp.

curl {ca_option}-u {client_id}:{secret} -d grant_type=client_credentials {served.base_url}/v1/oauth/token
"""


def _trust(served: Served) -> str:
    if served.ca_file is None:
        return ""
    lines = export_lines({"SSL_CERT_FILE": str(served.ca_file), "NODE_EXTRA_CA_CERTS": str(served.ca_file)})
    return f"""
# The sandbox's certificate authority. Python, Go and others then trust only this one, Node.js trusts it in addition.
{lines}
"""


if __name__ == "__main__":
    sys.exit(main())
