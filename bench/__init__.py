"""Measures the program against a minimal PTB echo bot; the tests run nothing of it."""
