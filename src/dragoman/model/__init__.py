"""The records of a study and their rules; no input or output beyond the mapping."""
