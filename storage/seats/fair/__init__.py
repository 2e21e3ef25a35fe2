"""Seats that are offered, given by need or by draw, kept for units, or taken elsewhere."""
