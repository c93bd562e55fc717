# Generated from spec/schemas/. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict

if not TYPE_CHECKING and sys.version_info < (3, 12):
    try:  # before Python 3.12, pydantic accepts no other TypedDict
        from typing_extensions import TypedDict
    except ImportError:
        pass


ConfiguredProps: TypeAlias = dict[str, Any]
"""
Values by the name of the prop (not the app's slug). By kind of prop:

- `app`: `{"authProvisionId": "apn_..."}`; nearly every other prop depends on it.
- strings, numbers, lists, objects: unchanged.
- props with `remoteOptions` or `withLabel`: preferably `{"__lv": {"label": ..., "value": ...}}`, which keeps the label.
- `sql`: an object with `query`.
- timer: `{"intervalSeconds": 900}` or `{"cron": "0 9 * * 1", "timezone": "Europe/Berlin"}`.

A deployed trigger returns the values that were sent and adds those that the service created:
`{"endpoint_url": ...}` for HTTP interfaces, `{"cron": ..., "interval_seconds": ...}` (snake case here) for timers.

"""


class CreateAccount(TypedDict):
    """
    The values that a user has entered to connect an account of an app with keys.
    """

    app_slug: str
    """
    Name slug of the app.
    """
    cfmap_json: str
    """
    JSON text of an object: the values by the names of the app's custom fields (see `custom_fields_json` of the app). It contains the keys themselves.
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
    Account whose values are replaced by these. It must have the same user, environment and app.
    """
    app_override_id: NotRequired[str]
    """
    App override that provides the other custom fields (`ao_...`).
    """


class CreateOAuthApp(TypedDict):
    """
    Your own OAuth client, as registered at the app.
    """

    app: str
    """
    The app (id or name slug).
    """
    client_id: NotRequired[str]
    """
    The client's id at the app. Required in earlier versions; now it can be added later.
    """
    client_secret: NotRequired[str]
    """
    The client's secret at the app. Required in earlier versions; now it can be added later.
    """
    name: NotRequired[str]
    """
    Name of the client.
    """
    description: NotRequired[str]
    """
    Description of the client.
    """
    scopes: NotRequired[list[str]]
    """
    The app's own scopes that users will be asked for.
    """
    additional_scopes: NotRequired[list[str]]
    """
    More of the app's own scopes, which users may grant in addition.
    """


class CreateOAuthToken(TypedDict):
    """
    Credentials of an OAuth client. The client authenticates either with `client_secret` or, if a key pair is registered for it, with `client_assertion` and `client_assertion_type`.
    """

    grant_type: Literal["client_credentials"]
    """
    The only grant type that the service supports.
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
    Required with `client_assertion`. Not in the vendor's reference.
    """
    client_assertion: NotRequired[str]
    """
    Signed JWT (RFC 7523; ES256 or RS256), sent instead of the secret. Valid for one request, so never repeat a request with the same one. Not in the vendor's reference.
    """
    scope: NotRequired[str]
    """
    Scopes to request, separated by spaces. Default: all (`*`). Not in the vendor's reference.
    """


class CreateProject(TypedDict):
    """
    The project to create.
    """

    name: str
    """
    Name of the project.
    """
    app_name: NotRequired[str]
    """
    Name of your product that users see when they connect.
    """
    support_email: NotRequired[str]
    """
    Support email address that users see.
    """
    connect_require_key_auth_test: NotRequired[bool]
    """
    Whether to test keys at the app before the account is accepted.
    """


class CreateRateLimit(TypedDict):
    """
    A number of requests for a period. The allowed values are not documented.
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
Your own id of one of your users: any unique string.
"""


JsonObject: TypeAlias = dict[str, Any]
"""
Any JSON object.
"""


