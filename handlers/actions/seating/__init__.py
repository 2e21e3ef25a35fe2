"""Buttons of those who decide about seats of other people."""
