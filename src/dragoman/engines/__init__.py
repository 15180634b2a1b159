"""Swappable machines behind small protocols, each declared local or remote."""
