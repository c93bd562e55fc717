"""Agent frameworks and the packages of model vendors use the tools of a user.

The tests import them inside functions: they take seconds to import, and every process of pytest-xdist collects all tests.
"""
