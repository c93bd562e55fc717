"""Contract tests with tools of others: Prism judges what the client sends, Schemathesis what the sandbox answers."""
