# Generated from generator/runtime/raw_response.py. Do not edit: change that file and run `python -m generator`.
"""The result of a call together with the HTTP response that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from .lazy_annotations import set_lazy_annotations

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from .http_types import HttpResponse

T_co = TypeVar("T_co", covariant=True)


class APIResponse(Generic[T_co]):
    """The result of a call together with its HTTP response: what the methods of `with_raw_response` return."""

    __slots__ = ("_attempts", "_data", "_http_response", "_request_id")

    def __init__(self, data: T_co, http_response: HttpResponse, *, attempts: int, request_id: str | None) -> None:
        self._data = data
        self._http_response = http_response
        self._attempts = attempts
        self._request_id = request_id

    @property
    def data(self) -> T_co:
        """The result: what the same method returns without `with_raw_response`. For a list, its first page."""
        return self._data

    @property
    def http_response(self) -> HttpResponse:
        """The last response of the service. Its body is already read."""
        return self._http_response

    @property
    def status_code(self) -> int:
        """The status code of the response."""
        return self._http_response.status_code

    @property
    def headers(self) -> MutableMapping[str, str]:
        """The headers of the response."""
        return self._http_response.headers

    @property
    def request_id(self) -> str | None:
        """The service's own id of the request, for support cases; None if the response has none."""
        return self._request_id

    @property
    def attempts(self) -> int:
        """The number of attempts that the call took: 1 if nothing was retried."""
        return self._attempts

    def __repr__(self) -> str:
        return f"<APIResponse {self.status_code}, attempts={self.attempts}, data={self.data!r}>"


set_lazy_annotations(globals(), {"HttpResponse": ".http_types", "MutableMapping": "collections.abc"})
