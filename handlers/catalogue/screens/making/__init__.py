"""Screens with which HR makes offerings and trainings."""
