# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

ConfiguredProps: TypeAlias = dict[str, Any]
"""
Values by the name of the prop (not the app's slug). By kind of prop:

- `app`: `{"authProvisionId": "apn_..."}`; nearly every other prop depends on it.
- texts, numbers, lists, objects: as they are.
- props with `remoteOptions` or `withLabel`: preferably `{"__lv": {"label": ..., "value": ...}}`, which keeps the label.
- `sql`: an object with `query`.
- timer: `{"intervalSeconds": 900}` or `{"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}`.

A deployed trigger gives back what was sent and adds what the service made: `{"endpoint_url": ...}` for HTTP
interfaces, `{"cron": ..., "interval_seconds": ...}` (snake case here) for timers.

"""


class CreateAccount(TypedDict):
    """
    What a user has filled in to connect an account of an app with keys.
    """

    app_slug: str
    """
    Name slug of the app.
    """
    cfmap_json: str
    """
    JSON text of an object, the values by the names of the app's custom fields (see `custom_fields_json` of the app). It holds the keys themselves.
    """
    connect_token: str
    """
    A Connect token of the user.
    """
    name: NotRequired[str]
    """
    Name of the account.
    """
    account_id: NotRequired[str]
    """
    Account that gets these values in place of the ones it has. It must be of the same user, environment and app.
    """
    app_override_id: NotRequired[str]
    """
    App override that fills in the other custom fields (`ao_...`).
    """


class CreateOAuthApp(TypedDict):
    """
    An OAuth client of your own, as it was registered at the app.
    """

    app: str
    """
    The app (id or name slug).
    """
    client_id: NotRequired[str]
    """
    The client's id at the app. Long required; now it can be added later.
    """
    client_secret: NotRequired[str]
    """
    The client's secret at the app. Long required; now it can be added later.
    """
    name: NotRequired[str]
    """
    Name of the client.
    """
    description: NotRequired[str]
    """
    What the client is.
    """
    scopes: NotRequired[list[str]]
    """
    The app's own scopes that users are to be asked for.
    """
    additional_scopes: NotRequired[list[str]]
    """
    More of the app's own scopes, which users may grant on top.
    """


