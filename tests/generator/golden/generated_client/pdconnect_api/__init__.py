# Generated from spec/openapi.yaml. Do not edit: change the specification and run `python -m generator`.

