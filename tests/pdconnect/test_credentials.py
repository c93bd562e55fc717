"""The other credentials: a private key, and a Connect token."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import pdconnect
from tests.fake_api import FakeApi, page

EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(key: Any, form: PrivateFormat = PrivateFormat.PKCS8) -> str:
    text: bytes = key.private_bytes(Encoding.PEM, form, NoEncryption())
    return text.decode()


def jwk(key: Any, algorithm: Any) -> str:
    return str(algorithm.to_jwk(key))


KEYS: dict[str, tuple[str, Any, str]] = {
    "EC PKCS#8": (pem(EC_KEY), EC_KEY, "ES256"),
    "EC SEC1": (pem(EC_KEY, PrivateFormat.TraditionalOpenSSL), EC_KEY, "ES256"),
    "EC JWK": (jwk(EC_KEY, jwt.algorithms.ECAlgorithm), EC_KEY, "ES256"),
    "RSA PKCS#8": (pem(RSA_KEY), RSA_KEY, "RS256"),
    "RSA PKCS#1": (pem(RSA_KEY, PrivateFormat.TraditionalOpenSSL), RSA_KEY, "RS256"),
    "RSA JWK": (jwk(RSA_KEY, jwt.algorithms.RSAAlgorithm), RSA_KEY, "RS256"),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_private_key_signs_a_new_assertion_for_every_token_request(name: str) -> None:
    text, key, algorithm = KEYS[name]
    api = FakeApi(lambda request: httpx.Response(204))
    client = api.client(client_secret=None, private_key=text, key_id="key-7")
    client.accounts.delete("apn_1")
    api.rejected_tokens = {"token-1"}
    client.accounts.delete("apn_1")
    claims = []
    for request in api.token_requests:
        body = json.loads(request.content)
        assert set(body) == {"grant_type", "client_id", "client_assertion_type", "client_assertion"}
        assert body["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        header = jwt.get_unverified_header(body["client_assertion"])
        assert header == {"alg": algorithm, "typ": "client-authentication+jwt", "kid": "key-7"}
        claims.append(
            jwt.decode(
                body["client_assertion"], key.public_key(), algorithms=[algorithm], audience="https://api.pipedream.com"
            )
        )
    assert len({each["jti"] for each in claims}) == len(claims) == 2
    assert all(each["iss"] == each["sub"] == "client-1" for each in claims)
    assert all(each["exp"] - each["iat"] == 60 for each in claims)


@pytest.mark.parametrize(
    "key",
    [
        "no key",
        "{}",
        '{"kty": "oct", "k": "c2VjcmV0"}',
        pem(ed25519.Ed25519PrivateKey.generate()),
        pem(ec.generate_private_key(ec.SECP384R1())),
    ],
    ids=range(5),
)
def test_an_unusable_key_is_rejected_by_the_constructor(key: str) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match="private_key") as caught:
        FakeApi().client(client_secret=None, private_key=key)
    assert key[:20] not in str(caught.value) or key in ("no key", "{}")


def test_a_secret_and_a_key_together_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(pdconnect.ConfigurationError, match="not both"):
        FakeApi().client(private_key=pem(EC_KEY))
    monkeypatch.setenv("PIPEDREAM_CLIENT_SECRET", "secret-of-the-environment")
    monkeypatch.setenv("PIPEDREAM_PRIVATE_KEY", pem(EC_KEY))
    with pytest.raises(pdconnect.ConfigurationError, match="PIPEDREAM_PRIVATE_KEY"):
        pdconnect.Client(project_id="p", client_id="c", environment="development")
    FakeApi().client(client_secret="passed-secret")
    FakeApi().client(client_secret=None, private_key=pem(EC_KEY))


CONNECT_TOKEN = "ctok_" + "0" * 32


def connect_client(api: FakeApi, **more: Any) -> pdconnect.Client:
    return pdconnect.Client(connect_token=CONNECT_TOKEN, http_client=api.http(), **more)


def test_a_connect_token_needs_no_project_and_no_environment() -> None:
    api = FakeApi(lambda request: httpx.Response(200, json=page([1], end=None)))
    client = connect_client(api)
    assert (client.project_id, client.environment) == (None, None)
    assert [account.id for account in client.accounts.list()] == ["apn_1"]
    (request,) = api.requests
    assert str(request.url) == "https://api.pipedream.com/v1/connect/accounts"
    assert request.headers["authorization"] == f"Bearer {CONNECT_TOKEN}"
    assert "x-pd-environment" not in request.headers
    assert api.token_requests == []
    assert CONNECT_TOKEN not in repr(client)


def test_a_connect_token_is_not_renewed_and_excludes_other_credentials() -> None:
    api = FakeApi()
    api.rejected_tokens = {CONNECT_TOKEN}
    with pytest.raises(pdconnect.UnauthorizedError):
        connect_client(api).accounts.list()
    for more in ({"project_id": "p"}, {"client_id": "c"}, {"access_token": "t"}):
        with pytest.raises(pdconnect.ConfigurationError, match="connect_token"):
            connect_client(api, **more)


def test_calls_that_a_connect_token_does_not_allow_are_rejected_before_sending() -> None:
    api = FakeApi()
    with pytest.raises(pdconnect.ConfigurationError, match="tokens_create"):
        connect_client(api).tokens.create(external_user_id="u")
    assert api.requests == []
