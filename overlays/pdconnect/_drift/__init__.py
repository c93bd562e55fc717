"""Compare responses with the specification, and report where they deviate."""
