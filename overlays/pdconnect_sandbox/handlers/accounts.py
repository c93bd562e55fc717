"""Connected accounts."""

from __future__ import annotations

from attrs import frozen
from starlette.exceptions import HTTPException

from ..connect.serialize import account_wire
from ..service.call import Call
from ..service.pagination import window
from ..state.records import Account
from ..state.state import State
from ..wire.responses import JsonResponse, SandboxResponse, no_content
from ..wire.types import JsonObject


def list_(state: State, call: Call) -> SandboxResponse:
    """List the accounts that pass the filters, one page."""
    accounts, filters = call.environment.accounts, _filters(state, call)
    page = window(accounts.choose(filters, filters.holds, filters.user), accounts.ranks, call.query)
    found = [accounts.get(key) for key in page.ids]
    return JsonResponse({"page_info": page.info, "data": [_wire(state, call, account) for account in found if account]})


def list_by_external_user(state: State, call: Call) -> SandboxResponse:
    """List the accounts of one user, all at once and without an envelope."""
    filters = _filters(state, call)
    accounts = call.environment.accounts
    owned = list(accounts) if filters.user is None else accounts.owned_by(filters.user)
    return JsonResponse([_wire(state, call, account) for account in owned if filters.holds(account)])


def retrieve(state: State, call: Call) -> SandboxResponse:
    """Show one account, without an envelope."""
    return JsonResponse(_wire(state, call, _find(call)))


def delete(state: State, call: Call) -> SandboxResponse:
    """Remove an account and the triggers that use it."""
    call.environment.remove_account(_find(call).id)
    return no_content()


def delete_by_app(state: State, call: Call) -> SandboxResponse:
    """Remove all accounts of an app, named by its OAuth client or, for other apps, by its slug."""
    app = state.registry.app(call.path["app_id"])
    slug = app.name_slug if app else None
    own = call.principal.external_user_id
    deleted = [
        account
        for account in call.environment.accounts
        if (account.oauth_app_id == call.path["app_id"] or account.app_slug == slug)
        and own in (None, account.external_user_id)
    ]
    if not deleted:
        raise HTTPException(404, "path.app_id: there are no accounts of this app")
    for account in deleted:
        call.environment.remove_account(account.id)
    return no_content()


def _find(call: Call) -> Account:
    account = call.environment.accounts.get(call.path["account_id"])
    own = call.principal.external_user_id
    if account is None or own not in (None, account.external_user_id):
        raise HTTPException(404, f"path.account_id: there is no such account in {call.environment.name}")
    return account


@frozen
class _Filters:
    """The filters of a list; None matches all."""

    user: str | None
    client: str | None
    app: str | None

    def holds(self, account: Account) -> bool:
        """Return whether the list contains an account."""
        return (
            self.user in (None, account.external_user_id)
            and self.client in (None, account.oauth_app_id)
            and self.app in (None, account.app_slug)
        )


def _filters(state: State, call: Call) -> _Filters:
    wanted = call.query.get("app")
    app = state.registry.app(wanted) if wanted is not None else None
    # An unknown app has no accounts: no app has an empty slug.
    slug = None if wanted is None else app.name_slug if app else ""
    return _Filters(call.external_user_id, call.query.get("oauth_app_id"), slug)


def _wire(state: State, call: Call, account: Account) -> JsonObject:
    credentials = call.query.get("include_credentials", False)
    return account_wire(state, call.environment, account, credentials=credentials)
