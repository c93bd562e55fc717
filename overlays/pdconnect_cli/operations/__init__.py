"""Commands for operations as the OpenAPI document describes them."""
