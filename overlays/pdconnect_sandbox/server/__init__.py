"""The ASGI application, and serving it over HTTP and TLS or in process."""
