"""Text becomes coded material."""
