"""Coded material becomes answers."""
