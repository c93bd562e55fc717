"""TypedDicts of request bodies: build one, and pass it with `client.actions.run(**arguments)`."""

from pdconnect_api.inputs import *  # noqa: F403
