"""Receive events of triggers with Django: these patterns belong to the `ROOT_URLCONF` of your project, or into it with `include`."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pdconnect import webhooks

received: list[str] = []


@csrf_exempt  # the signature is the proof of where the request comes from
@require_POST
def event(request: HttpRequest) -> HttpResponse:
    """Receive an event of a deployed trigger. The signature covers the raw body."""
    try:
        event = webhooks.verify(request.body, request.headers, os.environ["PIPEDREAM_SIGNING_KEY"])
    except webhooks.SignatureError as error:
        return HttpResponse(str(error), status=401)
    received.append(repr(event))
    return HttpResponse("ok")


urlpatterns = [path("events", event)]
