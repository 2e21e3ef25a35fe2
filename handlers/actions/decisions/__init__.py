"""Buttons about decisions: mandates, days of absence."""
