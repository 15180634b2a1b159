"""A transcript becomes text that can be shared."""
