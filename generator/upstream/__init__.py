"""Watch the API from outside: what the official SDKs and the vendor's OpenAPI document know, against the specification.

Every source is read as data and reduced to facts, which are names and types only. Nothing of a downloaded package is imported or run.
"""
