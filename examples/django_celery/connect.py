"""The client of this process."""

from functools import cache

from django.conf import settings

import pdconnect


@cache
def client() -> pdconnect.Client:
    """Return one client for the threads of this process. Processes share its token, and its counts for the rate limits."""
    return pdconnect.Client(
        environment="development",
        token_store=settings.REDIS_URL,
        rate_limit_mode="wait",
        rate_limit_storage=settings.REDIS_URL,
    )
