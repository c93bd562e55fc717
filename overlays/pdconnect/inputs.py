"""The bodies of requests as TypedDicts: build one, and pass it on with `client.actions.run(**arguments)`."""

from pdconnect_api.inputs import *  # noqa: F403
