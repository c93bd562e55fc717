"""Clients in other languages, generated from the published specification by third-party generators, and run against the sandbox."""
