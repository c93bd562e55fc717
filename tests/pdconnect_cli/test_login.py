"""Login: which credentials are checked, where they are stored, and what overrides them."""

from __future__ import annotations

import json
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from pdconnect.sandbox import Sandbox, Served

from .keyrings import ForgetfulKeyring, LockedKeyring, MemoryKeyring, PlaintextKeyring, fallback_keyring
from .running import IN_PROCESS_URL, Ended, run
from .terminals import Terminal

SECRET = "sandbox-secret"


def log_in(*more: str, secret: str = SECRET) -> Ended:
    settings = ["--project-id", "proj_sandbox", "--environment", "development", "--base-url", IN_PROCESS_URL]
    return run("login", "--client-id", "sandbox-client", "--client-secret-stdin", *settings, *more, stdin=f"{secret}\n")


def stored(memory: MemoryKeyring, profile: str = "default") -> dict[str, str]:
    found: dict[str, str] = json.loads(memory.entries["pdconnect", profile])
    return found


def test_valid_credentials_are_stored_and_used(in_process: None, sandbox: Sandbox, memory: MemoryKeyring) -> None:
    ended = log_in().ok()
    assert "Logged in to proj_sandbox, development." in ended.err
    assert stored(memory)["client_secret"] == SECRET
    sandbox.add_account(app="slack", external_user_id="user-1")
    assert [row[1] for row in run("accounts", "list").ok().rows] == ["slack"]


def test_no_secret_is_ever_shown(in_process: None, memory: MemoryKeyring) -> None:
    outputs = [
        log_in(),
        run("doctor"),
        run("doctor", "--json"),
        run("logout"),
        log_in(secret="wrong-secret-9"),
    ]
    for ended in outputs:
        assert SECRET not in ended.out + ended.err
        assert "wrong-secret-9" not in ended.out + ended.err


@pytest.mark.parametrize(
    ("secret", "code", "expected"),
    [("wrong", 4, "invalid_client"), ("", 2, "the secret is empty")],
)
def test_invalid_credentials_are_not_stored(
    secret: str, code: int, expected: str, in_process: None, memory: MemoryKeyring
) -> None:
    ended = log_in(secret=secret)
    assert ended.code == code
    assert expected in ended.err
    assert not memory.entries


def test_an_unknown_project_is_not_stored(in_process: None, memory: MemoryKeyring) -> None:
    assert log_in("--project-id", "proj_other").code in (4, 5)
    assert not memory.entries


def test_profiles_are_separate(in_process: None, memory: MemoryKeyring) -> None:
    log_in().ok()
    log_in("--profile", "live", "--environment", "production").ok()
    assert stored(memory)["environment"] == "development"
    assert stored(memory, "live")["environment"] == "production"
    assert "in production" in run("doctor", "--profile", "live").ok().out
    assert "in production" in run("--profile", "live", "doctor").ok().out, "also before the command"
    run("logout", "--profile", "live").ok()
    assert ("pdconnect", "live") not in memory.entries
    assert run("accounts", "list", "--profile", "live").code == 3
    assert run("logout", "--profile", "live").code == 5


def test_the_profile_variable_names_the_profile(
    in_process: None, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PDCONNECT_PROFILE", "live")
    log_in().ok()
    assert ("pdconnect", "live") in memory.entries
    run("accounts", "list").ok()


def test_variables_override_stored_values(
    in_process: None, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in().ok()
    monkeypatch.setenv("PIPEDREAM_PROJECT_ENVIRONMENT", "production")
    assert "in production" in run("doctor").ok().out
    assert "in development" in run("doctor", "--environment", "development").ok().out, "options override variables"
    monkeypatch.setenv("PIPEDREAM_CLIENT_ID", "sandbox-client")
    ended = run("accounts", "list", "--profile", "default")
    assert ended.code == 3, "credentials from two sources are never mixed"
    assert "PIPEDREAM_CLIENT_ID is set and overrides the profile 'default'" in ended.err


def test_login_warns_about_overriding_variables(logged_in: None, memory: MemoryKeyring) -> None:
    assert "PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET still override" in log_in().ok().err


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        (fallback_keyring("fail"), "this system has none that works"),
        (fallback_keyring("null"), "this system has none that works"),
        (PlaintextKeyring(), "stores secrets in a plain file"),
        (ForgetfulKeyring(), "did not store the entry"),
        (LockedKeyring(), "the keyring is locked"),
    ],
)
def test_without_a_safe_keyring_the_message_names_the_variables(
    backend: KeyringBackend, why: str, in_process: None, memory: MemoryKeyring
) -> None:
    keyring.set_keyring(backend)
    ended = log_in()
    assert ended.code == 3
    assert why in ended.err
    assert "PIPEDREAM_CLIENT_SECRET" in ended.err
    assert "and more details" not in ended.err


