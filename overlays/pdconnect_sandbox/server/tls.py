"""A new certificate for the sandbox, and the authority that clients must trust for it.

Both are created for each server and last as long as it. The authority's key is never written to disk. The server's key
is on disk while OpenSSL reads it, in a file that only its owner can read.
"""

from __future__ import annotations

import ssl
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import trustme

_NAMES = ("localhost", "127.0.0.1", "::1")


@contextmanager
def certified(host: str) -> Generator[tuple[ssl.SSLContext, Path]]:
    """Yield the TLS settings of a server, and the authority's certificate as a PEM file.

    The certificate is valid for this host and for loopback. The file is deleted when the context ends.
    """
    authority = trustme.CA(organization_name="pdconnect sandbox")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    certificate = authority.issue_cert(*dict.fromkeys([host, *_NAMES]))
    with certificate.private_key_and_cert_chain_pem.tempfile() as path:
        context.load_cert_chain(path)
    with TemporaryDirectory(prefix="pdconnect-sandbox-") as folder:
        ca_file = Path(folder) / "ca.pem"
        ca_file.write_bytes(authority.cert_pem.bytes())
        yield context, ca_file