class ReloadProps(TypedDict):
    """
    The component whose props to reload, and the values configured so far.
    """

    id: str
    """
    Key of the component, such as `google_sheets-add-single-row`.
    """
    external_user_id: ExternalUserId
    configured_props: NotRequired[ConfiguredProps]
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload. Leave it out at the first reload.
    """
    version: NotRequired[str | None]
    """
    Version of the component. Default: the newest. Not in the vendor's reference.
    """
    blocking: NotRequired[bool]
    """
    Whether to wait for the result. The default is believed to be `true`. Not in the vendor's reference.
    """


StashId: TypeAlias = str | bool | None
"""
File stash to use: the id of one from an earlier run (valid for 24 hours), or `NEW`, the empty string or `true` for a new one. Not in the vendor's reference.
"""


class UpdateAppOverride(TypedDict):
    """
    Changes to an app override.
    """

    name: NotRequired[str]
    """
    Name of the override.
    """
    oauth_app_id: NotRequired[str | None]
    """
    OAuth client to use with it (`oa_...`); null removes it.
    """
    cfmap: NotRequired[JsonObject]
    """
    The values by the names of the app's custom fields. Fields of type `password` are rejected with 400. Whether values that are left out are kept is not known, so send them all.
    """


class UpdateDeployedTrigger(TypedDict):
    """
    Changes to a deployed trigger.
    """

    active: NotRequired[bool]
    """
    Whether it should emit events.
    """
    configured_props: NotRequired[ConfiguredProps]
    """
    All values; they replace all previous ones.
    """
    name: NotRequired[str]
    """
    Display name.
    """
    emit_on_deploy: NotRequired[bool]
    """
    Whether it may emit a few past events right after a deployment.
    """


class UpdateOAuthApp(TypedDict):
    """
    Changes to an OAuth client.
    """

    name: NotRequired[str]
    """
    Name of the client.
    """
    description: NotRequired[str]
    """
    Description of the client.
    """
    client_id: NotRequired[str]
    """
    The client's id at the app.
    """
    client_secret: NotRequired[str]
    """
    The client's secret at the app. A blank one changes nothing.
    """
    scopes: NotRequired[list[str]]
    """
    The app's own scopes that users will be asked for.
    """
    additional_scopes: NotRequired[list[str]]
    """
    More of the app's own scopes, which users may grant in addition.
    """


class UpdateProject(TypedDict):
    """
    Changes to a project.
    """

    name: NotRequired[str]
    """
    Name of the project.
    """
    app_name: NotRequired[str]
    """
    Name of your product that users see when they connect.
    """
    support_email: NotRequired[str]
    """
    Support email address that users see.
    """
    connect_require_key_auth_test: NotRequired[bool]
    """
    Whether to test keys at the app before the account is accepted.
    """


class UpdateProjectLogo(TypedDict):
    """
    The logo of a project.
    """

    logo: str
    """
    The image as a `data:` URI in base64. The accepted types and sizes are not documented.
    """


class UpdateProjectWebhook(TypedDict):
    """
    URL that the events of a project environment will be posted to.
    """

    url: str
    """
    The URL.
    """


class UpdateTriggerWebhooks(TypedDict):
    """
    The URLs that the events of a deployed trigger will be posted to.
    """

    webhook_urls: list[str]
    """
    All the URLs; others are removed.
    """


class UpdateTriggerWorkflows(TypedDict):
    """
    The workflows that will receive the events of a deployed trigger.
    """

    workflow_ids: list[str]
    """
    Ids of all the workflows (`p_...`); others are removed.
    """


class ConfigureProp(TypedDict):
    """
    The component and prop to configure, and the values configured so far.
    """

    id: str
    """
    Key of the component, such as `gitlab-list-commits`.
    """
    external_user_id: ExternalUserId
    prop_name: str
    """
    Name of the prop whose choices are requested.
    """
    configured_props: NotRequired[ConfiguredProps]
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload, if the props were reloaded.
    """
    query: NotRequired[str]
    """
    Text that filters the choices, for props with `useQuery`. Not in the vendor's reference.
    """
    page: NotRequired[int]
    """
    Page of the choices, counted from 0. Not in the vendor's reference.
    """
    prev_context: NotRequired[JsonObject]
    """
    The `context` of the previous response, to get the choices after it. Not in the vendor's reference.
    """
    version: NotRequired[str | None]
    """
    Version of the component. Default: the newest. Not in the vendor's reference.
    """
    blocking: NotRequired[bool]
    """
    Whether to wait for the result. The default is believed to be `true`. Not in the vendor's reference.
    """


class CreateAppOverride(TypedDict):
    """
    The app override to create.
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
    OAuth client to use with it (`oa_...`).
    """
    cfmap: NotRequired[JsonObject]
    """
    The values by the names of the app's custom fields. Fields of type `password` are rejected with 400.
    """


class CreateToken(TypedDict):
    """
    The user of the Connect token, and its limits.
    """

    external_user_id: ExternalUserId
    allowed_origins: NotRequired[list[str]]
    """
    Origins (scheme, host, port) from which a browser may call the API with the token. Needed for browser calls only.
    """
    success_redirect_uri: NotRequired[str]
    """
    Where Connect Link redirects the user after success.
    """
    error_redirect_uri: NotRequired[str]
    """
    Where Connect Link redirects the user after an error.
    """
    webhook_uri: NotRequired[str]
    """
    URL that receives the result of each connection attempt. No signature is documented for those requests; read the account again before you trust one.
    """
    expires_in: NotRequired[int]
    """
    Seconds for which the token is valid. Default: 14400. Not in the vendor's reference.
    """
    scope: NotRequired[str]
    """
    Scopes of the token, separated by spaces. Default: `connect:*`, the maximum for a Connect token. Not in the vendor's reference.
    """
    allow_progressive_scopes: NotRequired[bool]
    """
    Whether the user may grant only some of the app's OAuth scopes. Default: `false`. Not in the vendor's reference.
    """
    app_id: NotRequired[str]
    """
    App (id or name slug) that the Connect Link is for. Not in the vendor's reference.
    """
    oauth_app_id: NotRequired[str]
    """
    OAuth client that the Connect Link is for; overrides `app_id`. Not in the vendor's reference.
    """


class DeployTrigger(TypedDict):
    """
    The trigger to deploy, its user and its values, and where its events are sent. Triggers without a component have the keys `http-new-requests`, `schedule-custom-interval` and `email-new-email`.
    """

    id: str
    """
    Key of the trigger, such as `gitlab-new-issue`.
    """
    external_user_id: ExternalUserId
    configured_props: NotRequired[ConfiguredProps]
    webhook_url: NotRequired[str]
    """
    URL that each event is posted to. Leave it out if the events go to a workflow or if a webhook is set later.
    """
    dynamic_props_id: NotRequired[str]
    """
    The `dynamicProps.id` of the last reload, if the props were reloaded.
    """
    workflow_id: NotRequired[str]
    """
    Workflow (`p_...`) that receives the events. Not in the vendor's reference.
    """
    version: NotRequired[str | None]
    """
    Version of the trigger. Default: the newest. Not in the vendor's reference.
    """
    emit_on_deploy: NotRequired[bool | None]
    """
    Whether the trigger may emit a few past events right after the deployment. Default: `true`. Not in the vendor's reference.
    """


class RunAction(TypedDict):
    """
    The action to run, its user and its values.
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
    Version of the action. Default: the newest. Not in the vendor's reference.
    """