def test_variables_work_without_a_keyring(logged_in: None, memory: MemoryKeyring) -> None:
    keyring.set_keyring(fallback_keyring("fail"))
    run("accounts", "list").ok()
    assert "credentials from the environment" in run("doctor").ok().out


def test_an_unreadable_profile_asks_for_a_new_login(memory: MemoryKeyring) -> None:
    memory.set_password("pdconnect", "default", "{}")
    ended = run("accounts", "list")
    assert ended.code == 3
    assert "run `pdconnect login` again" in ended.err


def test_without_credentials_the_hint_is_login() -> None:
    ended = run("accounts", "list")
    assert ended.code == 3
    assert "not logged in" in ended.err
    assert "hint: `pdconnect login`" in ended.err


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
def test_a_private_key_in_place_of_the_secret(
    mark: bytes, in_process: None, memory: MemoryKeyring, tmp_path: Path
) -> None:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "key.pem"
    file.write_bytes(mark + key)
    settings = ["--project-id", "proj_sandbox", "-e", "development", "--base-url", IN_PROCESS_URL]
    ended = run("login", "--client-id", "sandbox-client", "--private-key-file", str(file), "--key-id", "k1", *settings)
    assert ended.code == 4, "the sandbox knows no keys, so it rejects this one"
    assert key.decode().splitlines()[1] not in ended.err
    assert run("login", "--private-key-file", str(file), "--client-secret-stdin").code == 2


@pytest.mark.parametrize(
    ("content", "code", "what"),
    [
        (b"\x30\x81\x87\xff\x00", 2, "must contain UTF-8 text"),
        ("-----BEGIN PRIVATE KEY-----\n".encode("utf-16"), 2, "must contain UTF-8 text"),
        (b"{}", 3, "private key without password, as PEM or JWK"),
    ],
    ids=["DER", "UTF-16", "no key"],
)
def test_an_unusable_key_file_is_an_error(
    content: bytes, code: int, what: str, in_process: None, memory: MemoryKeyring, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    file.write_bytes(content)
    settings = ["--project-id", "proj_sandbox", "-e", "development", "--base-url", IN_PROCESS_URL]
    ended = run("login", "--client-id", "sandbox-client", "--private-key-file", str(file), *settings)
    assert (ended.code, ended.out) == (code, "")
    assert what in ended.err
    assert "Traceback" not in ended.err
    assert not memory.entries


def test_a_missing_value_is_an_error_without_a_terminal(memory: MemoryKeyring) -> None:
    ended = run("login", "--project-id", "p", "-e", "development", "--client-id", "c")
    assert ended.code == 2
    assert "--client-secret-stdin" in ended.err
    assert "--client-id is missing" in run("login", "--project-id", "p", "-e", "development").err


def test_missing_values_are_prompted_for_in_a_terminal(
    process_env: dict[str, str], served: Served, tmp_path: Path
) -> None:
    terminal = Terminal("login", "--base-url", served.base_url, env=process_env)
    terminal.sees("Project id").types("").sees("Project id").types("proj_sandbox")
    terminal.sees("Environment").types("dev").sees("Environment").types("development")
    terminal.sees("OAuth client id").types("sandbox-client")
    terminal.sees("secret (not shown)").types(SECRET)
    assert terminal.ends() == 0
    assert "Logged in to proj_sandbox" in terminal.text
    assert SECRET not in terminal.text
    assert SECRET in (tmp_path / "keyring.json").read_text()
    again = Terminal("accounts", "list", env=process_env)
    assert again.ends() == 0
    assert "Nothing found." in again.text


def test_an_interrupted_login_stores_nothing(process_env: dict[str, str], served: Served, tmp_path: Path) -> None:
    terminal = Terminal("login", "--base-url", served.base_url, "--project-id", "proj_sandbox", env=process_env)
    terminal.sees("Environment").types("development").sees("client id").types("sandbox-client")
    terminal.sees("secret (not shown)").interrupts()
    assert terminal.ends() == 130
    assert not (tmp_path / "keyring.json").exists()
    assert "Traceback" not in terminal.text
