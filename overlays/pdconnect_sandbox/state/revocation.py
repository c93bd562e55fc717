"""Token expiry and account revocation."""

from __future__ import annotations

from attrs import evolve
from starlette.exceptions import HTTPException

from .projects import Environment
from .records import Account
from .state import State

REVOKED = "invalid_grant: the user has revoked the access"


def expire_token(state: State, token: str) -> None:
    """Expire an access token or a Connect token now, or raise 404 if it is unknown."""
    now = state.clock()
    if access := state.access_tokens.get(token):
        state.access_tokens[token] = evolve(access, expires_at=min(access.expires_at, now))
    elif connect := state.connect_tokens.get(token):
        connect.expires_at = min(connect.expires_at, now)
    else:
        raise HTTPException(404, "token: this token is not known")


def expire_tokens(state: State) -> None:
    """Expire all access tokens and Connect tokens now."""
    for token in [*state.access_tokens, *state.connect_tokens]:
        expire_token(state, token)


def revoke_account(state: State, account_id: str, error: str | None = None) -> tuple[Environment, Account]:
    """Revoke an account: its app no longer accepts its credentials. Return it with its environment, or raise 404."""
    environment, account = find_account(state, account_id)
    revoked = evolve(account, revoked_at=state.clock(), error=error or REVOKED)
    environment.accounts.put(account_id, revoked)
    return environment, revoked


def find_account(state: State, account_id: str) -> tuple[Environment, Account]:
    """Return an account of any project with its environment, or raise 404."""
    for environment in state.environments():
        if account := environment.accounts.get(account_id):
            return environment, account
    raise HTTPException(404, f"account: there is no account {account_id}")
