"""The HTTP libraries: httpx, and its successor httpx2, which has the same names.

This module is the only one in `overlays/pdconnect` that imports them, or httpcore and httpcore2 below them. A library is imported when
it is first needed, and the one that is not in use never. The types of this module are those of httpx; at run time the objects are of
either library.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from .._exceptions import ConfigurationError

if TYPE_CHECKING:
    import ssl

    import httpcore
    import httpx

    AsyncBaseTransport: TypeAlias = httpx.AsyncBaseTransport
    AsyncByteStream: TypeAlias = httpx.AsyncByteStream
    Auth: TypeAlias = httpx.Auth
    AsyncClient: TypeAlias = httpx.AsyncClient
    BaseTransport: TypeAlias = httpx.BaseTransport
    Client: TypeAlias = httpx.Client
    Headers: TypeAlias = httpx.Headers
    HTTPError: TypeAlias = httpx.HTTPError
    InvalidURL: TypeAlias = httpx.InvalidURL
    Request: TypeAlias = httpx.Request
    RequestError: TypeAlias = httpx.RequestError
    Response: TypeAlias = httpx.Response
    SyncByteStream: TypeAlias = httpx.SyncByteStream
    Timeout: TypeAlias = httpx.Timeout
    LibraryTransportError: TypeAlias = httpx.TransportError
    URL: TypeAlias = httpx.URL

    CoreProxy: TypeAlias = httpcore.Proxy
    CoreRequest: TypeAlias = httpcore.Request
    CoreResponse: TypeAlias = httpcore.Response
    CoreURL: TypeAlias = httpcore.URL
    NetworkStream: TypeAlias = httpcore.NetworkStream
    AsyncNetworkStream: TypeAlias = httpcore.AsyncNetworkStream

LibraryName: TypeAlias = Literal["httpx", "httpx2"]
HttpBackend: TypeAlias = Literal["httpx", "httpx2"]
"""What a client opens its own connections with: the option `http_backend`."""
AsyncHttpBackend: TypeAlias = Literal["httpx", "httpx2", "aiohttp"]
"""What an asynchronous client opens its own connections with: the option `http_backend`."""
ClientKind: TypeAlias = Literal["Client", "AsyncClient"]
T = TypeVar("T")

BACKEND_VARIABLE = "PDCONNECT_HTTP_BACKEND"
LIBRARIES: tuple[LibraryName, ...] = ("httpx", "httpx2")
_CLASSES = (
    "AsyncBaseTransport",
    "AsyncByteStream",
    "AsyncClient",
    "Auth",
    "BaseTransport",
    "Client",
    "Cookies",
    "HTTPError",
    "Headers",
    "InvalidURL",
    "Limits",
    "Proxy",
    "Request",
    "Response",
    "StreamError",
    "SyncByteStream",
    "Timeout",
    "URL",
)
_CORES: dict[LibraryName, str] = {"httpx": "httpcore", "httpx2": "httpcore2"}


class _Names:
    """The names of a module. Each is read when it is first used."""

    def __init__(self, module: str) -> None:
        self._module = import_module(module)

    if not TYPE_CHECKING:  # type checkers know the names below

        def __getattr__(self, name: str) -> object:
            value = self.__dict__[name] = getattr(self._module, name)
            return value


class Core(_Names):
    """The names of httpcore or httpcore2."""

    if TYPE_CHECKING:
        AnyIOBackend: Callable[[], httpcore.AsyncNetworkBackend]
        AsyncConnectionPool: type[httpcore.AsyncConnectionPool]
        ConnectError: type[httpcore.ConnectError]
        ConnectionNotAvailable: type[httpcore.ConnectionNotAvailable]
        ConnectionPool: type[httpcore.ConnectionPool]
        NetworkError: type[httpcore.NetworkError]
        ProtocolError: type[httpcore.ProtocolError]
        Proxy: type[httpcore.Proxy]
        ProxyError: type[httpcore.ProxyError]
        ReadTimeout: type[httpcore.ReadTimeout]
        Request: type[httpcore.Request]
        SyncBackend: type[httpcore.SyncBackend]
        TimeoutException: type[httpcore.TimeoutException]
        UnsupportedProtocol: type[httpcore.UnsupportedProtocol]
        URL: type[httpcore.URL]

    @cached_property
    def errors(self) -> tuple[type[Exception], ...]:
        """The errors of requests that fail."""
        return (
            self.TimeoutException,
            self.NetworkError,
            self.ProtocolError,
            self.ProxyError,
            self.UnsupportedProtocol,
        )


class Backend(_Names):
    """The names of one library: `backend.Request` is `httpx.Request` or `httpx2.Request`."""

    if TYPE_CHECKING:
        AsyncBaseTransport: type[httpx.AsyncBaseTransport]
        AsyncByteStream: type[httpx.AsyncByteStream]
        AsyncClient: type[httpx.AsyncClient]
        Auth: type[httpx.Auth]
        BaseTransport: type[httpx.BaseTransport]
        ByteStream: type[httpx.ByteStream]
        Client: type[httpx.Client]
        ConnectError: type[httpx.ConnectError]
        ConnectTimeout: type[httpx.ConnectTimeout]
        Headers: type[httpx.Headers]
        HTTPError: type[httpx.HTTPError]
        HTTPStatusError: type[httpx.HTTPStatusError]
        InvalidURL: type[httpx.InvalidURL]
        MockTransport: type[httpx.MockTransport]
        PoolTimeout: type[httpx.PoolTimeout]
        Proxy: type[httpx.Proxy]
        ProxyError: type[httpx.ProxyError]
        ReadError: type[httpx.ReadError]
        ReadTimeout: type[httpx.ReadTimeout]
        RemoteProtocolError: type[httpx.RemoteProtocolError]
        Request: type[httpx.Request]
        RequestNotRead: type[httpx.RequestNotRead]
        RequestError: type[httpx.RequestError]
        Response: type[httpx.Response]
        SyncByteStream: type[httpx.SyncByteStream]
        Timeout: type[httpx.Timeout]
        TimeoutException: type[httpx.TimeoutException]
        TransportError: type[httpx.TransportError]
        UnsupportedProtocol: type[httpx.UnsupportedProtocol]
        URL: type[httpx.URL]
        create_ssl_context: Callable[[], ssl.SSLContext]

    def __init__(self, name: LibraryName) -> None:
        super().__init__(name)
        # After `httpx2.alias_httpx()`, httpx is another name of httpx2.
        self.name: LibraryName = "httpx2" if self._module.__name__ == "httpx2" else name
        self.version: str = self._module.__version__
        self.core_name = _CORES[self.name]
        """The name of the library below this one, which opens connections."""

    @cached_property
    def core(self) -> Core:
        """The library below this one."""
        return Core(self.core_name)

    @cached_property
    def classes(self) -> tuple[type, ...]:
        """The classes of this library, by which its objects are recognised. Their `__module__` may be that of an SDK that exports them."""
        return tuple(getattr(self, name) for name in _CLASSES)

    def derive(self, cls: type[T], *bases: type) -> type[T]:
        """Return a subclass of `cls` that has classes of this library as bases too: where the library requires its own classes."""
        return _derived(cls, bases)

    @property
    def failures(self) -> tuple[type[Exception], ...]:
        """The errors of requests that fail, with those of aiohttp that a client of httpx-aiohttp passes on."""
        aiohttp: Any = sys.modules.get("aiohttp")
        return (self.HTTPError, self.InvalidURL, *(() if aiohttp is None else (aiohttp.ClientError,)))

    def error(self, name: str) -> type[LibraryTransportError] | None:
        """Return the class of an error by its name, None if the library has no such error."""
        found = getattr(self._module, name, None)
        return found if isinstance(found, type) and issubclass(found, self.TransportError) else None

    def __repr__(self) -> str:
        return f"<{self.name} {self.version}>"


@cache
def load_backend(name: LibraryName) -> Backend:
    """Return a library, which is imported now. Raises ConfigurationError if it is not installed."""
    try:
        backend = Backend(name)
    except ImportError:
        raise ConfigurationError(f"{name} is not installed: pip install 'pdconnect[{name}]'") from None
    return backend if backend.name == name else load_backend(backend.name)


_DERIVED: dict[tuple[type, tuple[type, ...]], Any] = {}


def _derived(cls: type[T], bases: tuple[type, ...]) -> type[T]:
    """Return a subclass of `cls` that has further bases, always the same one."""
    if (cls, bases) not in _DERIVED:
        _DERIVED[cls, bases] = type(cls.__name__, (cls, *bases), {"__module__": cls.__module__, "__doc__": cls.__doc__})
    derived: type[T] = _DERIVED[cls, bases]
    return derived


def loaded_backends() -> tuple[Backend, ...]:
    """Return the libraries that are imported already."""
    return tuple(load_backend(name) for name in LIBRARIES if name in sys.modules)


def with_loaded_bases(cls: type[T], *names: str) -> type[T]:
    """Return a subclass that has the classes of these names as bases too, of each library that is imported: `isinstance` finds both."""
    # Each once: after `httpx2.alias_httpx()`, httpx is another name of httpx2.
    bases = tuple(dict.fromkeys(getattr(backend, name) for name in names for backend in loaded_backends()))
    return _derived(cls, bases)


def backend_of(value: object) -> Backend | None:
    """Return the library to whose classes an object belongs, None if to neither. Imports nothing.

    It recognises requests, responses, clients, transports, errors and values such as timeouts, also of subclasses.
    """
    return next((backend for backend in loaded_backends() if isinstance(value, backend.classes)), None)


def library_of(value: object) -> Backend:
    """Return the library of an object that belongs to one. Raises TypeError."""
    backend = backend_of(value)
    if backend is None:
        raise TypeError(f"{value.__class__.__name__} is a class of neither httpx nor httpx2")
    return backend


def is_timeout(value: object) -> bool:
    """Return whether a value is a `Timeout` of a library."""
    backend = backend_of(value)
    return backend is not None and isinstance(value, backend.Timeout)


class ConnectionBackend:
    """What a client opens its own connections with."""

    __slots__ = ("library", "uses_aiohttp")

    def __init__(self, library: Backend, *, uses_aiohttp: bool) -> None:
        self.library = library
        self.uses_aiohttp = uses_aiohttp


def connection_backend(option: str | None, kind: ClientKind, of_client: Backend | None) -> ConnectionBackend:
    """Return what a client opens its own connections with, from the option `http_backend` or the environment.

    With a client that the caller has passed in, that is its library. Raises ConfigurationError.
    """
    if of_client is not None:
        if option is not None:
            raise ConfigurationError(
                "give either http_client or http_backend, not both: a client has its own connections"
            )
        return ConnectionBackend(of_client, uses_aiohttp=False)
    name, source = option, "http_backend"
    if name is None:
        name, source = os.environ.get(BACKEND_VARIABLE) or "httpx", BACKEND_VARIABLE
        if name == "aiohttp" and kind == "Client":
            name = "httpx"  # the variable is for all clients of a process, and of the command line
    if name == "aiohttp" and kind == "AsyncClient":
        if find_spec("aiohttp") is None:
            raise ConfigurationError(f"{source}='aiohttp' needs an extra: pip install 'pdconnect[aiohttp]'")
        return ConnectionBackend(load_backend("httpx"), uses_aiohttp=True)
    for library in LIBRARIES:
        if name == library:
            return ConnectionBackend(load_backend(library), uses_aiohttp=False)
    choices = "'httpx' or 'httpx2'" if kind == "Client" else "'httpx', 'httpx2' or 'aiohttp'"
    hint = "; aiohttp is for AsyncClient only" if name == "aiohttp" else ""
    shown = repr(name) if isinstance(name, str) else type(name).__name__  # pyright: ignore[reportUnnecessaryIsInstance]
    raise ConfigurationError(f"{source} must be {choices}, got {shown}{hint}")


def client_backend(client: object, kind: ClientKind) -> Backend:
    """Return the library of a client that the caller passed in. Raises ConfigurationError that says what would be right."""
    backend = backend_of(client)
    if backend is not None and isinstance(client, getattr(backend, kind)):
        return backend
    raise ConfigurationError(
        f"http_client must be an httpx.{kind} or an httpx2.{kind}, got {_description(client)}{_hint(client, kind)}"
    )


def _description(value: object) -> str:
    if isinstance(value, type):
        return f"the class {_name(value)}"
    return f"the string {value!r}" if value in LIBRARIES else f"an object of {_name(type(value))}"


def _name(cls: type) -> str:
    module = cls.__module__.partition(".")[0]
    return cls.__qualname__ if module == "builtins" else f"{module}.{cls.__qualname__}"


def _hint(value: object, kind: ClientKind) -> str:
    """Return what to do with a value that is not the right client."""
    backend = backend_of(value)
    other: ClientKind = "AsyncClient" if kind == "Client" else "Client"
    if isinstance(value, type):
        return ": pass an instance of it" if _is_client_class(value, kind) else ""
    if isinstance(value, str):
        return f": pass http_backend={value!r}" if value in LIBRARIES else ""
    if backend is not None and isinstance(value, getattr(backend, other)):
        return f": it is for pdconnect.{other}"
    if backend is not None and isinstance(value, (backend.BaseTransport, backend.AsyncBaseTransport)):
        return f": pass {backend.name}.{kind}(transport=...)"
    if type(value).__module__.partition(".")[0] == "aiohttp":
        return ": pdconnect.AsyncClient uses aiohttp with http_backend='aiohttp'"
    return ": pass a client that was created" if callable(value) else ""


def _is_client_class(cls: type, kind: ClientKind) -> bool:
    return any(issubclass(cls, getattr(backend, kind)) for backend in loaded_backends())
