"""The applications in examples/, run with real parts: Chromium, Redis, a Celery worker."""
