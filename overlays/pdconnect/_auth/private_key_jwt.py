"""Client authentication by a signed JWT in place of a secret (RFC 7523, section 2.2). Needs the extra `pdconnect[jwt]`."""

from __future__ import annotations

import re
import textwrap
import time
import uuid
from typing import Final
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from pdconnect_api.arguments import Secret

from .._exceptions import ConfigurationError
from .credentials import PrivateKeyCredentials

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLOCK_SKEW = 120
"""Seconds by which our clock may be ahead of the service's: an assertion is dated back by so much."""
LIFETIME = 180
"""Seconds from now until an assertion expires, so our clock may be behind by nearly as much. The service accepts up to an hour, and accepts
each assertion once."""
_PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----").fullmatch
_LINE_BREAKS = re.compile(r"\\r\\n|\\n|\\r")
"""Line breaks written as two characters each, as files of environment variables hold them."""


def check_key(client: PrivateKeyCredentials) -> None:
    """Check that the key can be used. Raises ConfigurationError."""
    _load(client)


def client_assertion(client: PrivateKeyCredentials, base_url: str) -> str:
    """Return a new assertion. Each one is sent once: the service rejects a repeated `jti`."""
    key, algorithm = _load(client)
    origin = urlsplit(base_url)
    now = int(time.time())
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": f"{origin.scheme}://{origin.netloc}",
        "iat": now - CLOCK_SKEW,
        "exp": now + LIFETIME,
        "jti": str(uuid.uuid4()),
    }
    headers = {"typ": "client-authentication+jwt", **({"kid": client.key_id} if client.key_id else {})}
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)


def _load(client: PrivateKeyCredentials) -> tuple[EllipticCurvePrivateKey | RSAPrivateKey, str]:
    """Return the key and its algorithm."""
    text = _normalized(client.private_key)
    try:
        key: object = (
            jwt.PyJWK.from_json(text).key if text.startswith("{") else load_pem_private_key(text.encode(), None)
        )
    except (ValueError, TypeError, jwt.PyJWTError):  # their messages may quote the key
        raise ConfigurationError("private_key must be a private key without password, as PEM or JWK") from None
    if isinstance(key, EllipticCurvePrivateKey) and isinstance(key.curve, SECP256R1):
        return key, "ES256"
    if isinstance(key, RSAPrivateKey):
        return key, "RS256"
    raise ConfigurationError("private_key must be an EC key on P-256 or an RSA key")


def _normalized(private_key: str) -> Secret:
    """Return a key with its line breaks. Files of environment variables often hold a PEM text in one line, some of them within quotes."""
    text = private_key.strip()
    if text[:1] in ("'", '"') and text[-1] == text[0]:
        text = text[1:-1].strip()
    if text.startswith("{"):
        return Secret(text)
    text = _LINE_BREAKS.sub("\n", text)
    pem = _PEM(text)
    if pem is not None:
        lines = textwrap.wrap("".join(pem[2].split()), 64)
        text = "\n".join((f"-----BEGIN {pem[1]}-----", *lines, f"-----END {pem[1]}-----", ""))
    return Secret(text)
