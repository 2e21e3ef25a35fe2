"""What the stored data forbid to rows of an import."""
