"""SDKs of other services that send through a connected account."""
