"""Search over trainings by their telling words."""
