"""The admin page and its JSON interface."""
