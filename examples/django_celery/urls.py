"""The pages of the product."""

from celery.result import AsyncResult
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from . import tasks
from .connect import client

PROJECT = 45672541


def signed_in_user(request: HttpRequest) -> str:
    """Return the id of the user. Your own sign-in belongs here."""
    return "user-1"


@require_POST
def connect(request: HttpRequest) -> HttpResponseRedirect:
    """Send the browser to the service, where the user connects an account."""
    token = client().tokens.create(
        external_user_id=signed_in_user(request), success_redirect_uri=request.build_absolute_uri("/accounts")
    )
    return HttpResponseRedirect(token.connect_link(app="gitlab"))


def accounts(request: HttpRequest) -> JsonResponse:
    """Return the accounts that the user has connected."""
    found = client().accounts.list(external_user_id=signed_in_user(request), app="gitlab")
    return JsonResponse({"accounts": [{"id": account.id, "name": account.name} for account in found]})


@require_POST
def start_reports(request: HttpRequest) -> JsonResponse:
    """Start a task of the worker for each account."""
    user = signed_in_user(request)
    found = client().accounts.list(external_user_id=user, app="gitlab")
    return JsonResponse({"reports": [tasks.latest_commits.delay(user, account.id, PROJECT).id for account in found]})


def report(request: HttpRequest, task: str) -> JsonResponse:
    """Return the state of a report, and its commits when it is ready."""
    result = AsyncResult[list[str]](task, app=tasks.app)
    return JsonResponse({"state": result.state, "commits": result.result if result.successful() else None})


urlpatterns = [
    path("connect", connect),
    path("accounts", accounts),
    path("reports", start_reports),
    path("reports/<str:task>", report),
]
