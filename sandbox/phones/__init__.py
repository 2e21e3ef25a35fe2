"""A person's phone: what is typed and tapped on it, and what it shows."""
