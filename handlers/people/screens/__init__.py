"""Screens of HR about people of the roster."""
