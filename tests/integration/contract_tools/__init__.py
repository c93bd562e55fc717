"""Contract tests with third-party tools: Prism checks the requests of the client, Schemathesis the responses of the sandbox."""
