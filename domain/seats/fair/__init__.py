"""Seats that are offered or moved."""
