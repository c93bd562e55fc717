"""Tools for language models: the actions of a user's connected apps, in the formats of the model vendors."""
