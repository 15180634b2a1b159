"""Shipped codebooks, propositions and lexicons (YAML)."""
