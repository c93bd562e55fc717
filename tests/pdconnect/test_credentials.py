"""The other credentials: a private key, and a Connect token."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

import pdconnect
from pdconnect._auth import private_key_jwt
from tests.fake_api import FakeApi, page

from ..cases import for_each

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
    assert all(each["exp"] - each["iat"] == 300 for each in claims)
    assert all("nbf" not in each for each in claims)


@pytest.mark.parametrize("skew", [-170, -90, -30, 0, 3, 30, 110])
@pytest.mark.parametrize("is_async", [False, True])
def test_an_assertion_is_accepted_by_a_service_with_another_clock(
    monkeypatch: pytest.MonkeyPatch, skew: int, is_async: bool
) -> None:
    """`skew` is the number of seconds by which our clock is ahead."""
    refused: list[str] = []

    def check(request: httpx.Request) -> httpx.Response:
        try:
            jwt.decode(
                json.loads(request.content)["client_assertion"],
                EC_KEY.public_key(),
                algorithms=["ES256"],
                audience="https://api.pipedream.com",
            )
        except jwt.PyJWTError as error:
            refused.append(str(error))
            return httpx.Response(401, json={"error": "invalid_client"})
        return httpx.Response(200, json={"access_token": "token", "expires_in": 3600})

    api = FakeApi(lambda request: httpx.Response(204))
    api.token_responder = check
    real_time = time.time
    monkeypatch.setattr(private_key_jwt, "time", SimpleNamespace(time=lambda: real_time() + skew))
    settings: dict[str, Any] = {"client_secret": None, "private_key": pem(EC_KEY)}
    if is_async:
        anyio.run(api.async_client(**settings).accounts.delete, "apn_1")
    else:
        api.client(**settings).accounts.delete("apn_1")
    assert not refused


SPELLINGS: dict[str, Callable[[str], str]] = {
    "line breaks as two characters": lambda text: text.replace("\n", "\\n"),
    "line breaks as four characters": lambda text: text.replace("\n", "\\r\\n"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "in quotes": lambda text: '"' + text.replace("\n", "\\n") + '"',
    "in single quotes": lambda text: "'" + text + "'",
    "spaces for line breaks": lambda text: text.replace("\n", " "),
    "no line breaks": lambda text: text.replace("\n", ""),
    "no line break at the end": lambda text: text.rstrip("\n"),
    "white space around": lambda text: f"\n  {text}\n\n",
    "indented": lambda text: "\n".join("    " + line for line in text.splitlines()),
}


# PKCS#8 of RSA has the same lines as that of EC, only more of them; reading an RSA key takes a tenth of a second.
@pytest.mark.parametrize(
    ("name", "from_environment"),
    [("EC PKCS#8", False), ("EC PKCS#8", True), ("EC SEC1", False), ("RSA PKCS#1", False)],
    ids=["EC PKCS#8", "EC PKCS#8 from a variable", "EC SEC1", "RSA PKCS#1"],
)
@for_each("spelling", SPELLINGS)
def test_a_pem_key_is_read_however_its_lines_are_written(
    monkeypatch: pytest.MonkeyPatch, name: str, spelling: str, from_environment: bool
) -> None:
    text = SPELLINGS[spelling](KEYS[name][0])
    api = FakeApi(lambda request: httpx.Response(204))
    if from_environment:
        monkeypatch.setenv("PIPEDREAM_PRIVATE_KEY", text)
        client = api.client(client_secret=None)
    else:
        client = api.client(client_secret=None, private_key=text)
    client.accounts.delete("apn_1")
    jwt.decode(
        json.loads(api.token_requests[0].content)["client_assertion"],
        KEYS[name][1].public_key(),
        algorithms=[KEYS[name][2]],
        audience="https://api.pipedream.com",
    )


ENDS = ["\n", "\r\n", " ", "\t"]
SETTINGS: dict[str, dict[str, str]] = {
    "client_secret": {"client_secret": "canary-secret"},
    "client_id": {"client_id": "canary-client"},
    "access_token": {"access_token": "canary-token"},
    "connect_token": {"connect_token": "ctok_canary"},
    "project_id": {"project_id": "proj_canary"},
}
OTHERS: dict[str, dict[str, str | None]] = {
    "access_token": {"client_id": None, "client_secret": None},
    "connect_token": {"client_id": None, "client_secret": None, "project_id": None},
}


@for_each("is_async", [False, True])
@for_each("end", ENDS, ids=repr)
@for_each("at", ["beginning", "end"])
@for_each("name", SETTINGS)
def test_a_setting_with_white_space_at_its_ends_is_refused_with_the_reason(
    name: str, at: str, end: str, is_async: bool
) -> None:
    value = SETTINGS[name][name]
    settings = {**OTHERS.get(name, {}), name: value + end if at == "end" else end + value}
    create = FakeApi().async_client if is_async else FakeApi().client
    with pytest.raises(pdconnect.ConfigurationError, match=f"{name} has white space at its beginning or end") as caught:
        create(**settings)
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize("end", ENDS, ids=repr)
@pytest.mark.parametrize("name", ["CLIENT_SECRET", "CLIENT_ID", "ACCESS_TOKEN", "PROJECT_ID"])
def test_a_variable_with_white_space_at_its_end_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, name: str, end: str
) -> None:
    variables = {
        "CLIENT_ID": "c",
        "CLIENT_SECRET": "secret-1",
        "PROJECT_ID": "proj_1",
        "PROJECT_ENVIRONMENT": "production",
    }
    for known, value in {**variables, name: "canary-value" + end}.items():
        monkeypatch.setenv(f"PIPEDREAM_{known}", value)
    with pytest.raises(pdconnect.ConfigurationError, match=f"PIPEDREAM_{name} has white space") as caught:
        pdconnect.Client()
    assert "canary" not in str(caught.value)


def test_a_private_key_as_jwk_may_end_with_a_line_break() -> None:
    FakeApi().client(client_secret=None, private_key=KEYS["EC JWK"][0].strip() + " ")


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
