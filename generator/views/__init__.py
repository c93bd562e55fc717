"""What the templates are given: small values in which every decision has been taken, so that a template only writes down."""
