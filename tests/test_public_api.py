"""The public names are part of the API contract: this test changes only when the contract changes."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pdconnect
import pdconnect.inputs
import pdconnect.models

NAMES = {
    *("Tool", "ToolCall", "ToolResult", "UserTools"),
    *(
        "AccountRequiredError",
        "AccountWaitTimeoutError",
        "ActionFailedError",
        "ComponentError",
        "FormIncompleteError",
        "ApiError",
        "AsyncClient",
        "AsyncPage",
        "AsyncPages",
        "AcceptedResponseError",
        "AccountRequiredError",
        "AccountWaitTimeoutError",
        "AsyncTool",
        "AsyncUserTools",
        "AuthenticationError",
        "BadRequestError",
        "Client",
    ),
    *(
        "CallDeclinedError",
        "Checkpoint",
        "CheckpointError",
        "ClientClosedError",
        "ConfigurationError",
        "ConflictError",
        "PdconnectError",
        "ConnectionFailedError",
        "DecodeError",
        "ForbiddenError",
    ),
    *(
        "InvalidArgumentError",
        "ListProgress",
        "NotFoundError",
        "Page",
        "PaginationError",
        "RequestTimeoutError",
        "ResponseTooLargeError",
        "ServerError",
        "TooManyRequestsError",
    ),
    *("Attempt", "AttemptResult", "DeadlineExceededError", "Hooks", "RateLimitExceededError", "APIResponse"),
    *("ActionForm", "AsyncActionForm", "AsyncTriggerForm", "FormProp", "TriggerForm"),
    *("DeviationKind", "SpecDeviation", "SpecDriftHooks"),
    *("AsyncHttpClient", "HttpClient", "HttpRequest", "HttpResponse", "HttpTimeout", "HttpUrl"),
    "RemoteMcp",
    *(
        "TransportError",
        "UNSET",
        "UnauthorizedError",
        "UnprocessableEntityError",
        "Unset",
        "__version__",
        "inputs",
        "models",
        "webhooks",
    ),
}


def test_the_public_names_are_these() -> None:
    assert set(pdconnect.__all__) == NAMES
    assert all(hasattr(pdconnect, name) for name in NAMES)


def test_every_other_module_of_the_package_is_private() -> None:
    public = {module.name for module in pkgutil.iter_modules(pdconnect.__path__) if not module.name.startswith("_")}
    assert public == {
        "cli",
        "concurrency",
        "inputs",
        "mcp",
        "models",
        "opentelemetry",
        "sandbox",
        "testing",
        "webhooks",
    }


def test_every_public_name_is_documented() -> None:
    for name in NAMES - {
        "DeviationKind",
        "UNSET",
        "__version__",
    }:  # an alias has no docstring: `SpecDeviation` documents the kinds
        assert inspect.getdoc(getattr(pdconnect, name)), name


def test_models_are_the_generated_ones() -> None:
    names: list[str] = vars(pdconnect.models)["__all__"]
    assert names == importlib.import_module("pdconnect_api.models").__all__
    assert dir(pdconnect.models) == sorted(names)
    for name in names:
        assert getattr(pdconnect.models, name) is getattr(importlib.import_module("pdconnect_api.models"), name)
    assert not hasattr(pdconnect.models, "NoSuchModel")


def test_the_generated_package_never_imports_the_public_one() -> None:
    code = "import pkgutil, importlib, sys, pdconnect_api\n" + (
        "for m in pkgutil.walk_packages(pdconnect_api.__path__, 'pdconnect_api.'): importlib.import_module(m.name)\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('pdconnect', 'httpx')]"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_building_a_client_imports_little_and_no_model() -> None:
    code = (
        "import httpx, sys; before = set(sys.modules); import pdconnect\n"
        "pdconnect.Client(project_id='p', access_token='t', environment='development')\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    added = run.stdout.split()
    assert not [
        name
        for name in added
        if name.startswith(("attr", "ssl", "anyio", "pdconnect_api.models.", "pdconnect.sandbox"))
    ]


def test_a_missing_extra_is_named() -> None:
    code = "import sys; sys.modules['starlette'] = None; import pdconnect.sandbox"
    run = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert "pdconnect.sandbox needs starlette: pip install 'pdconnect[sandbox]'" in run.stderr


def test_public_modules_are_reachable_after_importing_the_package() -> None:
    code = (
        "import sys, pdconnect\n"
        "assert {name for name in sys.modules if name.startswith('pdconnect.')} <= {'pdconnect._version'}, 'imported too early'\n"
        "print(pdconnect.webhooks.__name__, pdconnect.inputs.__name__, pdconnect.models.__name__)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["pdconnect.webhooks", "pdconnect.inputs", "pdconnect.models"]
