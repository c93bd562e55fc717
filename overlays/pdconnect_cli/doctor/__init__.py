"""The checks of `pdconnect doctor`."""
