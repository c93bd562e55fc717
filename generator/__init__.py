"""From the specification to the client: bundle, lint, generate, format, provenance. For development only; not part of the wheel."""
