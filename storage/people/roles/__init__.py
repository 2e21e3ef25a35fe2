"""The role of a unit officer: giving it, accepting it, and its end."""
