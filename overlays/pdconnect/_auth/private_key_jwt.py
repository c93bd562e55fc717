"""Client authentication by a signed JWT in place of a secret (RFC 7523, section 2.2). Needs the extra `pdconnect[jwt]`."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from .._exceptions import ConfigurationError
from .credentials import PrivateKeyCredentials

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFETIME = 60
"""Seconds. The service takes up to an hour, but takes each assertion once."""


def check_key(client: PrivateKeyCredentials) -> None:
    """See at once whether the key can be used. Raises ConfigurationError."""
    _load(client)


def client_assertion(client: PrivateKeyCredentials, base_url: str) -> str:
    """A new assertion; never send one twice, the service refuses a repeated `jti`."""
    import jwt

    key, algorithm = _load(client)
    origin = urlsplit(base_url)
    now = int(time.time())
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": f"{origin.scheme}://{origin.netloc}",
        "iat": now,
        "exp": now + LIFETIME,
        "jti": str(uuid.uuid4()),
    }
    headers = {"typ": "client-authentication+jwt", **({"kid": client.key_id} if client.key_id else {})}
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers)


def _load(client: PrivateKeyCredentials) -> tuple[EllipticCurvePrivateKey | RSAPrivateKey, str]:
    """The key and the algorithm that goes with it."""
    try:
        import jwt
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise ConfigurationError("private_key needs the extra: pip install 'pdconnect[jwt]'") from None
    text = client.private_key.strip()
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
