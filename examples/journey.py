"""Run the reference's whole workflow against the sandbox, from a Connect token for a user to the deletion of that user.

Print each step with its results, and fail if a result is unexpected.
"""

import sys
import time

import httpx
from rich.console import Console
from rich.table import Table

import pdconnect
from pdconnect.models import ConfigurablePropString
from pdconnect.sandbox import Sandbox

USER = "user-abc-123"

console = Console(highlight=False)
started = began = time.perf_counter()


def say(step: str, *results: object) -> None:
    """Print one step with its results, and the time that it took."""
    global began
    now = time.perf_counter()
    row = Table.grid(padding=(0, 2), expand=True)
    row.add_column(width=36)
    row.add_column(ratio=1, style="cyan", overflow="fold")
    row.add_column(width=8, justify="right", style="dim")
    row.add_row(step, "\n".join(map(str, results)), f"{(now - began) * 1000:.0f} ms")
    console.print(row)
    began = time.perf_counter()


def expect(condition: bool, what: str) -> None:
    """Stop if a condition is not met."""
    if not condition:
        raise SystemExit(f"FAILED: {what}")


def connect_accounts(client: pdconnect.Client) -> None:
    """Create a token for a user, who follows the link and connects accounts."""
    for app in ("gitlab", "google_sheets"):
        token = client.tokens.create(external_user_id=USER, allowed_origins=["https://app.example.com"])
        link = httpx.URL(token.connect_link_url).copy_merge_params({"app": app})
        page = httpx.post(link, data={"decision": "allow"})  # in real life: a person, in a browser
        expect(page.is_success, f"connecting {app}: {page.status_code}")
        say(
            f"1. The user connects {app}",
            f"by a link that is valid until {token.expires_at:%H:%M} UTC",
        )


def list_accounts(client: pdconnect.Client) -> dict[str, str]:
    """Iterate over the accounts of the user, page by page, and return their ids by app."""
    first = client.accounts.list(external_user_id=USER, limit=1)
    accounts = list(first)
    say("2. The user's accounts, one a page", *(f"{each.id}  {each.name}" for each in accounts))
    expect(len(accounts) == 2, f"2 accounts expected, {len(accounts)} found")
    account = client.accounts.retrieve(accounts[0].id, include_credentials=True)
    say("3. One of them with its credentials", ", ".join(account.credentials or {}), "The values are not shown.")
    expect(bool(account.credentials), "credentials expected")
    return {account.app.name_slug or "": account.id for account in accounts if account.app}


def run_an_action(client: pdconnect.Client, account_id: str) -> None:
    """Find an action, ask for the choices of a prop, and run it."""
    found = list(client.actions.list(app="gitlab", q="commits"))
    say("4. Actions of GitLab about commits", *(action.key for action in found))
    props: dict[str, object] = {"gitlab": {"authProvisionId": account_id}}
    choices = client.actions.configure_prop(
        id="gitlab-list-commits", external_user_id=USER, prop_name="projectId", configured_props=props
    )
    options = choices.options or []
    say(
        "5. The choices for projectId",
        *(f"{option.value}  {option.label}" for option in options[:3]),
        f"and {len(options[3:])} more",
    )
    expect(bool(options), "choices expected")
    project = options[0].value
    result = client.actions.run(
        id="gitlab-list-commits",
        external_user_id=USER,
        configured_props={**props, "projectId": project, "refName": "main"},
    )
    say("6. The action run", *(commit["title"] for commit in result.ret))
    expect(len(result.ret) > 0, "commits expected")


def reload_dynamic_props(client: pdconnect.Client, account_id: str) -> None:
    """Configure a component whose props depend on earlier values."""
    key = "google_sheets-add-single-row"
    component = client.components.retrieve(key)
    say(f"7. {key}", ", ".join(prop.name for prop in component.configurable_props or []))
    props: dict[str, object] = {"googleSheets": {"authProvisionId": account_id}}
    sheet = next(
        prop
        for prop in component.configurable_props or []
        if isinstance(prop, ConfigurablePropString) and prop.reload_props
    )
    choices = client.components.configure_prop(
        id=key, external_user_id=USER, prop_name=sheet.name, configured_props=props
    )
    expect(bool(choices.options), f"choices for {sheet.name} expected")
    props[sheet.name] = (choices.options or [])[0].value
    reloaded = client.components.reload_props(id=key, external_user_id=USER, configured_props=props)
    dynamic = reloaded.dynamic_props
    expect(dynamic is not None and bool(dynamic.configurable_props), "dynamic props expected")
    assert dynamic is not None
    say(f"8. Its props after {sheet.name} was set", ", ".join(p.name for p in dynamic.configurable_props or []))


def deploy_a_trigger(client: pdconnect.Client, account_id: str) -> None:
    """Deploy a trigger, look at it, and delete it."""
    trigger = client.triggers.deploy_component(
        id="gitlab-new-issue",
        external_user_id=USER,
        configured_props={"gitlab": {"authProvisionId": account_id}, "projectId": 45672541},
        webhook_url="https://events.example.com/gitlab-new-issue",
    )
    say("9. A trigger deployed", f"{trigger.id}  {trigger.name}")
    expect(bool(trigger.webhook_signing_key), "a signing key expected")
    deployed = list(client.deployed_triggers.list(external_user_id=USER))
    say("10. The user's deployed triggers", *(each.id for each in deployed))
    expect([each.id for each in deployed] == [trigger.id], "exactly the new trigger expected")
    again = client.deployed_triggers.retrieve(trigger.id, external_user_id=USER)
    expect(again.id == trigger.id, "the same trigger expected")
    client.deployed_triggers.delete(trigger.id, external_user_id=USER)
    say("11. The trigger deleted", f"left: {len(list(client.deployed_triggers.list(external_user_id=USER)))}")


def delete_the_user(client: pdconnect.Client) -> None:
    """Delete the user with all accounts and triggers."""
    client.users.delete_external_user(USER)
    left = list(client.accounts.list(external_user_id=USER))
    say("12. The user deleted, with accounts", f"left: {len(left)}")
    expect(not left, "no account expected")
    try:
        client.users.delete_external_user(USER)
    except pdconnect.NotFoundError as error:
        say("13. Deleting the user again", f"{type(error).__name__}, status {error.status_code}")
    else:
        expect(False, "a second deletion must be NotFoundError")


def main() -> None:
    """Start the sandbox on a free loopback port and run all steps."""
    sandbox = Sandbox()
    with (
        sandbox.serve() as served,
        pdconnect.Client(
            project_id=sandbox.settings.project_id,
            client_id=sandbox.settings.client_id,
            client_secret=sandbox.settings.client_secret,
            environment="development",
            base_url=served.base_url,
        ) as client,
    ):
        say("0. The sandbox listens", served.base_url)
        connect_accounts(client)
        accounts = list_accounts(client)
        run_an_action(client, accounts["gitlab"])
        reload_dynamic_props(client, accounts["google_sheets"])
        deploy_a_trigger(client, accounts["gitlab"])
        delete_the_user(client)
        console.print(f"\n{time.perf_counter() - started:.1f} s. All steps passed.")
        if sys.stdin.isatty():
            console.input(f"What happened: {served.base_url}/_sandbox (Enter stops the sandbox) ")


if __name__ == "__main__":
    main()
