"""Compare the specification with other sources: the official SDKs and the vendor's OpenAPI document.

Every source is read as data and reduced to facts, which are names and types only. Nothing of a downloaded package is imported or run.
"""
