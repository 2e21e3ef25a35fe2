"""Measures the program against a bare stock PTB echo bot; nothing here runs in the tests."""
