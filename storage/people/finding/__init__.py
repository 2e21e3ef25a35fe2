"""HR's search for people of the roster."""
