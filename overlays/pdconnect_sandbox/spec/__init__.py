"""The OpenAPI document: routing and validation."""
