"""What HR has taught the import, remembered for the next file: titles, and words of status."""
