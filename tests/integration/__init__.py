"""Tests that need a browser, other languages, other SDKs, or minutes: run by `scripts/test`, not by `scripts/test fast`."""
