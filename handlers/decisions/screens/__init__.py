"""Screens of decisions."""
