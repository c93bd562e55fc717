"""The tasks of the Celery worker."""

import os

from celery import Celery
from django.conf import settings

import pdconnect

from .connect import client

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "examples.django_celery.settings")
app = Celery("reports", broker=settings.BROKER_URL, backend=settings.BROKER_URL)


@app.task(autoretry_for=(pdconnect.TransportError, pdconnect.ServerError), retry_backoff=True, max_retries=5)
def latest_commits(user: str, account: str, project: int) -> list[str]:
    """Return the titles of a project's latest commits. An outage of the service is retried; a failed action is not."""
    result = client().actions.run(
        id="gitlab-list-commits",
        external_user_id=user,
        configured_props={"gitlab": account, "projectId": project, "refName": "main"},
    )
    return [str(commit["title"]) for commit in result.ret]
