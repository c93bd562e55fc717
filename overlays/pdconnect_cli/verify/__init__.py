"""What `pdconnect verify` does: call the service, and compare its responses with the specification."""
