"""The built wheel, installed with its extras into new environments."""
