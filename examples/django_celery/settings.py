"""Settings of a product with Django and Celery, whose web processes and workers share one access token through Redis.

Set PIPEDREAM_PROJECT_ID, PIPEDREAM_CLIENT_ID, PIPEDREAM_CLIENT_SECRET, BROKER_URL, REDIS_URL and SECRET_KEY, then run

    gunicorn examples.django_celery.wsgi
    celery --app examples.django_celery.tasks worker
"""

import os

SECRET_KEY = os.environ["SECRET_KEY"]
BROKER_URL = os.environ["BROKER_URL"]  # Redis for Celery
REDIS_URL = os.environ["REDIS_URL"]  # Redis for the access token and the rate limits; it can be the same server
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "examples.django_celery.urls"
