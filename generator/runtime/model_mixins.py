"""Methods that some models have beside their fields. The generator makes these the bases of the models they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .arguments import text
from .errors import ActionFailedError, InvalidArgumentError
from .model import Model

if TYPE_CHECKING:
    from .models.observation import Observation


class Connectable(Model):
    """A token with which a user connects accounts."""

    __slots__ = ()

    def connect_link(self, *, app: str, oauth_app_id: str | None = None) -> str:
        """The page where the user connects an account of an app. It holds the token: give it to nobody but the user.

        Args:
            app: The name slug of the app, such as `slack`.
            oauth_app_id: Your own OAuth client for the app (`oa_…`); without it the service's own is used.

        Raises:
            InvalidArgumentError: An argument cannot be right, or the service gave no link with the token.
        """
        text("app", app, min_length=1)
        text("oauth_app_id", oauth_app_id, min_length=1)
        link: object = getattr(self, "connect_link_url", None)
        if not isinstance(link, str) or not link:
            raise InvalidArgumentError("connect_link_url", "is missing in the answer, so there is no link")
        parts = urlsplit(link)
        added = {"app": app, **({"oauthAppId": oauth_app_id} if oauth_app_id is not None else {})}
        kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in added]
        return urlunsplit(parts._replace(query=urlencode([*kept, *added.items()])))


class Outcome(Model):
    """The outcome of an action, which may be a failure."""

    __slots__ = ()

    @property
    def errors(self) -> list[Observation]:
        """What went wrong while the action ran: the observations of kind `error`; empty if it succeeded."""
        observations: object = getattr(self, "os", None)
        found = cast("list[Observation]", observations) if isinstance(observations, list) else []
        errors = [observation for observation in found if getattr(observation, "k", None) == "error"]
        messages: object = self.additional_properties.get("errors")
        if not isinstance(messages, list) or not messages:
            return errors
        from .models.observation import Observation  # it imports this module's neighbours

        made = [{"k": "error", "err": {"message": message}} for message in cast("list[object]", messages)]
        return [*errors, *map(Observation.from_dict, made)]

    def raise_for_error(self) -> None:
        """Raise ActionFailedError if the action reported an error."""
        if self.errors:
            raise ActionFailedError(self.errors, self.to_dict())
