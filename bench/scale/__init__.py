"""Measures storage with 1,000, 10,000 and 100,000 people on both engines."""
