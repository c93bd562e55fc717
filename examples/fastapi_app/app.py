"""A product with FastAPI: its users connect accounts in the browser, run an action, and see the events of a trigger.

Set PIPEDREAM_PROJECT_ID, PIPEDREAM_CLIENT_ID and PIPEDREAM_CLIENT_SECRET, APP_URL (where browsers and the service reach this application)
and CONNECTION_SECRET (any long random text), then run `uvicorn app:app`.
"""

import os
from collections import defaultdict
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

import pdconnect
from pdconnect import webhooks
from pdconnect.models import ConnectionSuccess

from . import pages

APP_URL = os.environ["APP_URL"]
CONNECTION_SECRET = os.environ["CONNECTION_SECRET"]

signing_keys: dict[str, str] = {}  # by trigger; a real product keeps them in its database, as the news below
news: defaultdict[str, list[str]] = defaultdict(list)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    """Keep one client as long as the application runs."""
    async with pdconnect.AsyncClient(environment="development") as client:
        app.state.connect = client
        yield


def connect_client(request: Request) -> pdconnect.AsyncClient:
    """Return the client of the application."""
    client: pdconnect.AsyncClient = request.app.state.connect
    return client


def signed_in_user() -> str:
    """Return the id of the user. Your own sign-in belongs here."""
    return "user-1"


Connect = Annotated[pdconnect.AsyncClient, Depends(connect_client)]
User = Annotated[str, Depends(signed_in_user)]
Account = Annotated[str, Form()]
app = FastAPI(lifespan=lifespan)


@app.get("/")
async def home(client: Connect, user: User) -> HTMLResponse:
    """Show the user's accounts, with what can be done with them."""
    accounts = [account async for account in client.accounts.list(external_user_id=user, app="gitlab")]
    return HTMLResponse(pages.home(accounts, news[user]))


@app.post("/connect")
async def connect(client: Connect, user: User) -> RedirectResponse:
    """Send the browser to the service, where the user connects an account; it comes back to the home page."""
    token = await client.tokens.create(
        external_user_id=user,
        success_redirect_uri=APP_URL,
        error_redirect_uri=APP_URL,
        webhook_uri=f"{APP_URL}/connections/{CONNECTION_SECRET}",
    )
    return RedirectResponse(token.connect_link(app="gitlab"), status_code=303)


@app.post("/projects")
async def projects(client: Connect, user: User, account: Account) -> HTMLResponse:
    """Let the user choose one of the projects that the account can see."""
    form = await client.actions.form("gitlab-list-commits", external_user_id=user)
    await form.set("gitlab", account)
    return HTMLResponse(pages.projects(account, [option async for option in form.options("projectId")]))


@app.post("/commits")
async def commits(client: Connect, user: User, account: Account, project: Annotated[int, Form()]) -> HTMLResponse:
    """Run an action with the user's account."""
    try:
        result = await client.actions.run(
            id="gitlab-list-commits",
            external_user_id=user,
            configured_props={"gitlab": account, "projectId": project, "refName": "main"},
        )
    except pdconnect.ActionFailedError as error:
        return HTMLResponse(pages.message(str(error)), status_code=502)
    return HTMLResponse(pages.commits(result.ret))


@app.post("/follow")
async def follow(client: Connect, user: User, account: Account, project: Annotated[int, Form()]) -> RedirectResponse:
    """Deploy a trigger whose events are posted to this application."""
    trigger = await client.triggers.deploy_component(
        id="gitlab-new-issue",
        external_user_id=user,
        configured_props={"gitlab": account, "projectId": project},
        webhook_url=f"{APP_URL}/events",
    )
    if trigger.webhook_signing_key:
        signing_keys[trigger.id] = trigger.webhook_signing_key
    return RedirectResponse("/", status_code=303)


@app.post("/events", status_code=204)
async def event(request: Request) -> None:
    """Receive an event of a trigger. Its signature covers the raw body."""
    try:
        event = webhooks.verify(await request.body(), request.headers, key=signing_keys.get)
    except webhooks.SignatureError as error:
        raise HTTPException(401, str(error)) from None
    if event.external_user_id:
        news[event.external_user_id].append(f"New issue: {event.payload['title']}")


@app.post("/connections/{secret}", status_code=204)
async def connection(secret: str, request: Request, client: Connect) -> None:
    """Receive the result of a connection. It is not signed, so the URL has a secret, and the account is read again."""
    if secret != CONNECTION_SECRET:
        raise HTTPException(404)
    outcome = webhooks.parse(await request.body())
    if isinstance(outcome, ConnectionSuccess):
        account = await client.accounts.retrieve(outcome.account.id)
        if account.external_id:
            news[account.external_id].append(f"Connected {account.name or account.id}")
