"""From the specification to the client: bundle, lint, generate, format, provenance. Development only, never shipped."""
