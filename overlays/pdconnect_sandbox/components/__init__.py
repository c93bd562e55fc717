"""Components: their props, their options, and running them."""