class CreateOAuthToken(TypedDict):
    """
    Credentials of an OAuth client. The client proves itself either by `client_secret` or, where a key pair was registered for it, by `client_assertion` with `client_assertion_type`.
    """

    grant_type: Literal["client_credentials"]
    """
    The only grant the service knows.
    """
    client_id: str
    """
    Id of the OAuth client.
    """
    client_secret: NotRequired[str]
    """
    Secret of the OAuth client. Leave it out when a `client_assertion` is sent.
    """
    client_assertion_type: NotRequired[Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"]]
    """
    Goes with `client_assertion`. Younger than the reference.
    """
    client_assertion: NotRequired[str]
    """
    Signed JWT (RFC 7523; ES256 or RS256) in place of the secret. Good for one request, so never repeat a request with the same one. Younger than the reference.
    """
    scope: NotRequired[str]
    """
    Scopes to ask for, separated by spaces; all (`*`) when it is left out. Younger than the reference.
    """


class CreateProject(TypedDict):
    """
    What the new project is to be.
    """

    name: str
    """
    Name of the project.
    """
    app_name: NotRequired[str]
    """
    Name of your product that users are shown when they connect.
    """
    support_email: NotRequired[str]
    """
    Mail address for help that users are shown.
    """
    connect_require_key_auth_test: NotRequired[bool]
    """
    Whether keys are to be tried out at the app before the account is accepted.
    """


class CreateRateLimit(TypedDict):
    """
    How many requests are allowed in how much time. Which figures are taken is not documented.
    """

    window_size_seconds: int
    """
    Length of the window, in seconds.
    """
    requests_per_window: int
    """
    Requests allowed in one window.
    """


ExternalUserId: TypeAlias = str
"""
Your own id of one of your users, whatever you use to tell them apart.
"""


JsonObject: TypeAlias = dict[str, Any]
"""
Any JSON object.
"""


class ReloadProps(TypedDict):
    """
    Which component to reload the props of, and what was configured so far.
    """

    id: str
    """
    Key of the component, such as `google_sheets-add-single-row`.
    """
    external_user_id: ExternalUserId
    configured_props: NotRequired[ConfiguredProps]
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload; none at the first one.
    """
    version: NotRequired[str | None]
    """
    Version of the component; the newest when it is left out. Younger than the reference.
    """
    blocking: NotRequired[bool]
    """
    Whether to wait for the result; believed to be yes when it is left out. Younger than the reference.
    """


StashId: TypeAlias = str | bool | None
"""
File stash to use: the id of one from an earlier run (good for 24 hours), or `NEW`, the empty string or `true` for a new one. Younger than the reference.
"""


class UpdateAppOverride(TypedDict):
    """
    What to change of an app override.
    """

    name: NotRequired[str]
    """
    Name of the override.
    """
    oauth_app_id: NotRequired[str | None]
    """
    OAuth client that is to go with it (`oa_...`); null takes it away.
    """
    cfmap: NotRequired[JsonObject]
    """
    The values by the names of the app's custom fields. Fields of type `password` give 400. Whether values that are not named stay is not known, so name them all.
    """


class UpdateDeployedTrigger(TypedDict):
    """
    What to change of a deployed trigger.
    """

    active: NotRequired[bool]
    """
    Whether it is to emit events.
    """
    configured_props: NotRequired[ConfiguredProps]
    """
    All values, in place of all old ones.
    """
    name: NotRequired[str]
    """
    Name for people.
    """
    emit_on_deploy: NotRequired[bool]
    """
    Whether it may emit a few past events right after a deployment.
    """


class UpdateOAuthApp(TypedDict):
    """
    What to change of an OAuth client.
    """

    name: NotRequired[str]
    """
    Name of the client.
    """
    description: NotRequired[str]
    """
    What the client is.
    """
    client_id: NotRequired[str]
    """
    The client's id at the app.
    """
    client_secret: NotRequired[str]
    """
    The client's secret at the app; a blank one changes nothing.
    """
    scopes: NotRequired[list[str]]
    """
    The app's own scopes that users are to be asked for.
    """
    additional_scopes: NotRequired[list[str]]
    """
    More of the app's own scopes, which users may grant on top.
    """


class UpdateProject(TypedDict):
    """
    What to change of a project.
    """

    name: NotRequired[str]
    """
    Name of the project.
    """
    app_name: NotRequired[str]
    """
    Name of your product that users are shown when they connect.
    """
    support_email: NotRequired[str]
    """
    Mail address for help that users are shown.
    """
    connect_require_key_auth_test: NotRequired[bool]
    """
    Whether keys are to be tried out at the app before the account is accepted.
    """


class UpdateProjectLogo(TypedDict):
    """
    The logo of a project.
    """

    logo: str
    """
    The image as a `data:` URI in base64. Which kinds and sizes are taken is not documented.
    """


class UpdateProjectWebhook(TypedDict):
    """
    Where the events of a project environment are to be posted.
    """

    url: str
    """
    The address.
    """


class UpdateTriggerWebhooks(TypedDict):
    """
    The addresses that the events of a deployed trigger are to be posted to.
    """

    webhook_urls: list[str]
    """
    All of the addresses; others are taken away.
    """


class UpdateTriggerWorkflows(TypedDict):
    """
    The workflows that are to get the events of a deployed trigger.
    """

    workflow_ids: list[str]
    """
    Ids of all of the workflows (`p_...`); others are taken away.
    """


class ConfigureProp(TypedDict):
    """
    Which prop of which component to configure, and what was configured so far.
    """

    id: str
    """
    Key of the component, such as `gitlab-list-commits`.
    """
    external_user_id: ExternalUserId
    prop_name: str
    """
    Name of the prop whose choices are wanted.
    """
    configured_props: NotRequired[ConfiguredProps]
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload, if the props were reloaded.
    """
    query: NotRequired[str]
    """
    Text to narrow the choices by, for props with `useQuery`. Younger than the reference.
    """
    page: NotRequired[int]
    """
    Page of the choices, counted from 0. Younger than the reference.
    """
    prev_context: NotRequired[JsonObject]
    """
    The `context` of the answer before, to get the choices behind it. Younger than the reference.
    """
    version: NotRequired[str | None]
    """
    Version of the component; the newest when it is left out. Younger than the reference.
    """
    blocking: NotRequired[bool]
    """
    Whether to wait for the result; believed to be yes when it is left out. Younger than the reference.
    """


class CreateAppOverride(TypedDict):
    """
    What the app override is to fill in.
    """

    app: str
    """
    The app (id or name slug).
    """
    name: str
    """
    Name of the override.
    """
    oauth_app_id: NotRequired[str]
    """
    OAuth client that is to go with it (`oa_...`).
    """
    cfmap: NotRequired[JsonObject]
    """
    The values by the names of the app's custom fields. Fields of type `password` give 400.
    """


class CreateToken(TypedDict):
    """
    For whom the Connect token is, and what it may be used for.
    """

    external_user_id: ExternalUserId
    allowed_origins: NotRequired[list[str]]
    """
    Origins (scheme, host, port) from which a browser may call the API with the token. Needed for browser calls only.
    """
    success_redirect_uri: NotRequired[str]
    """
    Where Connect Link sends the user after success.
    """
    error_redirect_uri: NotRequired[str]
    """
    Where Connect Link sends the user after an error.
    """
    webhook_uri: NotRequired[str]
    """
    Where the outcome of each connection attempt is posted. No signature is documented for those requests; read the account again before trusting one.
    """
    expires_in: NotRequired[int]
    """
    Seconds the token is to be good for; 14400 when it is left out. Younger than the reference.
    """
    scope: NotRequired[str]
    """
    Scopes of the token, separated by spaces; `connect:*`, the most a Connect token can have, when it is left out. Younger than the reference.
    """
    allow_progressive_scopes: NotRequired[bool]
    """
    Whether the user may grant only some of the app's OAuth scopes; no when it is left out. Younger than the reference.
    """
    app_id: NotRequired[str]
    """
    App (id or name slug) that the Connect Link is for. Younger than the reference.
    """
    oauth_app_id: NotRequired[str]
    """
    OAuth client that the Connect Link is for; wins over `app_id`. Younger than the reference.
    """


class DeployTrigger(TypedDict):
    """
    Which trigger to deploy for whom, with what, and where its events go. Triggers without a component have the keys `http-new-requests`, `schedule-custom-interval` and `email-new-email`.
    """

    id: str
    """
    Key of the trigger, such as `gitlab-new-issue`.
    """
    external_user_id: ExternalUserId
    configured_props: NotRequired[ConfiguredProps]
    webhook_url: NotRequired[str]
    """
    Where each event is posted. Leave it out when the events go to a workflow or a webhook is set later.
    """
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload, if the props were reloaded.
    """
    workflow_id: NotRequired[str]
    """
    Workflow (`p_...`) that gets the events. Younger than the reference.
    """
    version: NotRequired[str | None]
    """
    Version of the trigger; the newest when it is left out. Younger than the reference.
    """
    emit_on_deploy: NotRequired[bool]
    """
    Whether the trigger may emit a few past events right after the deployment; yes when it is left out. Younger than the reference.
    """


class RunAction(TypedDict):
    """
    Which action to run for whom, and with what.
    """

    id: str
    """
    Key of the action, such as `gitlab-list-commits`.
    """
    external_user_id: ExternalUserId
    configured_props: NotRequired[ConfiguredProps]
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload, if the props were reloaded.
    """
    stash_id: NotRequired[StashId]
    version: NotRequired[str | None]
    """
    Version of the action; the newest when it is left out. Younger than the reference.
    """
