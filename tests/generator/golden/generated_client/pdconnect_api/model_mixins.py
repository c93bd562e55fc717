# Generated from generator/runtime/model_mixins.py. Do not edit: change that file and run `python -m generator`.
"""Additional methods of some models. The generator makes these classes the bases of those models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .arguments import text
from .errors import ActionFailedError, InvalidArgumentError
from .lazy_annotations import set_lazy_annotations
from .model import Model

if TYPE_CHECKING:
    from .models.observation import Observation


class ConnectLinkMixin(Model):
    """A token with which a user connects accounts."""

    __slots__ = ()

    def connect_link(self, *, app: str, oauth_app_id: str | None = None) -> str:
        """Return the URL of the page where the user connects an account of an app. It contains the token: send it only to that user.

        Args:
            app: The name slug of the app, such as `slack`.
            oauth_app_id: Your own OAuth client for the app (`oa_…`); default: the OAuth client of the service.

        Raises:
            InvalidArgumentError: An argument is invalid, or the response with the token had no link.
        """
        text("app", app, min_length=1)
        text("oauth_app_id", oauth_app_id, min_length=1)
        link: object = getattr(self, "connect_link_url", None)
        if not isinstance(link, str) or not link:
            raise InvalidArgumentError("connect_link_url", "is missing in the response, so there is no link")
        parts = urlsplit(link)
        added = {"app": app, **({"oauthAppId": oauth_app_id} if oauth_app_id is not None else {})}
        kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in added]
        return urlunsplit(parts._replace(query=urlencode([*kept, *added.items()])))


class ActionErrorsMixin(Model):
    """The result of an action, which may be a failure."""

    __slots__ = ()

    @property
    def errors(self) -> list[Observation]:
        """The errors that the action reported: its observations of kind `error`; empty if it succeeded."""
        observations: object = getattr(self, "os", None)
        found = cast("list[Observation]", observations) if isinstance(observations, list) else []
        errors = [observation for observation in found if _is_error(observation)]
        reported: Any = self.additional_properties.get("errors")
        if not reported or not isinstance(reported, list | dict | str):
            return errors
        from .models.observation import Observation  # that module imports `model`, as this one does

        parts = cast("list[object]", reported if isinstance(reported, list) else [reported])
        reported_errors: list[Any] = [
            {"k": "error", "err": part if isinstance(part, dict) else {"message": part}} for part in parts
        ]
        return [*errors, *map(Observation.from_dict, reported_errors)]

    def raise_for_error(self) -> None:
        """Raise ActionFailedError if the action reported an error."""
        if self.errors:
            raise ActionFailedError(self.errors, self.to_dict())


def _is_error(observation: object) -> bool:
    """Return whether an observation reports an error: by its kind, or by an error object without a kind."""
    kind: object = getattr(observation, "k", None)
    return kind == "error" or (kind is None and getattr(observation, "err", None) is not None)


set_lazy_annotations(globals(), {"Observation": ".models.observation"})
