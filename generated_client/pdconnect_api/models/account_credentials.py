# Generated from spec/schemas/accounts.yaml#/AccountCredentials. Do not edit: change the specification and run `python -m generator`.

from __future__ import annotations

from typing import Any, TypeAlias

AccountCredentials: TypeAlias = dict[str, Any]
"""Credentials by name. For OAuth apps: those listed here, each of which may be missing. For apps with keys:
whatever the app requires, such as `api_key` or `base_url`. All are secrets."""
