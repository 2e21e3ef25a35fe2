"""What the HR officer does with trainings and offerings in the chat."""
