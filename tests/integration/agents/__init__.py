"""Agent frameworks and the packages of model vendors use the tools of a user."""
