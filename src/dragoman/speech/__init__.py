"""A recording becomes a transcript."""
