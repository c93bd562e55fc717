"""SDKs of other services that send through a connected account.

The tests import the SDKs inside functions: they take seconds to import, and every process of pytest-xdist collects all tests.
"""
