"""Tests that need a browser, other languages or other SDKs, or take minutes. `scripts/test` runs them, `scripts/test fast` does not."""
