"""The built wheel, installed with its extras into an environment."""
